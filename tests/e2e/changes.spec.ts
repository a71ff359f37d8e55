import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeProgramInto } from "../support/layouts";
import { copyOfProject, packedProject } from "../support/packedProject";
import {
    declare,
    declaringProgram,
    nothingToDo,
    storyTimeoutMs,
    succeeded,
    withVault,
    withVaultAndStack,
} from "../support/story";

describe("a resource that exists", function () {
    this.timeout(storyTimeoutMs);

    it("is replaced when its identifier changes, and the former password stays inactive", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            await declare(stack, { "former-dba": { identifier: 312 } });
            succeeded(await stack.up("--skip-preview"));
            await declare(stack, { "former-dba": { identifier: 313 } });
            const run = succeeded(await stack.up("--diff"));
            assert.match(run.output, /\(replace\)/);
            assert.match(run.output, /identifier\s*: "312" => "313"/);
            assert.deepEqual(
                [312, 313].map((identifier) => vault.password(identifier).active),
                [false, false],
            );
            assert.equal(vault.count("enable"), 0);
            assert.equal((await stack.resources())["former-dba"]?.id, "313");
        });
    });

    it("is updated in place, without a call, when its reason changes or goes", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            await declare(stack, { "former-dba": { identifier: 312, reason: "CHG-1" } });
            succeeded(await stack.up("--skip-preview"));
            const before = (await stack.resources())["former-dba"]?.outputs;

            await declare(stack, { "former-dba": { identifier: 312, reason: "CHG-2" } });
            const run = succeeded(await stack.up("--diff"));
            assert.match(run.output, /reason\s*: "CHG-1" => "CHG-2"/);
            assert.deepEqual((await stack.resources())["former-dba"]?.outputs, { ...before, reason: "CHG-2" });

            await declare(stack, { "former-dba": { identifier: 312 } });
            succeeded(await stack.up("--skip-preview"));
            assert.equal((await stack.resources())["former-dba"]?.outputs.reason, undefined);
            // The previews look at the list.
            const made = new Set(vault.requests.map(({ route }) => route));
            assert.deepEqual([...made].sort(), ["disable", "list", "token"]);
            assert.equal(vault.count("disable"), 1, "a changed reason is nothing to the vault");
        });
    });

    it("is not changed by another version of the package", async () => {
        const { folder } = await packedProject();
        const copy = copyOfProject(folder);
        const program = writeProgramInto(join(copy, "programs", "declaring"), declaringProgram);
        const manifest = join(copy, "node_modules", "pulumi-mysafe", "package.json");
        await withVaultAndStack({}, { program }, async (_vault, stack) => {
            await declare(stack, { "former-dba": { identifier: 312 } });
            succeeded(await stack.up("--skip-preview"));
            const original = JSON.parse(readFileSync(manifest, "utf8"));
            writeFileSync(manifest, JSON.stringify({ ...original, version: "99.0.0" }));
            await nothingToDo(stack);
        });
    });

    it("is not disabled again, but warned of once, when the stack turns to another vault", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            await declare(stack, { one: { identifier: 312 }, two: { identifier: 313 } });
            succeeded(await stack.up("--skip-preview"));
            await withVault({ clientSecret: vault.clientSecret }, async (other) => {
                await stack.configure("mysafe:url", other.url);
                const { output } = succeeded(await stack.preview("--expect-no-changes"));
                // Once while it runs and once among the diagnostics at the end, for two resources.
                assert.equal(output.split(`disabled in ${vault.url}, and mysafe:url is now ${other.url}`).length, 3);
                assert.deepEqual(
                    other.requests.map(({ route }) => route),
                    ["token", "list"],
                );
            });
        });
    });
});
