import assert from "node:assert/strict";
import { systemClock } from "../../../provider/src/client/clock";
import { createRequestQueue, priorities } from "../../../provider/src/client/requestQueue";
import { fakeClock } from "../support/clock";

describe("a request queue", () => {
    it("runs at most its concurrency at once", async () => {
        const queue = createRequestQueue(2, fakeClock());
        let running = 0;
        let most = 0;
        const send = async () => {
            running += 1;
            most = Math.max(most, running);
            await new Promise((resolve) => setImmediate(resolve));
            running -= 1;
        };
        await Promise.all(Array.from({ length: 7 }, () => queue.run(priorities.first, send)));
        assert.equal(most, 2);
    });

    it("runs tokens first, then retries, then first attempts", async () => {
        const queue = createRequestQueue(1, fakeClock());
        const order: string[] = [];
        const add = (name: keyof typeof priorities) => queue.run(priorities[name], async () => order.push(name));
        await Promise.all([queue.run(priorities.first, async () => {}), add("first"), add("retry"), add("token")]);
        assert.deepEqual(order, ["token", "retry", "first"]);
    });

    it("returns the result, and rejects with the error", async () => {
        const queue = createRequestQueue(1, fakeClock());
        assert.equal(await queue.run(priorities.first, async () => "response"), "response");
        await assert.rejects(
            queue.run(priorities.first, () => Promise.reject(new Error("cut"))),
            /^Error: cut$/,
        );
    });
});

describe("a paused request queue", () => {
    /** Runs a request after the pauses. Returns its start time. */
    async function startAfter(pauses: number[]): Promise<number> {
        const clock = fakeClock();
        const queue = createRequestQueue(8, clock);
        const start = clock.now();
        for (const ms of pauses) {
            queue.pauseFor(ms);
        }
        return queue.run(priorities.token, async () => clock.now() - start);
    }

    it("starts nothing until the longest pause ends", async () => {
        assert.equal(await startAfter([7000]), 7000);
        assert.equal(await startAfter([7000, 1000, 0]), 7000);
        assert.equal(await startAfter([1000, 5000]), 5000);
    });

    it("can pause again", async () => {
        const clock = fakeClock();
        const queue = createRequestQueue(8, clock);
        for (const ms of [2000, 3000]) {
            const start = clock.now();
            queue.pauseFor(ms);
            assert.equal(await queue.run(priorities.first, async () => clock.now() - start), ms);
        }
    });

    it("resumes at once when the signal aborts", async () => {
        const controller = new AbortController();
        const queue = createRequestQueue(8, systemClock, controller.signal);
        queue.pauseFor(60_000);
        const waiting = queue.run(priorities.first, async () => "resumed");
        controller.abort();
        assert.equal(await waiting, "resumed");
        queue.pauseFor(60_000);
        assert.equal(await queue.run(priorities.first, async () => "resumed"), "resumed");
    });
});
