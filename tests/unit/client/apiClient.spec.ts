import assert from "node:assert/strict";
import { ApiClient } from "../../../provider/src/client/apiClient";
import { systemClock } from "../../../provider/src/client/retry";
import { Vault } from "../../../provider/src/client/vault";
import type { Settings } from "../../../provider/src/settings/settings";
import { ConnectionError, UnconfirmedError } from "../../../provider/src/shared/errors";
import { until } from "../../support/until";
import { fakeClock } from "../support/clock";
import { httpAnswer, rawServer } from "../support/rawServer";
import {
    closeAll,
    disconnection,
    open,
    rejection,
    type Scripted,
    scripted,
    settingsOf,
    start,
    unconfirmed,
    vaultBody,
    withToken,
} from "../support/vault";

const done = { body: vaultBody(200, "Password successfully deactivated") };
const late = { status: 504, body: { message: "The upstream server is timing out" } };
const limited = (retryAfterMs: number): Scripted => ({
    status: 429,
    retryAfterMs,
    body: { message: "API rate limit exceeded" },
});

describe("a debug line", () => {
    afterEach(closeAll);

    const debug: Partial<Settings> = { debug: true };

    it("is told of each request: method, path, status, time, try and the gateway's request id", async () => {
        const { simulator, vault, told } = await open({ version: "4.0" }, debug);
        simulator.inject({ kind: "timeout504", route: "disable" });
        await vault.disable("312");
        const id = "[0-9a-f]{32}";
        const wanted = [
            `^debug: POST api/oauth2/token: 200 in 0 ms, try 1 \\(request id ${id}\\)$`,
            `^debug: POST api/mysafe/password/inactive/312: 504 in 0 ms, try 1 \\(request id ${id}\\)$`,
            `^debug: POST api/mysafe/password/inactive/312: 200 in 0 ms, try 2 \\(request id ${id}\\)$`,
        ];
        assert.equal(told.length, wanted.length, told.join("\n"));
        for (const [index, line] of wanted.entries()) {
            assert.match(told[index] ?? "", new RegExp(line));
        }
    });

    it("names what the system calls a failure where there is no status", async () => {
        const { simulator, vault, told } = await open({}, debug);
        simulator.inject({ kind: "reset", route: "disable" });
        await vault.disable("312");
        assert.equal(told[1], "debug: POST api/mysafe/password/inactive/312: ECONNRESET in 0 ms, try 1");
    });

    it("has the time that the request took, without the time that it waited for its turn", async () => {
        const { vault, clock, told } = scripted(
            withToken(() => {
                clock.advance(1234.4);
                return done;
            }),
            { ...debug, maxConcurrency: 1 },
        );
        await Promise.all([vault.disable("312"), vault.disable("313")]);
        assert.match(told.at(-1) ?? "", /inactive\/313: 200 in 1234 ms, try 1$/);
    });

    it("is told of each kind of call, and of the renewal of a token", async () => {
        const { simulator, vault, told } = await open({}, debug);
        await vault.list();
        simulator.revokeTokens();
        await vault.isInactive("340");
        assert.deepEqual(
            told.map((line) => line.replace(/ in .*/, "")),
            [
                "debug: POST api/oauth2/token: 200",
                "debug: GET api/mysafe/password: 200",
                "debug: GET api/mysafe/password/340: 401",
                "debug: POST api/oauth2/token: 200",
                "debug: GET api/mysafe/password/340: 400",
            ],
        );
    });

    it("holds nothing secret, whatever the answer echoes", async () => {
        const echoes: Scripted[] = [
            { status: 400, body: { message: "you sent tok-scripted and cs-scripted" }, requestId: "tok-scripted" },
            { status: 500, body: "pw-1 tok-scripted", requestId: "cs-scripted" },
            { status: 302, location: "https://login.example.com/?t=tok-scripted" },
        ];
        for (const echo of echoes) {
            const { vault, told } = scripted(
                withToken(() => echo),
                debug,
            );
            await rejection(vault.disable("312"));
            assert.equal(told.length, 2);
            assert.doesNotMatch(told.join("\n"), /tok-|cs-|pw-|login\.example/);
        }
    });

    it("is not told unless mysafe:debug is set, however much goes wrong", async () => {
        const { simulator, vault, told } = await open({}, { maxRetries: 2 });
        simulator.inject({ kind: "timeout504", route: "disable", times: 2 });
        await vault.disable("312");
        await rejection(vault.disable("9999"));
        assert.deepEqual(told, []);
    });
});

describe("a rate limit that one call met", () => {
    it("is waited for by all calls, so that it is met once", async () => {
        let sentBefore = 0;
        let over = 0;
        const { vault, clock, exchanges } = scripted(
            withToken((_exchange, earlier) => {
                if (clock.now() < over) {
                    sentBefore += 1;
                    return limited(over - clock.now());
                }
                assert.equal(earlier <= 1, true);
                return done;
            }),
            { maxConcurrency: 1 },
        );
        over = clock.now() + 7000;
        await Promise.all(["1", "2", "3", "4"].map((identifier) => vault.disable(identifier)));
        assert.equal(sentBefore, 1);
        assert.equal(exchanges.length, 1 + 1 + 4, "a token, a refusal, and one for each");
    });

    it("without a time to wait holds nobody up", async () => {
        const order: string[] = [];
        const { vault } = scripted(
            withToken(({ name }, earlier) => {
                order.push(name.slice(-1));
                return name.endsWith("1") && earlier === 0
                    ? { status: 429, body: { message: "API rate limit exceeded" } }
                    : done;
            }),
            { maxConcurrency: 1 },
        );
        await Promise.all([vault.disable("1"), vault.disable("2")]);
        assert.deepEqual(order, ["1", "2", "1"]);
    });

    it("for longer than a call may wait ends that call, and does not hold up the others", async () => {
        const { vault, clock } = scripted(withToken(({ name }) => (name.endsWith("1") ? limited(3_600_000) : done)));
        const [first, second] = await Promise.allSettled([vault.disable("1"), vault.disable("2")]);
        assert.deepEqual([first?.status, second?.status], ["rejected", "fulfilled"]);
        assert.deepEqual(clock.waits, []);
    });

    it("of the token endpoint is everybody's too", async () => {
        const { vault, clock, exchanges } = scripted(({ name }, earlier) =>
            name.endsWith("token") ? (earlier === 0 ? limited(5000) : { body: { access_token: "tok-1" } }) : done,
        );
        await Promise.all([vault.disable("1"), vault.disable("2")]);
        assert.deepEqual(clock.waits, [5125]);
        assert.equal(exchanges.length, 4);
    });
});

describe("a token endpoint that answers badly", () => {
    const token = { access_token: "tok-1", expires_in: 3600 };

    for (const [title, bad] of [
        ["429", limited(1000)],
        ["504", late],
        ["a page", { body: "<html>Sign in</html>" }],
        ["nothing", { body: "" }],
        ["a 204", { status: 204, body: "" }],
        ["no JSON at all", { body: "tok-1" }],
        ["a list", { body: [token] }],
        ["JSON without a token", { body: { token_type: "Bearer", expires_in: 3600 } }],
        ["an empty token", { body: { ...token, access_token: "" } }],
        ["a token that is null", { body: { ...token, access_token: null } }],
        ["a cut body", { body: '{"access_token":"tok-1","expi' }],
    ] as const) {
        it(`is asked again after ${title}`, async () => {
            const { vault, exchanges } = scripted(({ name }, earlier) =>
                name.endsWith("token") ? (earlier === 0 ? bad : { body: token }) : done,
            );
            await vault.disable("312");
            assert.equal(exchanges.filter(({ name }) => name.endsWith("token")).length, 2);
            assert.deepEqual(exchanges.at(-1)?.headers, { authorization: "Bearer tok-1" });
        });

        it(`is given up where it goes on with ${title}, and nothing is disabled`, async () => {
            const { vault, exchanges } = scripted(() => bad, { maxRetries: 2 });
            const error = await rejection(vault.disable("312"));
            assert.equal(error instanceof UnconfirmedError, false);
            assert.match(error.message, /^POST api\/oauth2\/token failed: /);
            assert.equal(exchanges.length, 3);
            assert.doesNotMatch(error.message, /tok-1/);
        });
    }

    for (const expires of [undefined, null, "3600", "soon", 0, -1, Number.MAX_SAFE_INTEGER, {}]) {
        it(`is good enough with a token whose expires_in is ${JSON.stringify(expires)}`, async () => {
            const { vault, exchanges } = scripted(({ name }) =>
                name.endsWith("token") ? { body: { access_token: "tok-1", expires_in: expires } } : done,
            );
            await Promise.all([vault.disable("1"), vault.disable("2")]);
            await vault.disable("3");
            assert.equal(exchanges.filter(({ name }) => name.endsWith("token")).length, 1);
        });
    }
});

describe("a run that is cancelled", () => {
    afterEach(closeAll);

    const hour = 3_600_000;

    it("ends requests that are under way at once, whose disabling nobody confirmed", async () => {
        const controller = new AbortController();
        const { simulator, vault } = await open({}, { timeoutMs: hour }, { signal: controller.signal });
        simulator.inject({ kind: "hang", route: "disable" });
        const ended = unconfirmed(vault.disable("312"));
        await until(() => simulator.count("disable") === 1);
        controller.abort();
        const error = await ended;
        assert.ok(error.cause instanceof ConnectionError);
        assert.deepEqual([error.cause.code, error.cause.neverSent], ["EINTR", false]);
        assert.match(
            error.message,
            /: POST .* failed: interrupted before its answer came\nCause: the run was cancelled\./,
        );
    });

    it("does not send what waits for its turn: that failed plainly", async () => {
        const controller = new AbortController();
        const { simulator, vault } = await open(
            {},
            { timeoutMs: hour, maxConcurrency: 1 },
            { signal: controller.signal },
        );
        simulator.inject({ kind: "hang", route: "disable" });
        await vault.list();
        const ended = [unconfirmed(vault.disable("312")), disconnection(vault.disable("313"))] as const;
        await until(() => simulator.count("disable") === 1);
        controller.abort();
        const [, notSent] = await Promise.all(ended);
        assert.deepEqual([notSent.code, notSent.neverSent], ["ECANCELED", true]);
        assert.match(notSent.message, /failed: cancelled\nCause: the run was cancelled\.\nSolution: run it again/);
        assert.equal(simulator.count("disable"), 1);
    });

    it("sends nothing any more once it is", async () => {
        const { simulator, vault } = await open({}, {}, { signal: AbortSignal.abort() });
        assert.equal((await disconnection(vault.disable("312"))).code, "ECANCELED");
        assert.equal((await disconnection(vault.list())).code, "ECANCELED");
        assert.deepEqual(simulator.requests, []);
    });

    it("ends the wait for another try at once; what was sent before stays unconfirmed", async () => {
        const controller = new AbortController();
        const { simulator, vault, told } = await open(
            {},
            { maxRetryMs: 2 * hour },
            { signal: controller.signal, clock: systemClock },
        );
        simulator.inject({ kind: "timeout504", route: "disable", retryAfter: "60" });
        const ended = unconfirmed(vault.disable("312"));
        await until(() => told.length === 1);
        controller.abort();
        assert.deepEqual((await ended).message.split("\n"), [
            "password 312 may be active or inactive: its disabling was sent and never confirmed: POST api/mysafe/password/inactive/312 failed: cancelled",
            "Cause: the run was cancelled.",
            "Solution: run `pulumi up` again: it sends the call once more, and twice is the same as once.",
        ]);
        assert.equal(simulator.count("disable"), 1);
    });

    it("ends the pause of a rate limit at once; what was refused by it failed plainly", async () => {
        const controller = new AbortController();
        const { simulator, vault, told } = await open(
            {},
            { maxRetryMs: 2 * hour },
            { signal: controller.signal, clock: systemClock },
        );
        simulator.inject({ kind: "rateLimit429", route: "disable", identifier: 312, retryAfter: "60" });
        const first = disconnection(vault.disable("312"));
        await until(() => told.length === 1);
        const second = disconnection(vault.disable("313"));
        await new Promise((resolve) => setImmediate(resolve));
        controller.abort();
        for (const error of await Promise.all([first, second])) {
            assert.equal(error.code, "ECANCELED");
        }
        assert.equal(simulator.count("disable"), 1);
    });

    it("ends the request of a token at once, and with it all who wait for it, plainly", async () => {
        const controller = new AbortController();
        const { simulator, vault } = await open({}, { timeoutMs: hour }, { signal: controller.signal });
        simulator.inject({ kind: "hang", route: "token" });
        const ended = ["312", "313", "314"].map((identifier) => disconnection(vault.disable(identifier)));
        await until(() => simulator.count("token") === 1);
        controller.abort();
        for (const error of await Promise.all(ended)) {
            assert.match(error.message, /^POST api\/oauth2\/token failed: interrupted/);
        }
        assert.equal(simulator.count("disable"), 0);
    });

    it("leaves no answer half read", async () => {
        const controller = new AbortController();
        const { simulator, vault } = await open({}, { timeoutMs: hour }, { signal: controller.signal });
        simulator.inject({ kind: "endlessRead", route: "list" });
        const ended = disconnection(vault.list());
        await until(() => simulator.requests.at(-1)?.status === 200 && simulator.count("list") === 1);
        controller.abort();
        assert.equal((await ended).code, "EINTR");
    });

    it("lets a thousand calls listen for it without a warning", async () => {
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

describe("calls", () => {
    afterEach(closeAll);

    it("tell who asks how each of their tries ended", async () => {
        const simulator = await start();
        simulator.inject({ kind: "timeout504", route: "list" });
        simulator.inject({ kind: "reset", route: "list" });
        const ends: (string | number)[] = [];
        const calls = new ApiClient(settingsOf(simulator), { clock: fakeClock() });
        const { answer, verdict } = await calls.request("GET", "api/mysafe/password", {
            onTry: (ended) => ends.push(ended instanceof ConnectionError ? ended.code : ended.status),
        });
        assert.deepEqual(ends, [504, "ECONNRESET", 200]);
        assert.deepEqual([answer.status, verdict], [200, "accept"]);
    });

    it("hand on a bug of ours as it is", async () => {
        const bug = new TypeError("bug");
        const { vault, exchanges } = scripted(withToken(() => bug));
        assert.equal(await rejection(vault.disable("312")), bug);
        assert.equal(exchanges.length, 2);
    });
});
