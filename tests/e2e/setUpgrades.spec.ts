import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";
import type { ExportedResource, Stack } from "../../engine/stack";
import { writeProgram } from "../support/packedProject";
import { assertNeutral, declaredIn, importState, type KeptState, keptSettings, keptStates } from "../support/states";
import { nothingToDo, storyTimeoutMs, succeeded, withStack, withVault } from "../support/story";
import { type DeclaredSets, declareSets, setsProgram } from "./support/sets";

/** Returns the wanted status of each password of a kept set. */
function wantedIn({ inputs }: ExportedResource): Record<string, string> {
    return inputs.identifiers as Record<string, string>;
}

/** Returns the sets that the program of a kept state declares. */
function setsIn(kept: KeptState): DeclaredSets {
    const sets = Object.entries(declaredIn<{ identifiers: object }>(kept));
    return Object.fromEntries(
        sets.map(([name, args]) => [name, { ...args, identifiers: Object.keys(args.identifiers) }]),
    );
}

/** Runs a story with a vault and a stack in a kept state, with the program that made it. */
async function withKept(kept: KeptState, use: (vault: Simulator, stack: Stack) => Promise<void>): Promise<void> {
    const passwords = kept.resources
        .flatMap((resource) => Object.entries(wantedIn(resource)))
        .map(([identifier, status]) => ({ identifier: Number(identifier), active: status === "active" }));
    const program = await writeProgram("sets", setsProgram);
    await withVault({ passwords }, (vault) =>
        withStack({ ...keptSettings(vault), program }, async (stack) => {
            await importState(stack, kept, vault);
            await declareSets(stack, setsIn(kept));
            await use(vault, stack);
        }),
    );
}

describe("the state of sets of an earlier version", function () {
    this.timeout(storyTimeoutMs);

    const states = keptStates("sets");

    it("exists as a fixture without a secret, an address or a folder of a machine", () => {
        assert.ok(states.length > 0);
        for (const { text } of states) {
            assertNeutral(text);
        }
    });

    for (const kept of states) {
        it(`needs an update only for its drift, and then passes a refresh and a destroy: ${kept.name}`, () =>
            withKept(kept, async (vault, stack) => {
                const active = vault.passwords().filter((password) => password.active);
                succeeded(await stack.up("--skip-preview"));
                assert.equal(vault.count("disable"), active.length);
                assert.ok(vault.passwords().every((password) => !password.active));
                await nothingToDo(stack);
                succeeded(await stack.refresh("--skip-preview", "--expect-no-changes"));
                succeeded(await stack.destroy("--skip-preview"));
                assert.equal(vault.count("disable"), active.length);
                for (const resource of kept.resources) {
                    for (const identifier of Object.keys(wantedIn(resource))) {
                        const isEnabled = vault.password(Number(identifier)).active;
                        // 340 was inactive before.
                        const isRestored = resource.inputs.onDestroy === "restore" && identifier !== "340";
                        assert.equal(isEnabled, isRestored, `password ${identifier}`);
                    }
                }
            }));
    }
});
