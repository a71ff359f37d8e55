import assert from "node:assert/strict";
import { createRequestQueue, priorities } from "../../../provider/src/client/requestQueue";
import { systemClock } from "../../../provider/src/client/retry";
import { fakeClock } from "../support/clock";

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
        const turns = createRequestQueue(2, fakeClock());
        const first = [underWay(), underWay()];
        const begun: string[] = [];
        const taken = first.map(({ send }) => turns.run(priorities.firstTry, send));
        const third = turns.run(priorities.firstTry, async () => begun.push("third"));
        await new Promise((resolve) => setImmediate(resolve));
        assert.deepEqual(begun, []);
        for (const { end } of first) {
            end();
        }
        await Promise.all([...taken, third]);
        assert.deepEqual(begun, ["third"]);
    });

    it("come to tokens first, then to what is begun, then to first tries", async () => {
        const turns = createRequestQueue(1, fakeClock());
        const { send, end } = underWay();
        const begun: string[] = [];
        const all = [
            turns.run(priorities.firstTry, send),
            turns.run(priorities.firstTry, async () => begun.push("first try")),
            turns.run(priorities.begun, async () => begun.push("begun")),
            turns.run(priorities.token, async () => begun.push("token")),
        ];
        end();
        await Promise.all(all);
        assert.deepEqual(begun, ["token", "begun", "first try"]);
    });

    it("give back what was sent, and what it failed with", async () => {
        const turns = createRequestQueue(1, fakeClock());
        assert.equal(await turns.run(priorities.firstTry, async () => "answer"), "answer");
        const failing = turns.run(priorities.firstTry, () => Promise.reject(new Error("cut")));
        await assert.rejects(failing, /^Error: cut$/);
    });
});

describe("turns that are held back", () => {
    it("come when the time is over, for all who wait", async () => {
        const clock = fakeClock();
        const turns = createRequestQueue(8, clock);
        const start = clock.now();
        turns.pauseFor(7000);
        const ends = [1, 2, 3].map(() => turns.run(priorities.token, async () => clock.now() - start));
        assert.deepEqual(await Promise.all(ends), [7000, 7000, 7000]);
        assert.deepEqual(clock.waits, [7000]);
        assert.equal(await turns.run(priorities.firstTry, async () => clock.now() - start), 7000);
    });

    it("come no sooner for who asks for less", async () => {
        const clock = fakeClock();
        const turns = createRequestQueue(8, clock);
        turns.pauseFor(7000);
        turns.pauseFor(1000);
        turns.pauseFor(0);
        await turns.run(priorities.firstTry, async () => {});
        assert.deepEqual(clock.waits, [7000]);
    });

    it("come later where more is asked for in the meantime", async () => {
        const clock = fakeClock();
        const turns = createRequestQueue(8, clock);
        const start = clock.now();
        turns.pauseFor(1000);
        turns.pauseFor(5000);
        assert.equal(await turns.run(priorities.firstTry, async () => clock.now() - start), 5000);
    });

    it("can be held back again", async () => {
        const clock = fakeClock();
        const turns = createRequestQueue(8, clock);
        for (const ms of [2000, 3000]) {
            const start = clock.now();
            turns.pauseFor(ms);
            assert.equal(await turns.run(priorities.firstTry, async () => clock.now() - start), ms);
        }
    });

    it("come at once when the run is cancelled", async () => {
        const controller = new AbortController();
        const turns = createRequestQueue(8, systemClock, controller.signal);
        turns.pauseFor(60_000);
        const taken = turns.run(priorities.firstTry, async () => "declined");
        controller.abort();
        assert.equal(await taken, "declined");
        turns.pauseFor(60_000);
        assert.equal(await turns.run(priorities.firstTry, async () => "declined"), "declined");
    });
});
