import assert from "node:assert/strict";
import type { PulumiRun } from "../../engine/stack";
import { declare, failedWith, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";
import { assertActive, withDeclared } from "./support/declared";

const type = "pulumi-nodejs:dynamic/mysafe:PasswordDisablement";

describe("a password that is to be taken over", function () {
    this.timeout(storyTimeoutMs);

    it("is not taken by the options `import` and `id`, but by declaring it, as the error says", async () => {
        await withDeclared(
            {},
            async (vault, stack) => {
                const refused = async (option: string, run: () => Promise<PulumiRun>) => {
                    const declared = { old: { identifier: 312, options: { [option]: "312" } } };
                    await declare(stack, declared);
                    const { output } = failedWith(
                        await run(),
                        'error: PasswordDisablement "old": dynamic resources cannot be imported. Declare it ' +
                            "without `import` and `id`: what is inactive already is taken over as it is.",
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

    // The engine calls Read with an id alone, and the SDK's provider server looks for the code of the resource among
    // properties that are not there (pulumi/pulumi#3550, #16175). No code of ours is loaded, so no sentence of ours.
    it("is not taken by `pulumi import`: the SDK ends with a TypeError of its own, and nothing is asked or kept", async () => {
        await withVaultAndStack({}, { config: { "test:declare": "{}" } }, async (vault, stack) => {
            for (const flags of [[], ["--skip-preview"]]) {
                const run = await stack.run(["import", type, "old", "312", "--yes", "--color", "never", ...flags]);
                assert.notEqual(run.exitCode, 0, run.output);
                assert.match(
                    run.output,
                    /error: .*Cannot read properties of undefined \(reading 'toJavaScript'\)/,
                    "`pulumi import` ends differently: see whether docs/life.md is still right",
                );
            }
            assert.deepEqual([await stack.resources(), vault.requests.length], [{}, 0]);
            assertActive(vault, 312, 313, 314, 315);
        });
    });
});
