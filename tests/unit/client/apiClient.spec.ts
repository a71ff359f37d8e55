import assert from "node:assert/strict";
import type { Fault } from "mysafe-simulator";
import { createApiClient } from "../../../provider/src/client/apiClient";
import { systemClock } from "../../../provider/src/client/clock";
import { Vault } from "../../../provider/src/client/vault";
import type { Settings } from "../../../provider/src/settings/settings";
import { ConnectionError } from "../../../provider/src/shared/errors";
import { until } from "../../support/until";
import { fakeClock } from "../support/clock";
import { linesOf } from "../support/lines";
import { httpAnswer, rawServer } from "../support/rawServer";
import {
    closeAll,
    disconnection,
    open,
    refusal,
    rejection,
    type Scripted,
    scripted,
    seeds,
    settingsOf,
    start,
    unconfirmed,
    vaultBody,
    withToken,
} from "../support/vault";

const done = { body: vaultBody(200, "Password successfully deactivated") };
const late = { status: 504, body: { message: "The upstream server is timing out" } };
const limited = (retryAfterMs?: number): Scripted => ({
    status: 429,
    retryAfterMs,
    body: { message: "API rate limit exceeded" },
});

describe("a call", () => {
    afterEach(closeAll);

    it("reports the result of each attempt", async () => {
        const simulator = await start();
        simulator.inject({ kind: "timeout504", route: "list" });
        simulator.inject({ kind: "reset", route: "list" });
        const results: (string | number)[] = [];
        const api = createApiClient(settingsOf(simulator), { clock: fakeClock() });
        const { response, attempts } = await api.request("GET", "api/mysafe/password", {
            onAttempt: (result) => results.push(result instanceof ConnectionError ? result.code : result.status),
        });
        assert.deepEqual(results, [504, "ECONNRESET", 200]);
        assert.deepEqual([response.status, attempts], [200, 3]);
    });

    it("throws a bug as it is", async () => {
        const bug = new TypeError("bug");
        const { vault, requests } = scripted(withToken(() => bug));
        assert.equal(await rejection(vault.disable("312")), bug);
        assert.equal(requests.length, 2);
    });

    it("gives the number of attempts in its error", async () => {
        const { vault } = scripted(
            withToken(() => late),
            { maxRetries: 2 },
        );
        assert.match(linesOf(await refusal(vault.list())).what, /failed: 504 ".*" \(3 attempts\)$/);
        const once = scripted(
            withToken(() => late),
            { maxRetries: 0 },
        );
        assert.doesNotMatch((await refusal(once.vault.list())).message, /attempt/);
        const { simulator, vault: cut } = await open({}, { maxRetries: 1 });
        simulator.inject({ kind: "reset", route: "list", times: 2 });
        assert.match(
            linesOf(await disconnection(cut.list())).what,
            /was cut before a response came \(ECONNRESET\) \(2 attempts\)$/,
        );
    });

    it("counts as retrying from its first retry to its end", async () => {
        const counts: number[] = [];
        const { vault } = scripted(
            withToken((_request, earlier) => {
                counts.push(vault.retrying);
                return earlier < 2 ? late : done;
            }),
        );
        await vault.disable("312");
        assert.deepEqual([...counts, vault.retrying], [0, 1, 1, 0]);
    });

    it("does not block others during its wait", async () => {
        const order: string[] = [];
        const { vault } = scripted(
            withToken(({ name }, earlier) => {
                order.push(name.slice(-1));
                return name.endsWith("1") && earlier === 0 ? late : done;
            }),
            { maxConcurrency: 1 },
        );
        await Promise.all([vault.disable("1"), vault.disable("2")]);
        assert.deepEqual(order, ["1", "2", "1"]);
    });

    it("has its full time limit after any wait in the queue", async () => {
        const { vault, clock, requests } = scripted(
            withToken(({ name }, earlier) => {
                if (name.endsWith("/1")) {
                    clock.advance(200_000);
                    return done;
                }
                return earlier === 0 ? late : done;
            }),
            { maxConcurrency: 1, maxRetryMs: 120_000 },
        );
        await Promise.all([vault.disable("1"), vault.disable("2")]);
        assert.equal(requests.length, 4);
    });

    it("logs an outage once for many calls that fail, and the next one after the vault answered", async () => {
        const { simulator, vault, logged } = await open({ passwords: seeds(12) }, { maxRetries: 5 });
        await vault.list();
        const outage = async () => {
            simulator.inject({ kind: "unavailable503", route: "disable", times: Number.POSITIVE_INFINITY });
            await Promise.all(seeds(12).map(({ identifier }) => rejection(vault.disable(String(identifier)))));
            simulator.clearFaults();
        };
        await outage();
        await outage();
        assert.equal(logged.length, 1, String(logged));
        await refusal(vault.disable("9999"));
        await outage();
        assert.equal(logged.length, 2, String(logged));
    });

    it("logs that it waits for the vault", async () => {
        const { simulator, vault, logged } = await open();
        simulator.inject({ kind: "timeout504", route: "disable", times: 7 });
        await vault.disable("312");
        assert.equal(logged.length, 1, String(logged));
        assert.match(
            logged[0] ?? "",
            /^info: waiting for the vault: 504 ".*"; retry \d of 12 in \d+ s, the last within 120 s$/,
        );
    });
});

describe("mysafe:debug", () => {
    afterEach(closeAll);

    const debug: Partial<Settings> = { debug: true };

    it("logs each attempt with its result, time, number and request id", async () => {
        const { simulator, vault, logged } = await open({ version: "4.0" }, debug);
        simulator.inject({ kind: "timeout504", route: "disable" });
        simulator.inject({ kind: "reset", route: "disable" });
        await vault.disable("312");
        const path = "POST api/mysafe/password/inactive/312";
        assert.deepEqual(
            logged.map((line) => line.replace(/[0-9a-f]{32}/, "ID")),
            [
                "info: POST api/oauth2/token: 200 in 0 ms, attempt 1 (request id ID)",
                `info: ${path}: 504 in 0 ms, attempt 1 (request id ID)`,
                `info: ${path}: ECONNRESET in 0 ms, attempt 2`,
                `info: ${path}: 200 in 0 ms, attempt 3 (request id ID)`,
            ],
        );
    });

    it("logs the time of the request, without its wait in the queue", async () => {
        const { vault, clock, logged } = scripted(
            withToken(() => {
                clock.advance(1234.4);
                return done;
            }),
            { ...debug, maxConcurrency: 1 },
        );
        await Promise.all([vault.disable("312"), vault.disable("313")]);
        assert.match(logged.at(-1) ?? "", /inactive\/313: 200 in 1234 ms, attempt 1$/);
    });
});

describe("a preview", () => {
    afterEach(closeAll);

    const lost = (code: string) =>
        new ConnectionError({ request: "POST p", code, reachedServer: false }, code, { cause: "c", solution: "s" });
    const lastsSeconds = async (isPreview: boolean, error: ConnectionError, route: "token" | "list") => {
        const clock = fakeClock();
        const transport = async ({ name }: { name: string }) => {
            if (route === "list" && name.endsWith("token")) {
                return { status: 200, body: '{"access_token":"tok-1"}' };
            }
            throw error;
        };
        const connection = { url: "http://localhost", clientId: "id", clientSecret: "cs-1", tenant: undefined };
        const vault = new Vault(settingsOf(connection), { clock, transport, isPreview: () => isPreview });
        const begun = clock.now();
        await disconnection(vault.list());
        return (clock.now() - begun) / 1000;
    };

    for (const route of ["token", "list"] as const) {
        it(`gives up within 4 s where nothing listens, and an update does not: ${route}`, async () => {
            for (const code of ["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EAI_AGAIN"]) {
                const seconds = await lastsSeconds(true, lost(code), route);
                assert.ok(seconds > 1 && seconds <= 4, `${code}: ${seconds} s`);
            }
            assert.ok((await lastsSeconds(false, lost("ECONNREFUSED"), route)) > 30);
        });
    }

    it("retries everything else as an update does", async () => {
        for (const code of ["ETIMEDOUT", "ECONNRESET", "PROXY_503"]) {
            assert.ok((await lastsSeconds(true, lost(code), "list")) > 30, code);
        }
    });
});

describe("a rate limit", () => {
    afterEach(closeAll);

    it("pauses all calls, so that only one meets it", async () => {
        let limitedUntil = 0;
        const { vault, clock, requests } = scripted(
            withToken(() => (clock.now() < limitedUntil ? limited(limitedUntil - clock.now()) : done)),
            { maxConcurrency: 1 },
        );
        limitedUntil = clock.now() + 7000;
        await Promise.all(["1", "2", "3", "4"].map((identifier) => vault.disable(identifier)));
        assert.equal(requests.length, 1 + 1 + 4, "a token, one rejection, and one success each");
    });

    it("of the token endpoint pauses all calls too", async () => {
        const { vault, requests, clock } = scripted(({ name }, earlier) => {
            const token = earlier === 0 ? limited(5000) : { body: { access_token: "tok-1" } };
            return name.endsWith("token") ? token : done;
        });
        const begun = clock.now();
        await Promise.all([vault.disable("1"), vault.disable("2")]);
        assert.equal(clock.now() - begun, 5125);
        assert.equal(requests.length, 4);
    });

    it("without Retry-After delays only its own call", async () => {
        const order: string[] = [];
        const { vault } = scripted(
            withToken(({ name }, earlier) => {
                order.push(name.slice(-1));
                return name.endsWith("1") && earlier === 0 ? limited() : done;
            }),
            { maxConcurrency: 1 },
        );
        await Promise.all([vault.disable("1"), vault.disable("2")]);
        assert.deepEqual(order, ["1", "2", "1"]);
    });

    it("with a Retry-After beyond the time limit ends only its own call, and names the wait", async () => {
        const { vault, clock } = scripted(withToken(({ name }) => (name.endsWith("1") ? limited(3_600_000) : done)));
        const [error] = await Promise.all([refusal(vault.disable("1")), vault.disable("2")]);
        assert.match(linesOf(error).cause, /asks to wait 3600 s\.$/);
        assert.match(linesOf(error).solution, /mysafe:maxRetrySeconds/);
        assert.deepEqual(clock.waits, []);
    });
});

describe("the token", () => {
    afterEach(closeAll);

    it("is requested with tenant, and with any characters in client id and secret", async () => {
        const clientSecret = "c&s=1+2 %41/é\"'";
        const { simulator, vault } = await open({ tenant: "acme", clientId: "my client+1", clientSecret });
        await vault.disable("312");
        assert.equal(simulator.count("token"), 1);
    });

    it("comes from mysafe:tokenUrl, which its errors name", async () => {
        const tokenUrl = "https://login.example.com/oauth/token";
        const { requests, vault } = scripted(
            withToken(() => done),
            { tokenUrl },
        );
        await vault.disable("312");
        assert.deepEqual([requests[0]?.url, requests[0]?.name], [tokenUrl, "POST oauth/token"]);
        assert.equal(requests[1]?.url, "http://localhost/api/mysafe/password/inactive/312");
        const noRoute = () => ({ status: 404, body: { message: "no Route matched with those values" } });
        const { solution } = linesOf(await refusal(scripted(noRoute, { tokenUrl }).vault.list()));
        assert.match(solution, /^correct mysafe:tokenUrl/);
    });

    for (const [reason, invalidate] of [
        ["revoked", (simulator: { revokeTokens(): void }) => simulator.revokeTokens()],
        ["expired early", (simulator: { advance(seconds: number): void }) => simulator.advance(3601)],
    ] as const) {
        it(`is renewed once for all 50 calls that hold it when it is ${reason}`, async () => {
            const { simulator, vault } = await open({ passwords: seeds(51) });
            await vault.disable("51");
            invalidate(simulator);
            await Promise.all(seeds(50).map(({ identifier }) => vault.disable(String(identifier))));
            assert.equal(simulator.count("token"), 2);
            assert.ok(simulator.passwords().every(({ active, changes }) => !active && changes === 1));
        });
    }

    for (const kind of ["unauthorized401", "forbidden403", "noRoute404"] as const satisfies Fault["kind"][]) {
        it(`is used again after short waits if a call meets ${kind} in its first seconds`, async () => {
            const { simulator, vault, clock } = await open();
            simulator.inject({ kind, route: "disable", times: 4 });
            await vault.disable("312");
            assert.deepEqual([simulator.count("token"), simulator.count("disable")], [1, 5]);
            assert.deepEqual(clock.waits, [187.5, 375, 750, 1500]);
        });

        it(`is renewed at once if a call meets ${kind} later`, async () => {
            const { simulator, vault, clock } = await open();
            await vault.list();
            clock.advance(5000);
            simulator.inject({ kind, route: "disable" });
            await vault.disable("312");
            assert.deepEqual([simulator.count("token"), simulator.count("disable")], [2, 2]);
            assert.deepEqual(clock.waits, []);
        });

        it(`is renewed once, and then the access key is to blame, if every call meets ${kind}`, async () => {
            const { simulator, vault, clock } = await open();
            simulator.inject({ kind, route: "disable", times: Number.POSITIVE_INFINITY });
            const first = await refusal(vault.disable("312"));
            assert.match(linesOf(first).what, /7 attempts\)$/);
            assert.deepEqual([simulator.count("token"), simulator.count("disable")], [2, 7]);
            // After that, no call waits for the gateway or requests another token.
            const second = await refusal(vault.disable("313"));
            assert.doesNotMatch(linesOf(second).what, /attempts/);
            assert.deepEqual([simulator.count("token"), simulator.count("disable")], [2, 8]);
            assert.equal(clock.waits.length, 5);
        });
    }

    it("is renewed once for many calls that the gateway refuses, whatever their number", async () => {
        const { simulator, vault } = await open({ passwords: seeds(60) });
        simulator.inject({ kind: "forbidden403", route: "disable", times: Number.POSITIVE_INFINITY });
        await Promise.all(seeds(60).map(({ identifier }) => refusal(vault.disable(String(identifier)))));
        assert.equal(simulator.count("token"), 2);
    });

    it("is renewed again after the gateway knew the one before", async () => {
        const { simulator, vault, clock } = await open();
        for (const identifier of ["312", "313", "314"]) {
            await vault.list();
            clock.advance(5000);
            simulator.revokeTokens();
            await vault.disable(identifier);
        }
        assert.equal(simulator.count("token"), 4);
    });

    it("that the gateway knew is never blamed for the next one, which it knows late", async () => {
        const { simulator, vault, clock } = await open();
        simulator.inject({ kind: "unauthorized401", route: "disable", times: 2 });
        await vault.disable("312");
        clock.advance(5000);
        simulator.inject({ kind: "unauthorized401", route: "disable", times: 3 });
        await vault.disable("313");
        assert.deepEqual([simulator.count("token"), simulator.count("disable")], [2, 3 + 4]);
    });

    it("is waited for within the time limit of retries, which no number of retries bounds", async () => {
        const { simulator, vault, clock } = await open({}, { maxRetries: 1, maxRetryMs: 1000 });
        simulator.inject({ kind: "unauthorized401", route: "disable", times: 3 });
        assert.match(linesOf(await refusal(vault.disable("312"))).what, /failed: 401 .*3 attempts\)$/);
        assert.deepEqual(clock.waits, [187.5, 375]);
    });

    it("is not waited for without retries", async () => {
        for (const changes of [{ maxRetries: 0 }, { maxRetryMs: 0 }]) {
            const { simulator, vault, clock } = await open({}, changes);
            simulator.inject({ kind: "unauthorized401", route: "disable", times: 2 });
            await refusal(vault.disable("312"));
            assert.deepEqual([simulator.count("token"), simulator.count("disable")], [2, 2]);
            assert.deepEqual(clock.waits, []);
        }
    });

    it("is requested once with a wrong secret, for all calls", async () => {
        const { simulator, vault } = await open();
        simulator.setClientSecret("another");
        const errors = await Promise.all(["312", "313", "314"].map((identifier) => refusal(vault.disable(identifier))));
        errors.push(await refusal(vault.list()));
        for (const error of errors) {
            const { what, cause, solution } = linesOf(error);
            assert.match(what, /^POST api\/oauth2\/token failed: 401 "Invalid client authentication"/);
            assert.match(cause, /client id, the client secret or the tenant/);
            assert.match(solution, /mysafe:clientSecret/);
        }
        assert.equal(simulator.count("token"), 1);
    });

    it("that was not given leaves a change undone, and not unconfirmed", async () => {
        for (const kind of ["timeout504", "error500", "reset", "html200"] as const) {
            const { simulator, vault } = await open({}, { maxRetries: 0 });
            simulator.inject({ kind, route: "token" });
            assert.match((await rejection(vault.disable("312"))).message, /^POST api\/oauth2\/token failed: /);
            assert.equal(simulator.count("disable"), 0);
        }
    });
});

describe("a cancelled run", () => {
    afterEach(closeAll);

    const hour = 3_600_000;

    async function openCancellable(changes: Partial<Settings>, clock = systemClock) {
        const controller = new AbortController();
        const opened = await open({}, { timeoutMs: hour, ...changes }, { signal: controller.signal, clock });
        return { ...opened, cancel: () => controller.abort() };
    }

    it("ends requests in flight at once, which leaves changes unconfirmed", async () => {
        const { simulator, vault, cancel } = await openCancellable({});
        simulator.inject({ kind: "hang", route: "disable" });
        const ended = unconfirmed(vault.disable("312"));
        await until(() => simulator.count("disable") === 1);
        cancel();
        const error = await ended;
        assert.ok(error.last instanceof ConnectionError);
        assert.deepEqual([error.last.code, error.last.reachedServer], ["EINTR", true]);
        const { cause, solution } = linesOf(error);
        assert.equal(cause, "the run was cancelled.");
        assert.equal(solution, "run `pulumi up` again: repeating the request is safe.");
    });

    it("does not send what waits in the queue", async () => {
        const { simulator, vault, cancel } = await openCancellable({ maxConcurrency: 1 });
        simulator.inject({ kind: "hang", route: "disable" });
        await vault.list();
        const ended = [unconfirmed(vault.disable("312")), disconnection(vault.disable("313"))] as const;
        await until(() => simulator.count("disable") === 1);
        cancel();
        const [, notSent] = await Promise.all(ended);
        assert.deepEqual([notSent.code, notSent.reachedServer], ["ECANCELED", false]);
        assert.equal(simulator.count("disable"), 1);
    });

    it("sends nothing after it", async () => {
        const { simulator, vault } = await open({}, {}, { signal: AbortSignal.abort() });
        assert.equal((await disconnection(vault.disable("312"))).code, "ECANCELED");
        assert.deepEqual(simulator.requests, []);
    });

    it("ends the wait for a retry at once", async () => {
        const { simulator, vault, logged, cancel } = await openCancellable({ maxRetryMs: 2 * hour });
        simulator.inject({ kind: "timeout504", route: "disable", retryAfter: "60" });
        const ended = unconfirmed(vault.disable("312"));
        await until(() => logged.length === 1);
        cancel();
        assert.match(linesOf(await ended).what, / failed: cancelled before it was sent \(2 attempts\)$/);
        assert.equal(simulator.count("disable"), 1);
    });

    it("ends the pause of a rate limit at once", async () => {
        const { simulator, vault, logged, cancel } = await openCancellable({ maxRetryMs: 2 * hour });
        simulator.inject({ kind: "rateLimit429", route: "disable", identifier: 312, retryAfter: "60" });
        const first = disconnection(vault.disable("312"));
        await until(() => logged.length === 1);
        const second = disconnection(vault.disable("313"));
        await new Promise((resolve) => setImmediate(resolve));
        cancel();
        for (const error of await Promise.all([first, second])) {
            assert.equal(error.code, "ECANCELED");
        }
        assert.equal(simulator.count("disable"), 1);
    });

    it("ends the request for a token at once, for all who wait for it", async () => {
        const { simulator, vault, cancel } = await openCancellable({});
        simulator.inject({ kind: "hang", route: "token" });
        const ended = ["312", "313"].map((identifier) => disconnection(vault.disable(identifier)));
        await until(() => simulator.count("token") === 1);
        cancel();
        for (const error of await Promise.all(ended)) {
            assert.match(error.message, /^POST api\/oauth2\/token failed: cancelled before the response came/);
        }
    });

    it("causes no warning about a thousand listeners", async () => {
        const warnings: Error[] = [];
        const note = (warning: Error) => warnings.push(warning);
        process.on("warning", note);
        const controller = new AbortController();
        const server = await rawServer((request) =>
            request.includes("token")
                ? httpAnswer(200, {}, '{"access_token":"tok-1"}')
                : httpAnswer(504, { "Retry-After": "60" }),
        );
        const connection = { url: server.url, clientId: "id", clientSecret: "cs-1", tenant: undefined };
        const options = { clock: systemClock, signal: controller.signal };
        const vault = new Vault(settingsOf(connection, { maxRetryMs: 2 * hour, maxConcurrency: 64 }), options);
        const ended = Array.from({ length: 1000 }, (_, index) => rejection(vault.disable(String(index + 1))));
        await until(() => server.received.length >= 32);
        controller.abort();
        await Promise.all(ended);
        await new Promise((resolve) => setImmediate(resolve));
        process.off("warning", note);
        assert.deepEqual(warnings, []);
    });
});
