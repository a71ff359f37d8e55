import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeProgram } from "../support/packedProject";
import {
    declare,
    declaringProgram,
    failedWith,
    nothingToDo,
    storyTimeoutMs,
    succeeded,
    withVaultAndStack,
} from "../support/story";

describe("the oldest SDK that the package takes", function () {
    this.timeout(storyTimeoutMs);

    it("disables, refuses and finds nothing to do, as today's does", async () => {
        const manifest = join(__dirname, "..", "..", "provider", "package.json");
        const range: string = JSON.parse(readFileSync(manifest, "utf8")).peerDependencies["@pulumi/pulumi"];
        const program = await writeProgram("declaring", declaringProgram, "index.js", range.replace("^", ""));
        await withVaultAndStack({}, { program }, async (vault, stack) => {
            await declare(stack, { "former-dba": { identifier: 312, reason: "CHG-1" } });
            succeeded(await stack.up());
            assert.equal(vault.password(312).changes, 1);
            await nothingToDo(stack);
            await nothingToDo(stack, "--refresh");
            await declare(stack, { "former-dba": { identifier: 9999 } });
            failedWith(
                await stack.preview(),
                "property identifier value {9999} has a problem: 1005: Password not found",
            );
        });
    });
});
