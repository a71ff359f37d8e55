import assert from "node:assert/strict";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { pathVariable } from "../../engine/environment";
import { hasNode, nodeFolder } from "../support/nodes";
import { failedWith, storyEngine, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";
import { type LayoutCase, refusedLayouts, workingLayouts } from "./layoutCases";

const isAll = process.env.MATRIX === "all";
const chosen = (cases: LayoutCase[]) => cases.filter(({ isFew }) => isAll || isFew);

/** Returns the environment of `yarn run` in a project with Plug'n'Play, on a Node where Pulumi itself starts with it. */
async function yarnEnvironment(folder: string): Promise<Record<string, string>> {
    const path = pathVariable(process.env);
    const first = [await nodeFolder(20), (await storyEngine()).folder];
    const loader = pathToFileURL(join(folder, ".pnp.loader.mjs"));
    return {
        [path]: [...first, process.env[path]].join(delimiter),
        NODE_OPTIONS: `--require ${JSON.stringify(join(folder, ".pnp.cjs"))} --experimental-loader ${loader}`,
    };
}

describe("a layout that works", function () {
    this.timeout(2 * storyTimeoutMs);

    for (const { title, make } of chosen(workingLayouts)) {
        it(`passes preview, up and destroy: ${title}`, async () => {
            await withVaultAndStack({}, { program: await make() }, async (vault, stack) => {
                succeeded(await stack.preview());
                succeeded(await stack.up("--skip-preview"));
                assert.equal((await stack.resources())["former-dba"]?.outputs.status, "inactive");
                succeeded(await stack.destroy("--skip-preview"));
                assert.deepEqual(await stack.resources(), {});
                assert.deepEqual([vault.count("disable"), vault.password(312).active], [1, false]);
            });
        });
    }
});

describe("a layout in which the provider's process does not find the package", function () {
    this.timeout(2 * storyTimeoutMs);

    const possible = chosen(refusedLayouts).filter(({ isPlugAndPlay }) => !isPlugAndPlay || hasNode(20));
    for (const { title, make, refusal = [], isPlugAndPlay } of possible) {
        it(`fails before it registers or requests anything: ${title}`, async () => {
            const program = await make();
            const env = isPlugAndPlay ? await yarnEnvironment(program) : {};
            await withVaultAndStack({}, { program, env }, async (vault, stack) => {
                for (const run of [await stack.preview(), await stack.up("--skip-preview")]) {
                    failedWith(run, ...refusal);
                    assert.doesNotMatch(run.output, /^\s*at /m, "a stack trace");
                    assert.doesNotMatch(run.output, /Cannot find module/);
                    assert.deepEqual(await stack.resources(), {});
                }
                assert.equal(vault.requests.length, 0);
            });
        });
    }
});
