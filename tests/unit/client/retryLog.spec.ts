import assert from "node:assert/strict";
import { mock } from "node:test";
import { createRetryLog } from "../../../provider/src/client/retryLog";
import { ConnectionError, VaultError } from "../../../provider/src/shared/errors";
import { fakeClock } from "../support/clock";
import { recordingLog } from "../support/log";

const failed = (status: number, vaultMessage: string) => new VaultError({ request: "POST x", status, vaultMessage });
const late = failed(504, "late");
const limited = failed(429, "slow down");
const timeout = new ConnectionError(
    { request: "GET x", code: "ETIMEDOUT", reachedServer: true },
    "no response from vault.example.com within 30 s",
    { cause: "c", solution: "s" },
);

function start(changes: { maxRetries?: number; timeoutMs?: number } = {}) {
    const clock = fakeClock();
    const { log, logged } = recordingLog();
    const settings = { debug: false, maxRetries: 12, maxRetryMs: 120_000, timeoutMs: 30_000, ...changes };
    const retries = createRetryLog(settings, clock, log);
    /** Fails an attempt that took some time. */
    const fail = (error: VaultError | ConnectionError, retry: number, delayMs: number, tookMs = 0) => {
        const startedAt = clock.now();
        clock.advance(tookMs);
        retries.attempted("POST x", retry, startedAt, timeout);
        retries.retrying(error, retry, delayMs);
    };
    return { clock, logged, retries, fail };
}

describe("the log of retries", () => {
    it("is silent in an outage that the next retry can end within 4 s", () => {
        const { fail, logged, clock } = start();
        fail(late, 1, 1000);
        clock.advance(1000);
        fail(late, 2, 2900);
        assert.deepEqual(logged, []);
    });

    it("names the cause, the next retry and the last one before an outage has lasted 4 s", () => {
        const { fail, logged, clock } = start();
        fail(late, 1, 1000);
        clock.advance(1000);
        fail(late, 2, 3000);
        assert.deepEqual(logged, [
            'info: waiting for the vault: 504 "late"; retry 2 of 12 in 3 s, the last within 120 s',
        ]);
    });

    it("counts an outage from the start of the request that failed first", () => {
        const { fail, logged } = start();
        fail(timeout, 1, 250, 30_000);
        assert.equal(logged.length, 1);
    });

    it("has one line for each cause of an outage, whatever number of requests fails", () => {
        const { fail, logged } = start();
        for (const error of [late, limited, late, failed(504, "late"), limited]) {
            fail(error, 1, 5000);
        }
        assert.deepEqual(
            logged.map((line) => /: (\d+) "/.exec(line)?.[1]),
            ["504", "429"],
        );
    });

    it("begins again after the vault answered", () => {
        const { fail, retries, logged, clock } = start();
        fail(late, 1, 5000);
        retries.answered();
        clock.advance(60_000);
        fail(late, 1, 3000);
        assert.equal(logged.length, 1);
        clock.advance(3000);
        fail(late, 2, 3000);
        assert.equal(logged.length, 2);
    });
});

describe("the log of slow responses", () => {
    beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
    afterEach(() => mock.timers.reset());

    it("says after 4 s that no response comes, once for all requests, and not again at their time limit", () => {
        const { retries, logged, clock } = start();
        retries.sent(clock.now());
        retries.sent(clock.now());
        mock.timers.tick(3_999);
        assert.deepEqual(logged, []);
        mock.timers.tick(1);
        const line = "info: waiting for the vault: no response for 4 s; retry 1 of 12 in 26 s, the last within 120 s";
        assert.deepEqual(logged, [line]);
        retries.retrying(timeout, 1, 5000);
        retries.answered();
        retries.sent(clock.now());
        mock.timers.tick(10_000);
        assert.deepEqual(logged, [line], "a slow vault is no outage each time");
    });

    it("is silent after the response came, or where the vault answers other requests", () => {
        const { retries, logged, clock } = start();
        retries.sent(clock.now())();
        retries.sent(clock.now());
        clock.advance(2000);
        retries.answered();
        mock.timers.tick(10_000);
        assert.deepEqual(logged, []);
    });

    for (const changes of [{ maxRetries: 0 }, { timeoutMs: 4_000 }, { timeoutMs: 200_000 }]) {
        it(`is silent where no retry follows, or soon: ${JSON.stringify(changes)}`, () => {
            const { retries, logged, clock } = start(changes);
            retries.sent(clock.now());
            mock.timers.tick(10_000);
            assert.deepEqual(logged, []);
        });
    }
});
