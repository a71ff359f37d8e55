import assert from "node:assert/strict";
import { createRetryLog } from "../../../provider/src/client/retryLog";
import { VaultError } from "../../../provider/src/shared/errors";
import { fakeClock } from "../support/clock";
import { recordingLog } from "../support/log";

const late = new VaultError({ request: "POST x", status: 504, vaultMessage: "late" });
const limited = new VaultError({ request: "POST y", status: 429, vaultMessage: "slow down" });

describe("the log of retries", () => {
    function start() {
        const clock = fakeClock();
        const { log, logged } = recordingLog();
        return { clock, logged, retries: createRetryLog({ debug: false, maxRetries: 12 }, clock, log) };
    }

    it("is silent for the first ten seconds", () => {
        const { retries, logged, clock } = start();
        retries.retrying(late, 1, 4000);
        clock.advance(5000);
        retries.retrying(late, 2, 4000);
        assert.deepEqual(logged, []);
    });

    it("names the reason and the next retry, once for each reason", () => {
        const { retries, logged, clock } = start();
        retries.retrying(late, 1, 4000);
        clock.advance(6000);
        retries.retrying(late, 2, 8000);
        retries.retrying(late, 3, 8000);
        assert.deepEqual(logged, ['info: waiting for the vault: 504 "late"; retry 2 of 12 in 8 s']);
        clock.advance(4000);
        retries.retrying(limited, 2, 300);
        assert.deepEqual(logged.slice(1), ['info: waiting for the vault: 429 "slow down"; retry 2 of 12 in 1 s']);
    });

    it("starts again after a request ended", () => {
        const { retries, logged, clock } = start();
        retries.retrying(late, 1, 10_000);
        retries.ended();
        clock.advance(60_000);
        retries.retrying(late, 1, 4000);
        assert.equal(logged.length, 1);
        retries.retrying(late, 2, 10_000);
        assert.equal(logged.length, 2);
    });
});
