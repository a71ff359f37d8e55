import assert from "node:assert/strict";
import { storyTimeoutMs, succeeded } from "../support/story";
import { assertActive, during } from "./support/declared";
import { declareSets, known, withSets } from "./support/sets";

const enable = { onDestroy: "enable" };
const set = (...identifiers: number[]) => ({ identifiers, ...enable });
const single = (identifier: number) => ({ identifier, ...enable });

describe("a password that moves within a program whose passwords are enabled when they go", function () {
    this.timeout(storyTimeoutMs);

    it("is never enabled: from a set to a single one, to another set, and back into the first", async () => {
        await withSets({}, { leavers: set(312, 313, 314) }, async (vault, stack) => {
            succeeded(await stack.up("--skip-preview"));
            for (const [declared, disabled] of [
                [{ leavers: set(312, 314), one: single(313) }, ["disable 313"]],
                [{ leavers: set(312), more: set(313, 314) }, ["disable 313", "disable 314"]],
                [{ leavers: set(312, 313, 314) }, ["disable 313", "disable 314"]],
            ] as const) {
                await declareSets(stack, declared);
                const [run, requests] = await during(vault, () => stack.up("--skip-preview"));
                assert.match(succeeded(run).output, /not enabled: the program still declares (it|them)/);
                assert.deepEqual(requests.filter((request) => request !== "token").sort(), [...disabled]);
                assertActive(vault, 315);
            }
            assert.deepEqual((await known(stack)).length, 2, "two times, two outcomes");
        });
    });

    it("ends inactive also where the program declares it late, and enabling it is slow", async () => {
        await withSets({}, { leavers: set(312, 313) }, async (vault, stack) => {
            succeeded(await stack.up("--skip-preview"));
            vault.inject({ kind: "timeout504", route: "enable", identifier: 313, delayMs: 2_000 });
            await declareSets(stack, { leavers: set(312), late: { ...single(313), afterMs: 1_500 } });
            const [run, requests] = await during(vault, () => stack.up("--skip-preview"));
            succeeded(run);
            assert.equal(requests.at(-1), "disable 313");
            assertActive(vault, 314, 315);
        });
    });
});
