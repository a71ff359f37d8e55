import assert from "node:assert/strict";
import { systemClock } from "../../../provider/src/client/clock";
import { readResponse } from "../../../provider/src/client/responses";
import {
    classifyResponse,
    hadNoEffect,
    isRetryable,
    RetryableError,
    type RetryDecision,
    type RetryOptions,
    retryDelayMs,
    withRetry,
} from "../../../provider/src/client/retry";
import { ConnectionError, VaultError } from "../../../provider/src/shared/errors";
import { fakeClock } from "../support/clock";
import { rejection, vaultBody } from "../support/vault";

const read = (status: number, body: unknown) =>
    readResponse({ status, body: typeof body === "string" ? body : JSON.stringify(body) });
const page = (message: string) => `<html><body><p>${message}</p></body></html>`;

describe("classifyResponse", () => {
    const rows: [rule: string, decision: RetryDecision, status: number, body: unknown][] = [
        ["a success in the vault's form", "accept", 200, vaultBody(200, "Password successfully deactivated")],
        ["a documented code of the vault", "refuse", 400, vaultBody(400, "1006: User does not have access")],
        ["an undocumented code of the vault", "refuse", 400, vaultBody(400, "1077: The moon is full")],
        ["the vault's code under a status of the gateway", "refuse", 404, vaultBody(404, "1005: Password not found")],
        ["a documented code under a 504", "refuse", 504, vaultBody(504, "1006: User does not have access")],
        ["a server error that only looks like a code", "refuse", 500, vaultBody(500, "2006: server has gone away")],
        ["a gateway error that only looks like a code", "retry", 504, { message: "5040: backend gone" }],
        ["a success marked as an error", "refuse", 200, vaultBody(200, "Unexpected error.", true)],
        ["the vault's own 500", "refuse", 500, vaultBody(500, "Unexpected error.")],
        ["a 500 of a server before the vault", "retry", 500, page("Internal Server Error")],
        ["524 of a server before the vault", "retry", 524, page("A timeout occurred")],
        ["408", "retry", 408, ""],
        ["429", "retry", 429, ""],
        ["502", "retry", 502, ""],
        ["503", "retry", 503, page("Service Unavailable")],
        ["504 in the vault's form", "retry", 504, vaultBody(504, "The upstream server is timing out")],
        ["401", "renewToken", 401, { message: "Unauthorized" }],
        ["403", "renewToken", 403, ""],
        ["404", "renewToken", 404, ""],
        ["a redirect", "refuse", 302, ""],
        ["a bad request of a proxy", "refuse", 400, page("Bad request")],
        ["a missing client certificate", "refuse", 400, page("No required SSL certificate was sent")],
        ["a success that is a web page", "retry", 200, page("Sign in")],
        ["a success with an empty body", "retry", 204, ""],
        ["a success that was cut", "retry", 200, '{"response":{"status":2'],
        ["a success in another form", "retry", 200, { result: "ok" }],
    ];
    for (const [rule, decision, status, body] of rows) {
        it(`returns ${decision} for ${rule}`, () => {
            assert.equal(classifyResponse(read(status, body)), decision);
        });
    }

    for (const [message, decision] of [
        ["API rate limit exceeded", "retry"],
        ["The upstream server is timing out", "retry"],
        ["no Route matched with those values", "renewToken"],
    ] as const) {
        it(`trusts "${message}" more than the status`, () => {
            for (const status of [200, 400, 418, 500]) {
                assert.equal(classifyResponse(read(status, { message })), decision);
                assert.equal(classifyResponse(read(status, page(message))), decision);
            }
        });
    }
});

function connectionError(code: string, reachedServer = true): ConnectionError {
    return new ConnectionError({ request: "GET x", code, reachedServer }, "w", { cause: "c", solution: "s" });
}

describe("isRetryable", () => {
    for (const code of [
        "ECONNREFUSED",
        "ECONNRESET",
        "ETIMEDOUT",
        "EAI_AGAIN",
        "EHOSTUNREACH",
        "EADDRNOTAVAIL",
        "HPE_INVALID_HEADER_TOKEN",
        "Z_DATA_ERROR",
        "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR",
        "PROXY_503",
        "PROXY_500",
        "PROXY_429",
        "PROXY_CLOSED",
    ]) {
        it(`is true for ${code}`, () => {
            assert.equal(isRetryable(connectionError(code)), true);
        });
    }
    for (const code of [
        "ENOTFOUND",
        "EACCES",
        "CERT_HAS_EXPIRED",
        "ERR_SSL_WRONG_VERSION_NUMBER",
        "ERR_SSL_DH_KEY_TOO_SMALL",
        "ERR_INVALID_CHAR",
        "ERR_ENCODING_INVALID_ENCODED_DATA",
        "max-size",
        "PROXY_0",
        "PROXY_403",
        "PROXY_407",
        "ECANCELED",
        "EINTR",
        "unknown",
    ]) {
        it(`is false for ${code}`, () => {
            assert.equal(isRetryable(connectionError(code)), false);
        });
    }
});

describe("hadNoEffect", () => {
    const rows: [title: string, certain: boolean, status: number, body: unknown][] = [
        ["a code of the vault", true, 400, vaultBody(400, "1006: User does not have access")],
        ["a code of the vault under a 504", true, 504, vaultBody(504, "1006: User does not have access")],
        ["401", true, 401, ""],
        ["429", true, 429, ""],
        ["a redirect", true, 302, ""],
        ["a 400 of a proxy", true, 400, page("Bad request")],
        ["a rate limit under a 500", true, 500, page("API rate limit exceeded")],
        ["a timeout under a 400", false, 400, page("The upstream server is timing out")],
        ["408, which a proxy sends when it gives up", false, 408, ""],
        ["500", false, 500, ""],
        ["500 that only looks like a code", false, 500, vaultBody(500, "2006: MySQL server has gone away")],
        ["503", false, 503, ""],
        ["a success that confirms nothing", false, 200, ""],
        ["a success marked as an error", false, 200, vaultBody(200, "Unexpected error.", true)],
    ];
    for (const [title, certain, status, body] of rows) {
        it(`is ${certain} after ${title}`, () => {
            assert.equal(hadNoEffect(read(status, body)), certain);
        });
    }

    it("is true only for a connection that did not reach the vault", () => {
        assert.equal(hadNoEffect(connectionError("ECONNREFUSED", false)), true);
        assert.equal(hadNoEffect(connectionError("ECONNRESET", true)), false);
    });
});

describe("retryDelayMs", () => {
    it("doubles from 250 ms to 10 s", () => {
        const longest = [1, 2, 3, 4, 5, 6, 7, 50].map((retry) => retryDelayMs(retry, undefined, 1));
        assert.deepEqual(longest, [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    });

    it("has jitter over its second half, at the maximum too", () => {
        for (const retry of [1, 4, 50]) {
            const longest = retryDelayMs(retry, undefined, 1);
            assert.equal(retryDelayMs(retry, undefined, 0), longest / 2);
            assert.equal(retryDelayMs(retry, undefined, 0.5), longest * 0.75);
        }
    });

    it("is Retry-After and up to 250 ms more, for any backoff", () => {
        for (const retry of [1, 8]) {
            assert.equal(retryDelayMs(retry, 2000, 0), 2000);
            assert.equal(retryDelayMs(retry, 2000, 0.5), 2125);
        }
    });
});

describe("withRetry", () => {
    const failure = (retryAfterMs?: number) =>
        new RetryableError(new VaultError({ request: "POST x", status: 504, vaultMessage: "late" }), { retryAfterMs });
    const limits = { maxRetries: 8, maxRetryMs: 120_000 };

    /** Runs attempts that fail until the given one. */
    async function run(options: Partial<RetryOptions>, failuresBefore = Number.POSITIVE_INFINITY, error = failure()) {
        const clock = fakeClock(() => 0);
        const starts: number[] = [];
        const result = await withRetry(
            async (number, start) => {
                start();
                starts.push(clock.now());
                if (number <= failuresBefore) {
                    throw error;
                }
                return number;
            },
            { ...limits, clock, ...options },
        ).catch((thrown: unknown) => thrown);
        return { result, starts: starts.map((at) => at - (starts[0] ?? 0)), waits: clock.waits };
    }

    it("returns the first success", async () => {
        const { result, waits } = await run({}, 3);
        assert.equal(result, 4);
        assert.deepEqual(waits, [125, 250, 500]);
    });

    it("throws the error of the last attempt after maxRetries", async () => {
        for (const maxRetries of [0, 3]) {
            const errors: Error[] = [];
            const attempt = async () => {
                const thrown = failure();
                errors.push(thrown.error);
                throw thrown;
            };
            const error = await rejection(withRetry(attempt, { ...limits, maxRetries, clock: fakeClock() }));
            assert.equal(errors.length, maxRetries + 1);
            assert.equal(error, errors.at(-1));
        }
    });

    it("starts no attempt after maxRetryMs, and no wait beyond it", async () => {
        const { starts, waits } = await run({ maxRetries: 100, maxRetryMs: 5000 });
        assert.deepEqual(starts, [0, 125, 375, 875, 1875, 3875]);
        assert.equal(waits.length, starts.length - 1);
    });

    it("starts no attempt after the shorter limit of a failure", async () => {
        const error = new RetryableError(failure().error, { limitMs: 1000 });
        assert.deepEqual((await run({}, Number.POSITIVE_INFINITY, error)).starts, [0, 125, 375, 875]);
        const { starts } = await run({ maxRetryMs: 300 }, Number.POSITIVE_INFINITY, error);
        assert.deepEqual(starts, [0, 125], "the limit of all counts where it is shorter");
    });

    it("counts the time of the attempts", async () => {
        const clock = fakeClock();
        let attempts = 0;
        const slow = async (_number: number, start: () => void) => {
            start();
            attempts += 1;
            clock.advance(30_000);
            throw failure();
        };
        await rejection(withRetry(slow, { ...limits, maxRetryMs: 60_000, clock }));
        assert.equal(attempts, 2);
    });

    it("starts no retry that waited in the queue until the time limit", async () => {
        const clock = fakeClock();
        const first = failure();
        let sent = 0;
        const queued = async (number: number, start: () => void) => {
            clock.advance(number === 1 ? 0 : 200_000);
            start();
            sent += 1;
            throw first;
        };
        assert.equal(await rejection(withRetry(queued, { ...limits, clock })), first.error);
        assert.equal(sent, 1);
    });

    it("waits as long as Retry-After asks", async () => {
        assert.deepEqual((await run({}, 1, failure(7000))).waits, [7000]);
    });

    it("waits for a Retry-After of the whole time limit, whatever request, jitter and queue add", async () => {
        const clock = fakeClock();
        const starts: number[] = [];
        const origin = clock.now();
        const attempt = async (number: number, start: () => void) => {
            clock.advance(number === 1 ? 0 : 300);
            start();
            starts.push(clock.now() - origin);
            clock.advance(50);
            throw failure(120_000);
        };
        await rejection(withRetry(attempt, { ...limits, clock }));
        assert.deepEqual(starts, [0, 50 + 120_125 + 300]);
    });

    it("gives up at once if Retry-After asks for more than the time limit", async () => {
        const { result, waits } = await run({}, 1, failure(3_600_000));
        assert.ok(result instanceof VaultError);
        assert.deepEqual(waits, []);
    });

    it("retries no other error", async () => {
        for (const bug of [new Error("bug"), new TypeError("bug"), failure().error]) {
            let attempts = 0;
            const attempt = async () => {
                attempts += 1;
                throw bug;
            };
            assert.equal(await rejection(withRetry(attempt, { ...limits, clock: fakeClock() })), bug);
            assert.equal(attempts, 1);
        }
    });

    it("reports each retry before its wait", async () => {
        const reported: [string, number, number][] = [];
        await run({ onRetry: (error, attempt, delayMs) => reported.push([error.name, attempt, delayMs]) }, 2);
        assert.deepEqual(reported, [
            ["VaultError", 1, 125],
            ["VaultError", 2, 250],
        ]);
    });

    it("does not count or report some retries, which the time limit alone bounds", async () => {
        const reported: number[] = [];
        const error = new RetryableError(failure().error, { countsAsRetry: false });
        const options = {
            maxRetries: 1,
            maxRetryMs: 3000,
            onRetry: (_error: Error, retry: number) => reported.push(retry),
        };
        const { starts } = await run(options, Number.POSITIVE_INFINITY, error);
        assert.deepEqual(starts, [0, 125, 375, 875, 1875]);
        assert.deepEqual([...new Set(reported)], [1]);
    });

    it("ends its wait when the signal aborts, and runs the attempt that must throw", async () => {
        const controller = new AbortController();
        const cancelled = new Error("cancelled");
        const numbers: number[] = [];
        const attempt = async (number: number) => {
            numbers.push(number);
            throw controller.signal.aborted ? cancelled : failure(60_000);
        };
        const onRetry = () => void setImmediate(() => controller.abort());
        const options = { ...limits, clock: systemClock, signal: controller.signal, onRetry };
        assert.equal(await rejection(withRetry(attempt, options)), cancelled);
        assert.deepEqual(numbers, [1, 2]);
    });
});
