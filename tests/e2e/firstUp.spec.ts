import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "../../engine/stack";
import { writeProgram } from "../support/packedProject";
import { storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

const typedProgram = `
import * as pulumi from "@pulumi/pulumi";
import { type Outcome, PasswordDisablement } from "pulumi-mysafe";

const formerDba = new PasswordDisablement("dba", { identifier: 312, reason: "CHG-2041" });

export const outcome: pulumi.Output<Outcome> = formerDba.outcome;
export const { identifier, reason, status, disabledAt, vaultUrl, driftCorrections } = formerDba;
`;

/** The most bytes of a resource in the file of a state. The engine writes the whole file after each step. */
const maxStateBytes = 1_000;

/** Fails unless the state has one line of provider text and is small. */
async function assertSmall(stack: Stack): Promise<void> {
    const resource = (await stack.resources()).dba;
    assert.ok(resource);
    assert.equal(resource.type, "pulumi-nodejs:dynamic/mysafe:PasswordDisablement");
    assert.equal(resource.id, "312");
    const text = String(resource.inputs.__provider);
    assert.ok(text.length < 120 && !text.includes("\n"), text);
    assert.equal(resource.outputs.__provider, text);
    assert.deepEqual(Object.keys(resource.inputs).sort(), ["__provider", "identifier", "reason", "status"]);
    const written = JSON.stringify(resource);
    const file = readFileSync(join(stack.folder, "state", ".pulumi", "stacks", "test", "dev.json"), "utf8");
    assert.ok(file.includes(written), "the engine writes another form than compact JSON");
    const bytes = Buffer.byteLength(written);
    assert.ok(bytes <= maxStateBytes, `${bytes} bytes`);
}

describe("a first up, from a TypeScript program", function () {
    this.timeout(storyTimeoutMs);

    it("disables the password once, keeps a small state, and then plans no change", async () => {
        const program = await writeProgram("typed", typedProgram, "index.ts");
        await withVaultAndStack({}, { program }, async (vault, stack) => {
            const before = Date.now();
            const preview = succeeded(await stack.preview());
            assert.match(preview.output, /PasswordDisablement dba create/);
            assert.equal(vault.password(312).active, true, "the preview changed the vault");

            succeeded(await stack.up("--skip-preview"));
            assert.equal(vault.password(312).active, false);

            const outputs = JSON.parse((await stack.expect(["stack", "output", "--json"])).stdout);
            const { disabledAt, ...rest } = outputs;
            assert.deepEqual(rest, {
                identifier: "312",
                reason: "CHG-2041",
                status: "inactive",
                outcome: "deactivated",
                vaultUrl: vault.url,
                driftCorrections: 0,
            });
            assert.match(disabledAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
            const time = Date.parse(disabledAt);
            assert.ok(time >= before && time < Date.now() + 1000, `${disabledAt} is rounded up to the second`);

            await assertSmall(stack);
            const again = succeeded(await stack.preview("--refresh", "--expect-no-changes"));
            assert.doesNotMatch(again.output, /Outputs:/, "an output is unknown in a preview without changes");
            assert.equal(vault.count("disable"), 1);
            assert.deepEqual(vault.secretsServed, []);
        });
    });

    it("works the same from an ES module, and its state contains no folder of this machine", async () => {
        const source = `import { PasswordDisablement } from "pulumi-mysafe";
            const declare = (name) => new PasswordDisablement(name, { identifier: 312 });
            export const { status } = declare("former-dba");`;
        const program = await writeProgram("module", source, "index.mjs");
        await withVaultAndStack({}, { program }, async (vault, stack) => {
            succeeded(await stack.up());
            assert.equal(vault.password(312).active, false);
            const resource = (await stack.resources())["former-dba"];
            assert.doesNotMatch(JSON.stringify(resource), /file:|project:|index\.mjs/);
        });
    });
});
