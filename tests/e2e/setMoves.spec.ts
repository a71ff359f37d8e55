import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";
import type { Stack } from "../../engine/stack";
import { storyTimeoutMs, succeeded } from "../support/story";
import { assertActive, during } from "./support/declared";
import { type DeclaredSets, declareSets, known, withSets } from "./support/sets";

const enable = { onDestroy: "restore" };
const set = (...identifiers: number[]) => ({ identifiers, ...enable });
const single = (identifier: number) => ({ identifier, ...enable });

/** Changes the declarations and returns the requests of the up, except for its token. */
async function upTo(declared: DeclaredSets, vault: Simulator, stack: Stack) {
    await declareSets(stack, declared);
    const [run, requests] = await during(vault, () => stack.up("--skip-preview"));
    return { output: succeeded(run).output, requests: requests.filter((request) => request !== "token").sort() };
}

describe("a password that moves between resources with onDestroy restore", function () {
    this.timeout(storyTimeoutMs);

    it("stays inactive from a set to a single one, to another set and back to the first", async () => {
        await withSets({}, { leavers: set(312, 313, 314) }, async (vault, stack) => {
            succeeded(await stack.up("--skip-preview"));

            const toSingle = await upTo({ leavers: set(312, 314), one: single(313) }, vault, stack);
            assert.match(toSingle.output, /password 313 .*is left as it is, last seen inactive/);
            assert.deepEqual(toSingle.requests, ["disable 313", "list"]);

            const toSet = await upTo({ leavers: set(312), more: set(313, 314) }, vault, stack);
            assert.match(toSet.output, /password 314 .*is left as it is, last seen inactive/);
            assert.match(toSet.output, /password 313 .*is not enabled: the program still declares it/);
            assert.deepEqual(toSet.requests, ["disable 313", "disable 314", "list"]);

            const back = await upTo({ leavers: set(312, 313, 314) }, vault, stack);
            assert.match(back.output, /passwords 313-314 are not enabled: the program still declares them/);
            assert.deepEqual(back.requests, ["disable 313", "disable 314", "list"]);

            assert.deepEqual([vault.count("enable"), vault.password(313).changes], [0, 1]);
            assertActive(vault, 315);
            assert.deepEqual(await known(stack), ["312-314 inactive"]);
        });
    });

    it("stays inactive if a late declaration replaces a set's entry or a whole resource", async () => {
        const late = { afterMs: 1_500 };
        await withSets({}, { leavers: set(312, 313), one: single(314) }, async (vault, stack) => {
            succeeded(await stack.up("--skip-preview"));
            const moved = { leavers: set(312), late: { ...single(313), ...late }, others: { ...set(314), ...late } };
            const { output, requests } = await upTo(moved, vault, stack);
            assert.match(output, /password 313 .*is left as it is, last seen inactive/);
            assert.match(output, /password 314 .*is not enabled: the program still declares it/);
            assert.deepEqual(requests, ["disable 313", "disable 314", "list"]);
            assert.equal(vault.count("enable"), 0);
            assertActive(vault, 315);
        });
    });
});
