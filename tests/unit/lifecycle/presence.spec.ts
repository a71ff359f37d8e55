import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { createPresence } from "../../../provider/src/lifecycle/presence";
import { ConnectionError } from "../../../provider/src/shared/errors";
import { rejection } from "../support/core";

/** Creates the presence of a run whose time a test advances by hand, a quiet time for each `pass`. */
function createRun() {
    const controller = new AbortController();
    const wakes = new Set<() => void>();
    const waits: number[] = [];
    const sleep = (ms: number, signal?: AbortSignal) =>
        new Promise<void>((resolve) => {
            waits.push(ms);
            const wake = () => {
                wakes.delete(wake);
                resolve();
            };
            wakes.add(wake);
            signal?.addEventListener("abort", wake);
            if (signal?.aborted) {
                wake();
            }
        });
    const presence = createPresence(sleep, controller.signal);

    /** Starts a read, which asks until `answer` is called. */
    function startRead() {
        let answer = () => {};
        const asked = new Promise<void>((resolve) => {
            answer = resolve;
        });
        return { answer, ended: presence.duringLookup(() => asked) };
    }

    /** Starts to wait, and returns a function that gives the result so far. */
    function startWait(...missing: string[]) {
        let result: readonly string[] | "found" | "waits" = "waits";
        void presence.whenNothingFound(missing).then((all) => {
            result = all ?? "found";
        });
        return async () => {
            await setImmediate();
            return result;
        };
    }

    async function pass(): Promise<void> {
        for (const wake of [...wakes]) {
            wake();
        }
        await setImmediate();
    }
    return { presence, controller, startRead, startWait, pass, waits };
}

describe("the presence of passwords in a run", () => {
    it("is none after a second in which no read started or ended, with the passwords of all reads", async () => {
        const { startWait, pass, waits } = createRun();
        const results = [startWait("312"), startWait("313", "314")];
        assert.deepEqual(await Promise.all(results.map((result) => result())), ["waits", "waits"]);
        await pass();
        const all = ["312", "313", "314"];
        assert.deepEqual(await Promise.all(results.map((result) => result())), [all, all]);
        assert.deepEqual(waits, [1000]);
    });

    it("is known at once when another read finds a password, also for later reads", async () => {
        const { presence, startWait } = createRun();
        const result = startWait("312");
        assert.equal(await result(), "waits");
        presence.markFound();
        assert.deepEqual([await result(), await startWait("313")()], ["found", "found"]);
    });

    it("needs no wait if an earlier read found a password", async () => {
        const { presence, startWait } = createRun();
        presence.markFound();
        assert.equal(await startWait("312")(), "found");
    });

    it("waits while a read asks the vault, however long its retries take", async () => {
        const { startRead, startWait, pass } = createRun();
        const { answer, ended } = startRead();
        const result = startWait("312");
        for (const _ of [1, 2, 3]) {
            await pass();
            assert.equal(await result(), "waits");
        }
        answer();
        await ended;
        await pass();
        assert.equal(await result(), "waits", "a read ended in this second");
        await pass();
        assert.deepEqual(await result(), ["312"]);
    });

    it("waits another second after a read that started and ended meanwhile", async () => {
        const { startRead, startWait, pass } = createRun();
        const result = startWait("312");
        const { answer, ended } = startRead();
        answer();
        await ended;
        await pass();
        assert.equal(await result(), "waits");
        await pass();
        assert.deepEqual(await result(), ["312"]);
    });

    it("counts the end of a read that fails", async () => {
        const { presence, startWait, pass } = createRun();
        await rejection(presence.duringLookup(() => Promise.reject(new Error("no answer"))));
        const result = startWait("312");
        await pass();
        assert.deepEqual(await result(), ["312"]);
    });

    it("stays none for later reads without another wait, until one of them finds a password", async () => {
        const { presence, startWait, pass, waits } = createRun();
        startWait("312");
        await pass();
        assert.deepEqual(await startWait("313")(), ["312", "313"]);
        assert.deepEqual(waits, [1000]);
        presence.markFound();
        assert.equal(await startWait("314")(), "found");
    });

    it("ends the wait with an error when the run is cancelled", async () => {
        const { presence, controller } = createRun();
        const error = rejection(presence.whenNothingFound(["312"]));
        controller.abort();
        const cancelled = await error;
        assert.ok(cancelled instanceof ConnectionError && cancelled.isCancelled);
        assert.match(cancelled.message, /^the lookup failed: cancelled before .*\nCause: .*\nSolution: /);
    });
});
