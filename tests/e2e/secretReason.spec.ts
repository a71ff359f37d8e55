import assert from "node:assert/strict";
import type { Stack } from "../../engine/stack";
import { writeProgram } from "../support/packedProject";
import { failedWith, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

const program = `
const pulumi = require("@pulumi/pulumi");
const { PasswordDisablement } = require("pulumi-mysafe");
const reason = new pulumi.Config("test").requireSecret("reason");
const former = new PasswordDisablement("former", { identifier: 312, reason });
exports.reason = former.reason;
`;

/** Asserts that inputs and outputs in the state contain the reason as a ciphertext. */
async function isEncrypted(stack: Stack, plain: string): Promise<void> {
    const { stdout } = await stack.expect(["stack", "export"]);
    assert.ok(!stdout.includes("x-secret-"), `the state has a reason in plain text:\n${stdout}`);
    const { inputs, outputs } = (await stack.resources()).former ?? { inputs: {}, outputs: {} };
    for (const { reason } of [inputs, outputs]) {
        assert.ok((reason as { ciphertext?: string } | undefined)?.ciphertext, `not encrypted: ${reason}`);
    }
    const shown = await stack.expect(["stack", "output", "reason", "--show-secrets"]);
    assert.equal(shown.stdout.trim(), plain);
}

describe("a secret reason", function () {
    this.timeout(storyTimeoutMs);

    it("stays encrypted in the state and hidden in outputs, from the first up to the destroy", async () => {
        const folder = await writeProgram("secret-reason", program);
        const settings = {
            program: folder,
            config: { "mysafe:maxRetries": "0" },
            secrets: { "test:reason": "x-secret-one" },
        };
        await withVaultAndStack({}, settings, async (vault, stack) => {
            const printed = [succeeded(await stack.up("--skip-preview", "--diff"))];
            assert.match(printed[0]?.output ?? "", /reason\s*: \[secret\]/);
            await isEncrypted(stack, "x-secret-one");

            vault.setActive(312, true);
            printed.push(succeeded(await stack.run(["refresh", "--yes", "--skip-preview", "--diff"])));
            assert.equal((await stack.resources()).former?.outputs.status, "active");
            await isEncrypted(stack, "x-secret-one");

            vault.inject({ kind: "timeout504", route: "disable" });
            printed.push(failedWith(await stack.up("--skip-preview", "--diff"), "sent but not confirmed"));
            const { inputs, outputs } = (await stack.resources()).former ?? {};
            assert.equal(outputs?.status, "unconfirmed");
            assert.ok(!JSON.stringify([inputs, outputs]).includes("x-secret-"));

            await stack.configureSecret("test:reason", "x-secret-two");
            printed.push(succeeded(await stack.up("--diff")));
            await isEncrypted(stack, "x-secret-two");

            printed.push(succeeded(await stack.run(["destroy", "--yes", "--skip-preview", "--diff"])));
            assert.ok(printed.every(({ output }) => !output.includes("x-secret-")));
        });
    });
});
