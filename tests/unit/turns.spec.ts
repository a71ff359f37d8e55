import assert from "node:assert/strict";
import { systemClock } from "../../provider/src/retry";
import { createTurns, priorities } from "../../provider/src/turns";
import { fakeClock } from "./support/clock";

/** Something that goes on until it is ended. */
function underWay(): { send: () => Promise<void>; end: () => void } {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
        end = resolve;
    });
    return { send: () => ended, end: () => end() };
}

describe("turns", () => {
    it("are given to so many at once, and no more", async () => {
        const turns = createTurns(2, fakeClock());
        const first = [underWay(), underWay()];
        const begun: string[] = [];
        const taken = first.map(({ send }) => turns.take(priorities.firstTry, send));
        const third = turns.take(priorities.firstTry, async () => begun.push("third"));
        await new Promise((resolve) => setImmediate(resolve));
        assert.deepEqual(begun, []);
        for (const { end } of first) {
            end();
        }
        await Promise.all([...taken, third]);
        assert.deepEqual(begun, ["third"]);
    });

    it("come to tokens first, then to what is begun, then to first tries", async () => {
        const turns = createTurns(1, fakeClock());
        const { send, end } = underWay();
        const begun: string[] = [];
        const all = [
            turns.take(priorities.firstTry, send),
            turns.take(priorities.firstTry, async () => begun.push("first try")),
            turns.take(priorities.begun, async () => begun.push("begun")),
            turns.take(priorities.token, async () => begun.push("token")),
        ];
        end();
        await Promise.all(all);
        assert.deepEqual(begun, ["token", "begun", "first try"]);
    });

    it("give back what was sent, and what it failed with", async () => {
        const turns = createTurns(1, fakeClock());
        assert.equal(await turns.take(priorities.firstTry, async () => "answer"), "answer");
        const failing = turns.take(priorities.firstTry, () => Promise.reject(new Error("cut")));
        await assert.rejects(failing, /^Error: cut$/);
    });
});

describe("turns that are held back", () => {
    it("come when the time is over, for all who wait", async () => {
        const clock = fakeClock();
        const turns = createTurns(8, clock);
        const start = clock.now();
        turns.holdBack(7000);
        const ends = [1, 2, 3].map(() => turns.take(priorities.token, async () => clock.now() - start));
        assert.deepEqual(await Promise.all(ends), [7000, 7000, 7000]);
        assert.deepEqual(clock.waits, [7000]);
        assert.equal(await turns.take(priorities.firstTry, async () => clock.now() - start), 7000);
    });

    it("come no sooner for who asks for less", async () => {
        const clock = fakeClock();
        const turns = createTurns(8, clock);
        turns.holdBack(7000);
        turns.holdBack(1000);
        turns.holdBack(0);
        await turns.take(priorities.firstTry, async () => {});
        assert.deepEqual(clock.waits, [7000]);
    });

    it("come later where more is asked for in the meantime", async () => {
        const clock = fakeClock();
        const turns = createTurns(8, clock);
        const start = clock.now();
        turns.holdBack(1000);
        turns.holdBack(5000);
        assert.equal(await turns.take(priorities.firstTry, async () => clock.now() - start), 5000);
    });

    it("can be held back again", async () => {
        const clock = fakeClock();
        const turns = createTurns(8, clock);
        for (const ms of [2000, 3000]) {
            const start = clock.now();
            turns.holdBack(ms);
            assert.equal(await turns.take(priorities.firstTry, async () => clock.now() - start), ms);
        }
    });

    it("come at once when the run is cancelled", async () => {
        const controller = new AbortController();
        const turns = createTurns(8, systemClock, controller.signal);
        turns.holdBack(60_000);
        const taken = turns.take(priorities.firstTry, async () => "declined");
        controller.abort();
        assert.equal(await taken, "declined");
        turns.holdBack(60_000);
        assert.equal(await turns.take(priorities.firstTry, async () => "declined"), "declined");
    });
});
