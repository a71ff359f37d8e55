import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";
import type { ExportedResource, Stack } from "../../engine/stack";
import { assertNeutral, declaredIn, importState, type KeptState, keptSettings, keptStates } from "../support/states";
import { declare, nothingToDo, storyTimeoutMs, succeeded, withStack, withVault } from "../support/story";

/** Returns whether an update has to disable it again. */
const isUnsettled = ({ outputs }: ExportedResource) => outputs.status !== "inactive";
const unsettledIn = ({ resources }: KeptState) => resources.filter(isUnsettled);

/** Runs a story with a vault and a stack in a kept state, with its original program. */
async function withKept(kept: KeptState, use: (vault: Simulator, stack: Stack) => Promise<void>): Promise<void> {
    const passwords = kept.resources.map((resource) => ({
        identifier: Number(resource.id),
        active: isUnsettled(resource),
    }));
    await withVault({ passwords }, (vault) =>
        withStack(keptSettings(vault), async (stack) => {
            await importState(stack, kept, vault);
            await declare(stack, declaredIn(kept));
            await use(vault, stack);
        }),
    );
}

/** Previews, refreshes and destroys a stack with only inactive passwords. */
async function continues(kept: KeptState, vault: Simulator, stack: Stack): Promise<void> {
    const disables = vault.count("disable");
    await nothingToDo(stack);
    succeeded(await stack.refresh("--skip-preview", "--expect-no-changes"));
    succeeded(await stack.destroy("--skip-preview"));
    assert.deepEqual(await stack.resources(), {});
    for (const { id, outputs } of kept.resources) {
        assert.equal(vault.password(Number(id)).active, outputs.onDestroy === "restore", `password ${id}`);
    }
    assert.equal(vault.count("disable"), disables);
    assert.deepEqual(vault.secretsServed, []);
}

describe("the state of an earlier version", function () {
    this.timeout(storyTimeoutMs);

    const states = keptStates();

    for (const kept of states.filter((each) => unsettledIn(each).length === 0)) {
        it(`needs no update, and passes a refresh and a destroy: ${kept.name}`, () =>
            withKept(kept, (vault, stack) => continues(kept, vault, stack)));
    }

    for (const kept of states.filter((each) => unsettledIn(each).length > 0)) {
        it(`needs an update only for unconfirmed requests, and then passes a refresh and a destroy: ${kept.name}`, () =>
            withKept(kept, async (vault, stack) => {
                const { stdout } = succeeded(await stack.preview("--json"));
                const { steps } = JSON.parse(stdout) as { steps: { op: string; urn: string }[] };
                assert.deepEqual(
                    steps.filter(({ op }) => op !== "same").map(({ op, urn }) => `${op} ${urn}`),
                    unsettledIn(kept).map(({ urn }) => `update ${urn}`),
                );
                succeeded(await stack.up("--skip-preview"));
                for (const { outputs } of Object.values(await stack.resources())) {
                    assert.equal(outputs.status, "inactive");
                }
                assert.equal(vault.count("disable"), unsettledIn(kept).length);
                assert.ok(unsettledIn(kept).every(({ id }) => vault.password(Number(id)).changes === 1));
                await continues(kept, vault, stack);
            }));
    }

    for (const { name, text, resources } of states) {
        it(`contains no secret, address or folder of a machine: ${name}`, () => {
            assertNeutral(text);
            assert.ok(resources.length > 0);
        });
    }
});
