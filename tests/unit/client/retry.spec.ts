import assert from "node:assert/strict";
import { readResponse } from "../../../provider/src/client/responses";
import {
    backoff,
    classifyResponse,
    hadNoEffect,
    isRetryable,
    RetryableError,
    type RetryDecision,
    type RetryPolicy,
    retryDelayMs,
    systemClock,
    withRetry,
} from "../../../provider/src/client/retry";
import { ConnectionError, VaultError } from "../../../provider/src/shared/errors";
import { fakeClock } from "../support/clock";
import { rejection, vaultBody } from "../support/vault";

const policy: RetryPolicy = { maxRetries: 8, maxRetryMs: 120_000, ...backoff };

function verdict(status: number, body: unknown): RetryDecision {
    return classifyResponse(readResponse(status, typeof body === "string" ? body : JSON.stringify(body)));
}

/** What stands before a gateway in some networks turns its answers into these. */
const bodyKinds: [kind: string, make: (words: string) => string][] = [
    ["JSON", (words) => JSON.stringify({ message: words })],
    ["JSON with a request id", (words) => JSON.stringify({ message: words, request_id: "5e1f" })],
    ["HTML", (words) => `<!doctype html><html><head><title>Error</title></head><body><p>${words}.</p></body></html>`],
    ["plain text", (words) => `${words}\n`],
];

describe("an answer of the gateway", () => {
    const answers: [status: number, words: string, wanted: RetryDecision][] = [
        [400, "No required SSL certificate was sent", "refuse"],
        [401, "Unauthorized", "renewToken"],
        [403, "You are not authorized to access this resource.", "renewToken"],
        [404, "no Route matched with those values", "renewToken"],
        [429, "API rate limit exceeded", "retry"],
        [500, "Unexpected error.", "refuse"],
        [500, "An unexpected error occurred", "refuse"],
        [502, "An invalid response was received from the upstream server", "retry"],
        [503, "failure to get a peer from the ring-balancer", "retry"],
        [503, "name resolution failed", "retry"],
        [503, "Service Unavailable", "retry"],
        [504, "The upstream server is timing out", "retry"],
    ];
    for (const [status, words, wanted] of answers) {
        for (const [kind, make] of bodyKinds) {
            it(`asks to ${wanted} when it is ${status} "${words}" in ${kind}`, () => {
                assert.equal(verdict(status, make(words)), wanted);
            });
        }
        it(`asks to ${wanted} when it is ${status} with an empty body`, () => {
            assert.equal(verdict(status, ""), wanted);
        });
    }

    const phrases = answers.filter(([status]) => status === 404 || status === 429 || status > 500);
    for (const [, words, wanted] of phrases) {
        for (const status of [200, 400, 418, 500]) {
            for (const [kind, make] of bodyKinds) {
                it(`asks to ${wanted} when it says "${words}" in ${kind} with the odd status ${status}`, () => {
                    assert.equal(verdict(status, make(words)), wanted);
                });
            }
        }
    }

    it("is known by its words in any case of letters", () => {
        assert.equal(verdict(500, "<h1>THE UPSTREAM SERVER IS TIMING OUT</h1>"), "retry");
        assert.equal(verdict(400, '{"message":"api rate limit exceeded"}'), "retry");
        assert.equal(verdict(400, '{"message":"NO ROUTE matched with those values"}'), "renewToken");
    });

    it("is known by its words also where a long page stands around them", () => {
        const page = `<html><body><nav>${"<a>Contact</a> ".repeat(60)}</nav><p>The upstream server is timing out</p></body></html>`;
        assert.equal(verdict(500, page), "retry");
        const styled = `<html><style>${"p { color: red } ".repeat(400)}</style><p>The upstream server is timing out</p></html>`;
        assert.equal(verdict(500, styled), "retry");
        assert.equal(verdict(500, "<p>\n    The upstream server is\n    timing out\n</p>"), "retry");
    });

    for (const body of ["", "<html><h1>Sign in</h1></html>", '{"result":"ok"}', "[]", "junk", '{"response":"cut']) {
        it(`that is a 200 but not the vault's confirms nothing, so it is asked again: ${JSON.stringify(body)}`, () => {
            assert.equal(verdict(200, body), "retry");
            assert.equal(verdict(204, body), "retry");
        });
    }

    for (const status of [301, 302, 307, 308, 400, 405, 409, 413, 418, 501]) {
        it(`with ${status} and no known words is final`, () => {
            assert.equal(verdict(status, ""), "refuse");
            assert.equal(verdict(status, '{"message":"what?"}'), "refuse");
        });
    }
});

describe("an answer of the vault", () => {
    for (const message of ["Password successfully deactivated", "Password has already been deactivated", "Done!"]) {
        it(`is accepted when it is 200 "${message}"`, () => {
            assert.equal(verdict(200, vaultBody(200, message)), "accept");
        });
    }

    for (const message of [
        "1001: Parameter 'name' was not informed!",
        "1005: Password not found",
        "1006: User does not have access",
        "1009: Inactive password",
        "1010: Unexpected identifier type",
        "1077: The moon is full",
    ]) {
        it(`is final when it is 400 "${message}"`, () => {
            assert.equal(verdict(400, vaultBody(400, message)), "refuse");
        });
    }

    it("is final when it is 500, for which the vendor says to call support", () => {
        assert.equal(verdict(500, vaultBody(500, "Unexpected error.")), "refuse");
    });

    it("is a refusal when it is 200 but says error: true", () => {
        assert.equal(verdict(200, vaultBody(200, "Unexpected error.", true)), "refuse");
        assert.equal(verdict(200, vaultBody(200, "1006: User does not have access", true)), "refuse");
    });

    it("stays the vault's no when a status for token or route comes with its code", () => {
        assert.equal(verdict(403, vaultBody(403, "1006: User does not have access")), "refuse");
        assert.equal(verdict(404, vaultBody(404, "1005: Password not found")), "refuse");
    });

    for (const [status, words, wanted] of [
        [429, "API rate limit exceeded", "retry"],
        [502, "An invalid response was received from the upstream server", "retry"],
        [503, "Service Unavailable", "retry"],
        [504, "The upstream server is timing out", "retry"],
        [401, "Unauthorized", "renewToken"],
    ] as const) {
        it(`asks to ${wanted} when ${status} "${words}" comes in the vault's own form`, () => {
            assert.equal(verdict(status, vaultBody(status, words)), wanted);
        });
    }
});

function connectionError(errno: string, neverSent = false): ConnectionError {
    return new ConnectionError({ request: "GET x", errno, neverSent }, "w", { cause: "c", solution: "s" });
}

describe("a connection failure", () => {
    for (const errno of [
        "ECONNREFUSED",
        "ECONNRESET",
        "EPIPE",
        "ETIMEDOUT",
        "EAI_AGAIN",
        "ECONNABORTED",
        "EHOSTUNREACH",
        "ENETUNREACH",
        "ERR_STREAM_PREMATURE_CLOSE",
        "PROXY_502",
        "PROXY_503",
        "PROXY_504",
    ]) {
        it(`can pass: ${errno}`, () => {
            assert.equal(isRetryable(connectionError(errno)), true);
        });
    }
    for (const errno of [
        "ENOTFOUND",
        "DEPTH_ZERO_SELF_SIGNED_CERT",
        "CERT_HAS_EXPIRED",
        "ERR_TLS_CERT_ALTNAME_INVALID",
        "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
        "PROXY_403",
        "PROXY_407",
        "PROXY_500",
        "ECANCELED",
        "EINTR",
        "unknown",
    ]) {
        it(`stays, and is not tried again: ${errno}`, () => {
            assert.equal(isRetryable(connectionError(errno)), false);
        });
    }
});

describe("whether it is certain that the vault did nothing", () => {
    const answers: [title: string, certain: boolean, status: number, body: unknown][] = [
        ["its own 1005", true, 400, vaultBody(400, "1005: Password not found")],
        ["its own 1006", true, 400, vaultBody(400, "1006: User does not have access")],
        ["its own code under a status of the gateway", true, 504, vaultBody(504, "1006: User does not have access")],
        ["a 200 that says error: true", false, 200, vaultBody(200, "Unexpected error.", true)],
        ["a 500 whose words look like a code", false, 500, vaultBody(500, "2006: MySQL server has gone away")],
        ["401", true, 401, { message: "Unauthorized" }],
        ["403", true, 403, ""],
        ["404", true, 404, { message: "no Route matched with those values" }],
        ["a missing route under another status", true, 500, { message: "no Route matched with those values" }],
        ["a client certificate that it lacks", true, 400, "<center>No required SSL certificate was sent</center>"],
        ["429", true, 429, { message: "API rate limit exceeded" }],
        ["a rate limit under another status", true, 500, "<p>API rate limit exceeded</p>"],
        ["a redirect", true, 302, ""],
        ["a 400 of somebody else", true, 400, "<html></html>"],
        ["408, which a proxy says when it gave up waiting", false, 408, ""],
        ["500", false, 500, vaultBody(500, "Unexpected error.")],
        ["502", false, 502, { message: "An invalid response was received from the upstream server" }],
        ["503", false, 503, ""],
        ["504", false, 504, { message: "The upstream server is timing out" }],
        ["a vault that was late under another status", false, 400, "<p>The upstream server is timing out</p>"],
        ["a 200 with a page", false, 200, "<html></html>"],
        ["a 200 with nothing", false, 200, ""],
        ["a 204", false, 204, ""],
        ["a 200 that was cut", false, 200, '{"response":{"status":2'],
    ];
    for (const [title, certain, status, body] of answers) {
        it(`is ${certain ? "yes" : "no"} after ${title}`, () => {
            const answer = readResponse(status, typeof body === "string" ? body : JSON.stringify(body));
            assert.equal(hadNoEffect(answer), certain);
        });
    }

    it("is what a failed connection knows of itself", () => {
        assert.equal(hadNoEffect(connectionError("ECONNREFUSED", true)), true);
        assert.equal(hadNoEffect(connectionError("ECONNRESET", false)), false);
    });
});

describe("the wait before a retry", () => {
    it("doubles from 250 ms to 10 s", () => {
        const longest = [1, 2, 3, 4, 5, 6, 7, 8, 50].map((retry) => retryDelayMs(retry, undefined, policy, 1));
        assert.deepEqual(longest, [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
    });

    it("is anything from half to the whole of it, evenly", () => {
        for (const retry of [1, 2, 3, 4, 5, 6, 7, 8]) {
            const whole = retryDelayMs(retry, undefined, policy, 1);
            assert.equal(retryDelayMs(retry, undefined, policy, 0), whole / 2);
            assert.equal(retryDelayMs(retry, undefined, policy, 0.5), whole * 0.75);
        }
    });

    it("is what Retry-After asks for, and up to 250 ms more, never less, whatever the backoff", () => {
        for (const retry of [1, 8]) {
            for (const asked of [0, 2000, 60_000]) {
                assert.equal(retryDelayMs(retry, asked, policy, 0), asked);
                assert.equal(retryDelayMs(retry, asked, policy, 0.5), asked + 125);
                assert.ok(retryDelayMs(retry, asked, policy, 0.999_999) < asked + 250);
            }
        }
    });
});

describe("the loop of tries", () => {
    const again = (retryAfterMs?: number) =>
        new RetryableError(new VaultError({ request: "POST x", status: 504, vaultMessage: "late" }), retryAfterMs);

    it("ends with the first answer", async () => {
        const clock = fakeClock();
        const tries: number[] = [];
        const result = await withRetry(policy, clock, async (tryNumber) => {
            tries.push(tryNumber);
            if (tryNumber < 4) {
                throw again();
            }
            return "done";
        });
        assert.equal(result, "done");
        assert.deepEqual(tries, [1, 2, 3, 4]);
        assert.deepEqual(clock.waits, [187.5, 375, 750]);
    });

    it("is bounded in tries, and ends with the last try's own error", async () => {
        for (const maxRetries of [0, 1, 3, 8]) {
            const clock = fakeClock();
            const errors: Error[] = [];
            const error = await rejection(
                withRetry({ ...policy, maxRetries }, clock, async () => {
                    const failure = again();
                    errors.push(failure.error);
                    throw failure;
                }),
            );
            assert.equal(errors.length, maxRetries + 1);
            assert.equal(error, errors.at(-1));
            assert.equal(clock.waits.length, maxRetries);
        }
    });

    it("is bounded in time: no try begins later than that, and no wait is begun for nothing", async () => {
        const clock = fakeClock(() => 0.999);
        const start = clock.now();
        const begun: number[] = [];
        await assert.rejects(
            withRetry({ ...policy, maxRetries: 100, maxRetryMs: 5000 }, clock, async () => {
                begun.push(clock.now() - start);
                clock.advance(100);
                throw again();
            }),
            VaultError,
        );
        assert.ok(begun.length > 3, `${begun}`);
        assert.ok(
            begun.every((ms) => ms <= 5000),
            `${begun}`,
        );
        assert.equal(clock.waits.length, begun.length - 1);
    });

    it("counts the time that tries take, not only the waits", async () => {
        const clock = fakeClock();
        let tries = 0;
        await assert.rejects(
            withRetry({ ...policy, maxRetryMs: 60_000 }, clock, async () => {
                tries += 1;
                clock.advance(30_000);
                throw again();
            }),
            VaultError,
        );
        assert.equal(tries, 2);
    });

    it("waits as long as Retry-After says", async () => {
        const clock = fakeClock(() => 0);
        await withRetry(policy, clock, async (tryNumber) => {
            if (tryNumber === 1) {
                throw again(7000);
            }
        });
        assert.deepEqual(clock.waits, [7000]);
    });

    it("gives up at once when Retry-After asks for longer than there is", async () => {
        const clock = fakeClock();
        let tries = 0;
        const error = await rejection(
            withRetry(policy, clock, async () => {
                tries += 1;
                throw again(3_600_000);
            }),
        );
        assert.equal(tries, 1);
        assert.deepEqual(clock.waits, []);
        assert.ok(error instanceof VaultError);
    });

    it("does not try again what is not worth it", async () => {
        for (const failure of [new Error("bug"), new TypeError("bug"), again().error]) {
            const clock = fakeClock();
            let tries = 0;
            const error = await rejection(
                withRetry(policy, clock, async () => {
                    tries += 1;
                    throw failure;
                }),
            );
            assert.equal(error, failure);
            assert.equal(tries, 1);
            assert.deepEqual(clock.waits, []);
        }
    });

    it("tells before each wait which try failed, why, and how long it waits", async () => {
        const told: [string, number, number][] = [];
        await withRetry(
            policy,
            fakeClock(() => 0),
            async (tryNumber) => {
                if (tryNumber < 3) {
                    throw again();
                }
            },
            { onWait: (error, tryNumber, ms) => told.push([error.name, tryNumber, ms]) },
        );
        assert.deepEqual(told, [
            ["VaultError", 1, 125],
            ["VaultError", 2, 250],
        ]);
    });

    it("draws its jitter anew for each wait", async () => {
        const draws = [0, 1, 0, 1];
        const clock = fakeClock(() => draws.shift() ?? 0);
        await withRetry(policy, clock, async (tryNumber) => {
            if (tryNumber < 5) {
                throw again();
            }
        });
        assert.deepEqual(clock.waits, [125, 500, 500, 2000]);
    });

    it("is given up in the middle of a wait when its signal is given, and tries once more, which is to say no", async () => {
        const controller = new AbortController();
        const cancelled = new Error("cancelled");
        const begun: number[] = [];
        const error = await rejection(
            withRetry(
                { ...policy, minDelayMs: 60_000, maxDelayMs: 60_000, maxRetryMs: 120_000 },
                systemClock,
                async (tryNumber) => {
                    begun.push(tryNumber);
                    if (controller.signal.aborted) {
                        throw cancelled;
                    }
                    throw again();
                },
                { signal: controller.signal, onWait: () => setImmediate(() => controller.abort()) },
            ),
        );
        assert.equal(error, cancelled);
        assert.deepEqual(begun, [1, 2]);
    });

    it("is given up at once where its signal was given before", async () => {
        await systemClock.sleep(60_000, AbortSignal.abort());
    });

    it("goes by the machine's own time and chance unless told otherwise", async () => {
        const before = systemClock.now();
        await systemClock.sleep(5);
        assert.ok(systemClock.now() - before >= 4);
        const draws = Array.from({ length: 100 }, systemClock.random);
        assert.ok(draws.every((draw) => draw >= 0 && draw < 1));
        assert.ok(new Set(draws).size > 90);
    });
});
