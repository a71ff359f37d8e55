import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { createStack } from "../../engine/stack";
import { pluginFolder, sdkProject } from "../support/packedProject";
import { nothingToDo, storyEngine, storyTimeoutMs, succeeded, withVault } from "../support/story";

const example = join(__dirname, "../../examples/multi-vault/instances");

describe("examples/multi-vault/instances", function () {
    this.timeout(storyTimeoutMs);

    it("disables passwords of two vaults in one stack, each with its own access key", async () => {
        const program = join(await sdkProject(), "programs", "instances");
        cpSync(example, program, { recursive: true });
        await withVault({}, async (headOffice) => {
            await withVault({ clientSecret: "branch-secret-4711" }, async (branch) => {
                const settings = { "head-office": [headOffice, ["312", "313"]], branch: [branch, ["312"]] } as const;
                const entries = Object.entries(settings);
                const stack = await createStack({
                    program,
                    project: "mysafe-instances",
                    plugins: { mysafe: await pluginFolder() },
                    engine: await storyEngine(),
                    config: Object.fromEntries(
                        entries.map(([name, [{ url, clientId }, identifiers]]) => [
                            name,
                            JSON.stringify({ url, clientId, identifiers }),
                        ]),
                    ),
                    secrets: Object.fromEntries(
                        entries.map(([name, [{ clientSecret }]]) => [`${name}-secret`, clientSecret]),
                    ),
                });
                try {
                    const { output } = succeeded(await stack.up());
                    assert.match(output, /pulumi-mysafe: branch: 1 to disable:\n\s+branch-312: 312 /);
                    assert.deepEqual(
                        [headOffice, branch].map((vault) => [312, 313].map((one) => vault.password(one).active)),
                        [
                            [false, false],
                            [false, true],
                        ],
                    );
                    await nothingToDo(stack, "--refresh");
                    assert.ok(!(await stack.expect(["stack", "export"])).stdout.includes(branch.clientSecret));
                } finally {
                    stack.remove();
                }
            });
        });
    });
});
