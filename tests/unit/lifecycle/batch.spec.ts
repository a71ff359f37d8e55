import assert from "node:assert/strict";
import { mock } from "node:test";
import { failuresIn, identifiersByValue, runBatch } from "../../../provider/src/lifecycle/batch";
import { ConfigError } from "../../../provider/src/shared/errors";
import { createCore, numbers, rows } from "../support/core";
import { failedWith, lostWith, refusedWith, unconfirmed } from "../support/fakeVault";

/** Runs a batch. An action without a value fails with the error. */
async function run(count: number, action: (number: number) => Error | undefined, maxConcurrency = 8) {
    let started = 0;
    const { context } = createCore({ maxConcurrency: String(maxConcurrency) });
    const results = await runBatch(context, "disabling", numbers(count), async (identifier) => {
        started += 1;
        await new Promise(setImmediate);
        const error = action(Number(identifier));
        if (error !== undefined) {
            throw error;
        }
        return "done";
    });
    assert.equal(new Set(results.map(({ identifier }) => identifier)).size, count, "one result for each");
    const failures = failuresIn(results);
    return { started, results, failures, notAttempted: failures.filter(({ attempted }) => !attempted).length };
}

describe("a batch", () => {
    it("returns the value or the error of each item", async () => {
        const error = refusedWith(1006);
        const { results, failures } = await run(3, (number) => (number === 2 ? error : undefined));
        assert.deepEqual(failures, [{ identifier: "2", error, attempted: true }]);
        assert.deepEqual(identifiersByValue(results, "done"), ["1", "3"]);
        assert.deepEqual(identifiersByValue(results, "other"), []);
    });

    for (const [title, error] of [
        ["the vault refuses passwords", refusedWith(1006)],
        ["the vault fails for passwords with 500", failedWith(500, true)],
        ["the vault marks its responses as errors", failedWith(200, true)],
        ["the vault refuses passwords in the end", unconfirmed(refusedWith(1005))],
    ] as const) {
        it(`continues to the end if ${title}`, async () => {
            const { started, notAttempted } = await run(200, () => error);
            assert.deepEqual([started, notAttempted], [200, 0]);
        });
    }

    for (const [title, error] of [
        ["its gateway is down", failedWith(503)],
        ["a server before it fails with 500", failedWith(500)],
        ["a page answers in its place", failedWith(200)],
        ["it cannot be reached", lostWith("ECONNREFUSED")],
        ["its gateway rejects the token", failedWith(401)],
        ["requests are not confirmed", unconfirmed()],
    ] as const) {
        it(`stops after 8 failures in succession if ${title}`, async () => {
            const { started, failures, notAttempted } = await run(1000, () => error);
            // 32 requests run in parallel, and those beside the eighth failure still end.
            assert.ok(started >= 8 && started <= 40, `${started} are started`);
            assert.deepEqual([failures.length, notAttempted], [1000, 1000 - started]);
        });
    }

    for (const [title, error] of [
        ["a setting is wrong", new ConfigError(["mysafe:url is missing."])],
        ["the run is cancelled", lostWith("EINTR", true)],
        ["the run is cancelled while a request is not confirmed", unconfirmed(lostWith("EINTR", true))],
    ] as const) {
        it(`stops at the first failure if ${title}`, async () => {
            const { started, notAttempted } = await run(1000, () => error);
            assert.deepEqual([started, notAttempted], [32, 1000 - 32], "32 are in progress at once");
        });
    }

    it("does not count requests as attempted that a cancelled run did not send", async () => {
        const { failures } = await run(100, (number) => lostWith("ECANCELED", number <= 3));
        const attempted = failures.filter((failure) => failure.attempted);
        assert.deepEqual(rows(attempted, "identifier"), ["1", "2", "3"]);
    });

    for (const [title, other] of [
        ["succeeds", undefined],
        ["is refused by the vault itself", refusedWith(1006)],
    ] as const) {
        it(`continues while one item in three ${title}`, async () => {
            const { notAttempted } = await run(300, (number) => (number % 3 === 0 ? other : failedWith(504)));
            assert.equal(notAttempted, 0);
        });
    }

    it("continues after three failures with one connection", async () => {
        const { notAttempted } = await run(20, (number) => (number <= 3 ? failedWith(504) : undefined), 1);
        assert.equal(notAttempted, 0);
    });
});

describe("the status of a batch", () => {
    beforeEach(() => mock.timers.enable({ apis: ["setInterval"] }));
    afterEach(() => mock.timers.reset());

    it("counts done, retried and failed items every 1.5 s until the batch ends", async () => {
        const { context, statuses, vault } = createCore();
        const releases: (() => void)[] = [];
        const batch = runBatch(context, "disabling", ["1", "2", "3"], async (identifier) => {
            await new Promise<void>((resolve) => releases.push(resolve));
            if (identifier === "1") {
                throw refusedWith(1006);
            }
        });
        mock.timers.tick(1_499);
        assert.deepEqual(statuses, []);
        mock.timers.tick(1);
        releases[0]?.();
        await new Promise(setImmediate);
        vault.retrying = 2;
        mock.timers.tick(1_500);
        for (const release of releases) {
            release();
        }
        await batch;
        mock.timers.tick(10_000);
        assert.deepEqual(statuses, ["disabling: 0 of 3 done", "disabling: 0 of 3 done, 2 retrying, 1 failed"]);
    });

    it("has no total for one item, whose resource is one of many", async () => {
        const { context, statuses, vault } = createCore();
        let release = () => {};
        const batch = runBatch(context, "disabling", ["1"], () => new Promise<void>((resolve) => (release = resolve)));
        mock.timers.tick(1_500);
        vault.retrying = 8;
        mock.timers.tick(1_500);
        release();
        await batch;
        assert.deepEqual(statuses, ["disabling: 8 retrying"]);
    });
});
