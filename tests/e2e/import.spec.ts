import assert from "node:assert/strict";
import type { PulumiRun } from "../../engine/stack";
import { declare, failedWith, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";
import { assertActive, withDeclared } from "./support/declared";

const type = "pulumi-nodejs:dynamic/mysafe:PasswordDisablement";

describe("an inactive password", function () {
    this.timeout(storyTimeoutMs);

    it("needs only a declaration, not the options `import` and `id`", async () => {
        await withDeclared(
            {},
            async (vault, stack) => {
                const refused = async (option: string, run: () => Promise<PulumiRun>) => {
                    const declared = { old: { identifier: 312, options: { [option]: "312" } } };
                    await declare(stack, declared);
                    const { output } = failedWith(
                        await run(),
                        'error: PasswordDisablement "old": Pulumi cannot import dynamic resources. Declare it ' +
                            "without `import` and `id`: `pulumi up` takes over what is already inactive.",
                    );
                    assert.doesNotMatch(output, /unhandled exception/);
                };
                await refused("import", () => stack.preview());
                await refused("id", () => stack.up("--skip-preview"));
                assert.deepEqual([await stack.resources(), vault.requests.length], [{}, 0]);

                await declare(stack, { old: { identifier: 312 } });
                succeeded(await stack.up("--skip-preview"));
                const outputs = (await stack.resources()).old?.outputs;
                assert.deepEqual([outputs?.status, outputs?.outcome], ["inactive", "already-inactive"]);
                assert.equal(vault.password(312).changes, 0);
            },
            { passwords: [{ identifier: 312, active: false }] },
        );
    });

    // The engine calls Read with an id alone, and the SDK's provider server looks for the provider text among properties
    // that do not exist (pulumi/pulumi#3550, #16175). It loads no code of ours, so no error of ours can appear.
    it("does not work with `pulumi import`, which fails in the SDK without a request and without a state", async () => {
        await withVaultAndStack({}, { config: { "test:declare": "{}" } }, async (vault, stack) => {
            for (const flags of [[], ["--skip-preview"]]) {
                const run = await stack.run(["import", type, "old", "312", "--yes", "--color", "never", ...flags]);
                assert.notEqual(run.exitCode, 0, run.output);
                assert.match(
                    run.output,
                    /error: .*code must be a string, not undefined/,
                    "`pulumi import` ends differently: correct docs/how-it-works.md",
                );
            }
            assert.deepEqual([await stack.resources(), vault.requests.length], [{}, 0]);
            assertActive(vault, 312, 313, 314, 315);
        });
    });
});
