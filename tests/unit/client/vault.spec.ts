import assert from "node:assert/strict";
import { type Fault, vaultVersions } from "mysafe-simulator";
import type { Transport } from "../../../provider/src/client/transport";
import { Vault } from "../../../provider/src/client/vault";
import { ConnectionError, UnconfirmedError, VaultError } from "../../../provider/src/shared/errors";
import { fakeClock } from "../support/clock";
import { rawServer } from "../support/rawServer";
import {
    closeAll,
    disconnection,
    everything,
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

const deactivated = { outcome: "deactivated", message: "Password successfully deactivated" };
const alreadyInactive = { outcome: "already-inactive", message: "Password has already been deactivated" };
describe("disabling a password", () => {
    afterEach(closeAll);

    for (const version of vaultVersions) {
        it(`makes it inactive with one call, in version ${version}`, async () => {
            const { simulator, vault, told } = await open({ version });
            assert.deepEqual(await vault.disable("312"), deactivated);
            assert.equal(simulator.password(312).active, false);
            assert.equal(simulator.password(312).changes, 1);
            assert.deepEqual(
                simulator.requests.map(({ method, path }) => `${method} ${path}`),
                ["POST /api/oauth2/token", "POST /api/mysafe/password/inactive/312"],
            );
            assert.deepEqual(told, []);
        });

        it(`is success where it was inactive already, in version ${version}`, async () => {
            const { simulator, vault } = await open({ version });
            assert.deepEqual(await vault.disable("340"), alreadyInactive);
            assert.equal(simulator.password(340).changes, 0);
        });

        for (const omitException of [false, true]) {
            const where = `${version}${omitException ? " without exception" : ""}`;
            for (const [identifier, code, words] of [
                ["9999", 1005, "1005: Password not found"],
                ["404", 1006, "1006: User does not have access"],
                ["12abc", 1010, "1010: Unexpected identifier type"],
            ] as const) {
                it(`is refused once with ${code} and never tried again, in version ${where}`, async () => {
                    const { simulator, vault, clock } = await open({ version, omitException });
                    const error = await refusal(vault.disable(identifier));
                    assert.deepEqual([error.code, error.status, error.vaultMessage], [code, 400, words]);
                    assert.ok(
                        error.message.startsWith(
                            `POST api/mysafe/password/inactive/${identifier} failed: 400 "${words}"`,
                        ),
                    );
                    assert.equal(simulator.count("disable"), 1);
                    assert.deepEqual(clock.waits, []);
                });
            }
        }

        it(`is not confirmed by a 200 that says error: true, and never tried again, in version ${version}`, async () => {
            const { simulator, vault, clock } = await open({ version });
            simulator.inject({ kind: "error200", route: "disable" });
            const error = await unconfirmed(vault.disable("312"));
            assert.match(error.message, /failed: 200 "Unexpected error\."/);
            assert.equal(simulator.count("disable"), 1);
            assert.deepEqual(clock.waits, []);
        });

        it(`is not tried again after the vault's own 500, in version ${version}`, async () => {
            const { simulator, vault, clock } = await open({ version });
            simulator.inject({ kind: "error500", route: "disable" });
            const error = await unconfirmed(vault.disable("312"));
            assert.match(error.message, /failed: 500 "Unexpected error\.".*\nCause: the vault itself failed/);
            assert.equal(simulator.count("disable"), 1);
            assert.deepEqual(clock.waits, []);
        });
    }

    it("by a 200 that says error: true is not blamed on a proxy: it is in the vault's form", async () => {
        const { simulator, vault } = await open();
        simulator.inject({ kind: "error200", route: "disable" });
        const error = await unconfirmed(vault.disable("312"));
        assert.doesNotMatch(error.message, /proxy|not in the vault's form/);
    });

    for (const [title, body, tries] of [
        ["a list", { password_on_list: [] }, 13],
        ["the vault's form with nothing in it", { response: {} }, 13],
        ["the vault's form without words", { response: { status: 200, error: false } }, 13],
        ["a failure's status in the vault's form", { response: { status: 400, message: "nope" } }, 1],
        ["a failure's status around the vault's form", { code: 500, response: { message: "Unexpected error." } }, 1],
    ] as const) {
        it(`is not confirmed by a 200 that holds ${title}`, async () => {
            const { vault, exchanges } = scripted(withToken(() => ({ body })));
            await unconfirmed(vault.disable("312"));
            assert.equal(exchanges.filter(({ name }) => name.endsWith("/312")).length, tries);
        });
    }

    it("is tried again, and not refused, after a 504 whose words only look like a code", async () => {
        const late = { status: 504, body: { message: "5040: backend gone" } };
        const { vault } = scripted(
            withToken((_exchange, earlier) =>
                earlier === 0 ? late : { body: vaultBody(200, "Password successfully deactivated") },
            ),
        );
        assert.equal((await vault.disable("312")).outcome, "deactivated");
        const gone = { status: 500, body: vaultBody(500, "2006: MySQL server has gone away") };
        const error = await unconfirmed(scripted(withToken(() => gone)).vault.disable("312"));
        assert.match(error.message, /failed: 500 "2006: MySQL server has gone away"\nCause: the vault itself failed/);
    });

    for (const words of [
        "Password successfully activated",
        "Password has already been activated",
        "Note successfully deactivated",
        "Api secret has already been deactivated",
        "Password enabled",
    ]) {
        it(`is not confirmed by the words of another call: ${words}`, async () => {
            const { vault } = scripted(withToken(() => ({ body: vaultBody(200, words) })));
            const { message } = await unconfirmed(vault.disable("312"));
            assert.ok(message.includes(`failed: 200 "${words}"\nCause: the vault agreed, but in words`), message);
        });
    }

    it("is refused by a redirect, told without its user and its query", async () => {
        const location = "https://me:hunter2@login.example.com/sso?state=PLANTED#top";
        const { vault } = scripted(withToken(() => ({ status: 302, location })));
        const { message } = await refusal(vault.disable("312"));
        assert.match(message, /failed: 302 "redirect to https:\/\/login\.example\.com\/sso"/);
    });

    it("in words unknown to us is success, with a warning that quotes them", async () => {
        const { vault, told } = scripted(withToken(() => ({ body: vaultBody(200, "Consider it done") })));
        assert.deepEqual(await vault.disable("312"), { outcome: "deactivated", message: "Consider it done" });
        assert.deepEqual(told.length, 1);
        assert.match(told[0] ?? "", /^warning: password 312: .*"Consider it done"$/);
    });

    it("keeps to the requests in flight that were set, for all together", async () => {
        const { simulator, vault } = await open({ passwords: seeds(40), latencyMs: 2 }, { maxConcurrency: 3 });
        await Promise.all(seeds(40).map(({ identifier }) => vault.disable(String(identifier))));
        assert.equal(simulator.maxInFlight, 3);
    });

    it("holds back what is over that before it reaches the transport, where its time would run", async () => {
        let inFlight = 0;
        let most = 0;
        const transport: Transport = async ({ url }) => {
            inFlight += 1;
            most = Math.max(most, inFlight);
            await new Promise((resolve) => setImmediate(resolve));
            inFlight -= 1;
            const granted = { access_token: "tok-1" };
            const body = JSON.stringify(url.endsWith("/token") ? granted : vaultBody(200, deactivated.message));
            return { status: 200, body, retryAfterMs: undefined, requestId: undefined, location: undefined };
        };
        const connection = { url: "http://localhost", clientId: "id", clientSecret: "cs-1", tenant: undefined };
        const vault = new Vault(settingsOf(connection, { maxConcurrency: 3 }), { transport, clock: fakeClock() });
        await Promise.all(seeds(20).map(({ identifier }) => vault.disable(String(identifier))));
        assert.equal(most, 3);
    });
});

describe("a call that the gateway fails", () => {
    afterEach(closeAll);

    const passing: Fault[] = [
        { kind: "timeout504" },
        { kind: "timeout504", bodyKind: "html" },
        { kind: "timeout504", bodyKind: "empty" },
        { kind: "badGateway502" },
        { kind: "badGateway502", bodyKind: "html" },
        { kind: "unavailable503" },
        { kind: "unavailable503", message: "name resolution failed" },
        { kind: "unavailable503", message: "Service Unavailable" },
        { kind: "unavailable503", bodyKind: "empty" },
        { kind: "rateLimit429" },
        { kind: "rateLimit429", bodyKind: "html" },
        { kind: "error500", bodyKind: "html", message: "The upstream server is timing out" },
        { kind: "reset" },
        { kind: "cutBody" },
        { kind: "html200" },
        { kind: "empty200" },
        { kind: "wrongJson200" },
        { kind: "junk200" },
    ];
    for (const fault of passing) {
        const { kind, bodyKind = "json", message } = fault;
        it(`three times in a row is tried a fourth: ${kind}, ${message ?? bodyKind}`, async () => {
            const { simulator, vault, clock } = await open();
            simulator.inject({ ...fault, route: "disable", times: 3 });
            assert.deepEqual(await vault.disable("312"), deactivated);
            assert.equal(simulator.count("disable"), 4);
            assert.equal(simulator.count("token"), 1);
            assert.deepEqual(clock.waits, [187.5, 375, 750]);
        });
    }

    for (const kind of ["timeout504", "badGateway502", "reset", "cutBody", "html200", "empty200"] as const) {
        it(`after the vault did it ends as already inactive, changed once: ${kind}`, async () => {
            const { simulator, vault } = await open();
            simulator.inject({ kind, route: "disable", act: true });
            assert.deepEqual(await vault.disable("312"), alreadyInactive);
            assert.equal(simulator.password(312).active, false);
            assert.equal(simulator.password(312).changes, 1);
        });
    }

    for (const route of ["list", "read", "token"] as const) {
        it(`is tried again on every route: ${route}`, async () => {
            const { simulator, vault } = await open();
            simulator.inject({ kind: "timeout504", route, times: 2 });
            await vault.list();
            assert.equal(await vault.isInactive("340"), true);
            assert.equal(simulator.count(route), 3);
        });
    }

    it("by hanging is given up after timeoutSeconds and tried again", async () => {
        const { simulator, vault } = await open({}, { timeoutMs: 60 });
        simulator.inject({ kind: "hang", route: "disable", act: true });
        assert.deepEqual(await vault.disable("312"), alreadyInactive);
        assert.equal(simulator.password(312).changes, 1);
        assert.equal(simulator.count("disable"), 2);
    });

    it("for ever is bounded in tries, and ends with cause and solution", async () => {
        const { simulator, vault, clock } = await open({}, { maxRetries: 3 });
        simulator.inject({ kind: "timeout504", route: "disable", times: Number.POSITIVE_INFINITY });
        const error = await unconfirmed(vault.disable("312"));
        assert.match(
            error.message,
            /: POST .* failed: 504 "The upstream server is timing out" \(request id [0-9a-f]{32}\)\nCause: .*\nSolution: /,
        );
        assert.ok(error.cause instanceof VaultError);
        assert.match(error.cause.message, /\nSolution: .*mysafe:maxRetries and mysafe:maxRetrySeconds/);
        assert.equal(simulator.count("disable"), 4);
        assert.equal(clock.waits.length, 3);
    });

    it("for ever is bounded in time", async () => {
        const { simulator, vault, clock } = await open({}, { maxRetries: 100, maxRetryMs: 20_000 });
        simulator.inject({ kind: "badGateway502", route: "disable", times: Number.POSITIVE_INFINITY });
        const start = clock.now();
        await unconfirmed(vault.disable("312"));
        assert.ok(clock.now() - start <= 20_000);
        assert.ok(simulator.count("disable") > 5 && simulator.count("disable") < 10);
    });

    it("begins no further try when its time was used up in the queue", async () => {
        const { vault, clock, exchanges } = scripted(
            withToken(({ name }, earlier) => {
                if (name.endsWith("/1") && earlier > 0) {
                    clock.advance(200_000);
                }
                return { status: 504, body: { message: "The upstream server is timing out" } };
            }),
            { maxConcurrency: 1, maxRetries: 100, maxRetryMs: 120_000 },
        );
        const errors = await Promise.all(["1", "2"].map((identifier) => unconfirmed(vault.disable(identifier))));
        for (const error of errors) {
            assert.match(error.message, /timing out/);
        }
        assert.ok(exchanges.length < 8, `${exchanges.length} exchanges`);
    });

    it("is not tried again at all with maxRetries 0", async () => {
        const { simulator, vault } = await open({}, { maxRetries: 0 });
        simulator.inject({ kind: "timeout504", route: "disable" });
        await unconfirmed(vault.disable("312"));
        assert.equal(simulator.count("disable"), 1);
    });

    it("has all its time, however long it had to queue for its first try", async () => {
        const { vault, clock, exchanges } = scripted(
            withToken(({ name }, earlier) => {
                if (name.endsWith("/1")) {
                    clock.advance(200_000);
                    return { body: vaultBody(200, "Password successfully deactivated") };
                }
                return earlier === 0
                    ? { status: 504, body: { message: "The upstream server is timing out" } }
                    : { body: vaultBody(200, "Password successfully deactivated") };
            }),
            { maxConcurrency: 1, maxRetryMs: 120_000 },
        );
        const results = await Promise.all([vault.disable("1"), vault.disable("2")]);
        assert.deepEqual(results, [deactivated, deactivated]);
        assert.equal(exchanges.length, 4);
    });

    it("does not hold up others while it waits", async () => {
        const order: string[] = [];
        const { vault } = scripted(
            withToken(({ name }, earlier) => {
                order.push(name.slice(-1));
                return name.endsWith("1") && earlier === 0
                    ? { status: 504, body: { message: "The upstream server is timing out" } }
                    : { body: vaultBody(200, "Password successfully deactivated") };
            }),
            { maxConcurrency: 1 },
        );
        await Promise.all([vault.disable("1"), vault.disable("2")]);
        assert.deepEqual(order, ["1", "2", "1"]);
    });

    it("waits the seconds of Retry-After, not our backoff", async () => {
        const { simulator, vault, clock } = await open();
        simulator.inject({ kind: "rateLimit429", route: "disable", retryAfter: "7" });
        assert.deepEqual(await vault.disable("312"), deactivated);
        assert.deepEqual(clock.waits, [7125]);
    });

    it("waits until the date of Retry-After", async () => {
        const { simulator, vault, clock } = await open();
        const date = new Date(Date.now() + 60_000).toUTCString();
        simulator.inject({ kind: "unavailable503", route: "disable", retryAfter: date });
        assert.deepEqual(await vault.disable("312"), deactivated);
        const [ms = 0, ...more] = clock.waits;
        assert.deepEqual(more, []);
        assert.ok(ms > 57_000 && ms <= 60_250, String(ms));
    });

    it("is given up at once when Retry-After asks for longer than mysafe:maxRetrySeconds", async () => {
        const { simulator, vault, clock } = await open();
        simulator.inject({ kind: "rateLimit429", route: "disable", retryAfter: "3600" });
        const error = await refusal(vault.disable("312"));
        assert.equal(error.status, 429);
        assert.match(error.message, /asks to wait 3600 s.*\n.*mysafe:maxRetrySeconds/);
        assert.deepEqual(clock.waits, []);
    });

    it("in its own words under an odd status is explained by the words, not by the status", async () => {
        const { vault } = scripted(
            withToken(() => ({ status: 500, body: "<h1>The upstream server is timing out</h1>" })),
        );
        const error = await unconfirmed(vault.disable("312"));
        assert.doesNotMatch(error.message, /trying again does not help/);
        assert.match(error.message, /did not answer its gateway in time/);
    });

    it("by refusing the connection is tried again, then told as such", async () => {
        const server = await rawServer(() => undefined);
        await server.close();
        const clock = fakeClock();
        const connection = { url: server.url, clientId: "id", clientSecret: "cs-1", tenant: undefined };
        const vault = new Vault(settingsOf(connection, { maxRetries: 2 }), { clock });
        const error = await disconnection(vault.disable("312"));
        assert.equal(error.code, "ECONNREFUSED");
        assert.equal(clock.waits.length, 2);
    });

    it("by a host that nobody knows is not tried again", async () => {
        const explanation = { cause: "c", solution: "s" };
        const { vault, clock, exchanges } = scripted(
            ({ name }) => new ConnectionError({ request: name, errno: "ENOTFOUND", neverSent: true }, "w", explanation),
        );
        assert.equal((await disconnection(vault.disable("312"))).code, "ENOTFOUND");
        assert.equal(exchanges.length, 1);
        assert.deepEqual(clock.waits, []);
    });

    it("by a redirect is refused with where it pointed, and nothing follows it", async () => {
        const { simulator, vault, clock } = await open();
        simulator.inject({ kind: "redirect302", route: "disable" });
        const error = await refusal(vault.disable("312"));
        assert.match(error.message, /failed: 302 "redirect to http:\/\/127\.0\.0\.1:\d+\/redirected"/);
        assert.match(error.message, /\nCause: a redirect is not followed/);
        assert.equal(simulator.count("unknown"), 0);
        assert.deepEqual(clock.waits, []);
    });

    it("is told once the run has waited ten seconds, and not sooner", async () => {
        const soon = await open();
        soon.simulator.inject({ kind: "timeout504", route: "disable", times: 4 });
        await soon.vault.disable("312");
        assert.deepEqual(soon.told, []);
        const late = await open();
        late.simulator.inject({ kind: "timeout504", route: "disable", times: 7 });
        await late.vault.disable("312");
        assert.equal(late.told.length, 1, String(late.told));
        assert.match(late.told[0] ?? "", /POST api\/mysafe\/password\/inactive\/312: 504 ".*try 7 of 13 in \d+ s$/);
    });
});

describe("a disabling that is not confirmed", () => {
    afterEach(closeAll);

    const path = "POST api/mysafe/password/inactive/312";
    const forEver = Number.POSITIVE_INFINITY;

    const unclear: [fault: Fault, last: RegExp][] = [
        [{ kind: "timeout504" }, /504/],
        [{ kind: "badGateway502" }, /502/],
        [{ kind: "unavailable503" }, /503/],
        [{ kind: "error500" }, /500/],
        [{ kind: "error500", bodyKind: "html" }, /500/],
        [{ kind: "reset" }, /ECONNRESET/],
        [{ kind: "hang" }, /no answer from .* within/],
        [{ kind: "cutBody" }, /was cut/],
        [{ kind: "endlessRead" }, /no answer from .* within/],
        [{ kind: "html200" }, /200, but not in the vault's form/],
        [{ kind: "empty200" }, /200, but not in the vault's form/],
        [{ kind: "wrongJson200" }, /200/],
        [{ kind: "junk200" }, /200, but not in the vault's form/],
    ];
    for (const act of [false, true]) {
        for (const [fault, last] of unclear) {
            const shown = `${fault.kind}${fault.bodyKind ? `, ${fault.bodyKind}` : ""}`;
            it(`says so, ${act ? "where the vault did it" : "where it did not"}: ${shown}`, async () => {
                const timeoutMs = fault.kind === "hang" || fault.kind === "endlessRead" ? 150 : 30_000;
                const { simulator, vault } = await open({}, { maxRetries: 0, timeoutMs });
                simulator.inject({ ...fault, act, route: "disable" });
                const error = await unconfirmed(vault.disable("312"));
                const [tried = "", cause = "", solution = "", ...more] = error.message.split("\n");
                const what = "password 312 may be active or inactive: its disabling was sent and never confirmed";
                assert.ok(tried.startsWith(`${what}: ${path} failed: `), tried);
                assert.match(tried, last);
                assert.match(cause, /^Cause: .*\.$/);
                assert.match(solution, /^Solution: run `pulumi up` again/);
                assert.deepEqual(more, []);
                assert.deepEqual(
                    error.reasons.map((reason) => reason.replaceAll(/\n\s+/g, "\n")),
                    [error.message],
                );
                assert.equal(error.id, undefined, "only who keeps the resource says so");
                assert.equal(simulator.password(312).active, !act);
            });
        }
    }

    const clear: [fault: Fault, last: RegExp][] = [
        [{ kind: "unauthorized401" }, /401/],
        [{ kind: "forbidden403" }, /403/],
        [{ kind: "noRoute404" }, /404/],
        [{ kind: "rateLimit429" }, /429/],
        [{ kind: "redirect302" }, /302/],
    ];
    for (const [fault, last] of clear) {
        it(`is a plain refusal where it is certain that the vault did nothing: ${fault.kind}`, async () => {
            const { simulator, vault } = await open({}, { maxRetries: 1 });
            simulator.inject({ ...fault, route: "disable", times: forEver });
            assert.match((await refusal(vault.disable("312"))).message.split("\n", 1)[0] ?? "", last);
            assert.equal(simulator.password(312).active, true);
        });
    }

    for (const [identifier, code] of [
        ["9999", 1005],
        ["404", 1006],
        ["x", 1010],
    ] as const) {
        it(`is a plain refusal where the vault said ${code} at once`, async () => {
            const { vault } = await open();
            assert.equal((await refusal(vault.disable(identifier))).code, code);
        });
    }

    it("is a plain failure where the vault was not reached", async () => {
        const server = await rawServer(() => undefined);
        await server.close();
        const connection = { url: server.url, clientId: "id", clientSecret: "cs-1", tenant: undefined };
        const vault = new Vault(settingsOf(connection, { maxRetries: 1 }), { clock: fakeClock() });
        assert.equal((await disconnection(vault.disable("312"))).neverSent, true);
    });

    it("is a plain failure where no token was to be had, whatever became of that request", async () => {
        for (const kind of ["timeout504", "error500", "reset", "html200"] as const) {
            const { simulator, vault } = await open({}, { maxRetries: 0 });
            simulator.inject({ kind, route: "token" });
            assert.equal((await rejection(vault.disable("312"))) instanceof UnconfirmedError, false, kind);
            assert.equal(simulator.count("disable"), 0);
        }
    });

    /** What becomes of a disabling whose tries end one after the other like this; the last one goes on for ever. */
    function endOf(...ends: (Scripted | number)[]): Promise<Error> {
        const answer = withToken((exchange, earlier) => {
            const end = ends[Math.min(earlier, ends.length - 1)];
            if (typeof end === "number") {
                const about = { request: exchange.name, errno: end < 0 ? "ECONNREFUSED" : "ECONNRESET" };
                return new ConnectionError({ ...about, neverSent: end < 0 }, "w", { cause: "c.", solution: "s." });
            }
            return end ?? {};
        });
        return rejection(scripted(answer, { maxRetries: 3 }).vault.disable("312"));
    }

    const late = { status: 504, body: { message: "The upstream server is timing out" } };
    const limited = { status: 429, body: { message: "API rate limit exceeded" } };
    const refused = (words: string) => ({ status: 400, body: vaultBody(400, words) });
    const [reset, notReached] = [1, -1];

    it("ends in the vault's own no where there is no such password, so that nothing became of it", async () => {
        for (const words of ["1005: Password not found", "1010: Unexpected identifier type"]) {
            for (const first of [late, reset]) {
                assert.ok((await endOf(first, refused(words))) instanceof VaultError, words);
            }
        }
    });

    const unsettled: [title: string, ends: (Scripted | number)[], last: RegExp][] = [
        ["the right to edit went after it", [late, refused("1006: User does not have access")], /1006/],
        ["the vault was not reached any more", [late, notReached], /failed: w/],
        ["the rate was limited after it", [late, limited], /429/],
        ["the token was refused after it", [late, { status: 401, body: { message: "Unauthorized" } }], /401/],
        ["the connection was cut first", [reset, limited], /429/],
        ["the vault was not reached first", [notReached, late], /504/],
    ];
    for (const [title, ends, last] of unsettled) {
        it(`says so by its last try, however clear that was: ${title}`, async () => {
            const error = await endOf(...ends);
            assert.ok(error instanceof UnconfirmedError, String(error));
            assert.match(error.message.split("\n")[0] ?? "", last);
        });
    }

    it("stays a plain failure where each try is clear", async () => {
        assert.ok((await endOf(notReached, limited, notReached)) instanceof ConnectionError);
        assert.ok((await endOf(limited, refused("1006: User does not have access"))) instanceof VaultError);
    });

    it("is settled by the next try, which is no news to anybody", async () => {
        const { simulator, vault, told } = await open();
        simulator.inject({ kind: "timeout504", route: "disable", act: true });
        assert.deepEqual(await vault.disable("312"), alreadyInactive);
        assert.deepEqual(told, []);
    });

    it("does not stand for calls that change nothing", async () => {
        const { simulator, vault } = await open({}, { maxRetries: 0 });
        simulator.inject({ kind: "timeout504", route: "list" });
        simulator.inject({ kind: "reset", route: "read" });
        assert.ok((await rejection(vault.list())) instanceof VaultError);
        assert.ok((await rejection(vault.isInactive("312"))) instanceof ConnectionError);
    });
});

describe("the token of all calls", () => {
    afterEach(closeAll);

    it("is asked for once for 50 parallel disables", async () => {
        const { simulator, vault } = await open({ passwords: seeds(50) });
        const results = await Promise.all(seeds(50).map(({ identifier }) => vault.disable(String(identifier))));
        assert.ok(results.every(({ outcome }) => outcome === "deactivated"));
        assert.equal(simulator.count("token"), 1);
        assert.equal(simulator.count("disable"), 50);
        assert.ok(simulator.passwords().every(({ active, changes }) => !active && changes === 1));
    });

    it("carries the tenant, and client id and secret with any characters", async () => {
        const clientSecret = "c&s=1+2 %41/é\"'";
        const { simulator, vault } = await open({ tenant: "acme", clientId: "my client+1", clientSecret });
        assert.deepEqual(await vault.disable("312"), deactivated);
        assert.equal(simulator.count("token"), 1);
    });

    it("names mysafe:tokenUrl in its errors where that was set", async () => {
        for (const tokenUrl of ["https://login.example.com/oauth/token", "http://localhost/wrong/token"]) {
            const noRoute = () => ({ status: 404, body: { message: "no Route matched with those values" } });
            const { vault } = scripted(noRoute, { tokenUrl });
            const { message } = await rejection(vault.disable("312"));
            assert.match(message, /Solution: correct mysafe:tokenUrl/);
            assert.doesNotMatch(message, /mysafe:url/);
        }
    });

    it("is asked for where mysafe:tokenUrl says", async () => {
        const login = await start();
        const { exchanges, vault } = scripted(
            withToken(() => ({ body: vaultBody(200, "Password successfully deactivated") })),
            { tokenUrl: `${login.url}/oauth/token` },
        );
        await vault.disable("312");
        assert.equal(exchanges[0]?.url, `${login.url}/oauth/token`);
        assert.equal(exchanges[0]?.name, "POST oauth/token");
        assert.equal(exchanges[1]?.url, "http://localhost/api/mysafe/password/inactive/312");
    });

    for (const [reason, worthless] of [
        ["revoked", (simulator: { revokeTokens(): void }) => simulator.revokeTokens()],
        ["expired before its time", (simulator: { advance(seconds: number): void }) => simulator.advance(3601)],
    ] as const) {
        it(`is renewed once for all 50 who hold it when it is ${reason}`, async () => {
            const { simulator, vault } = await open({ passwords: seeds(51) });
            await vault.disable("51");
            worthless(simulator);
            await Promise.all(seeds(50).map(({ identifier }) => vault.disable(String(identifier))));
            assert.equal(simulator.count("token"), 2);
            assert.ok(simulator.passwords().every(({ active, changes }) => !active && changes === 1));
        });
    }

    it("is renewed before it expires, so that no call is refused for it", async () => {
        const { simulator, vault, clock } = await open();
        await vault.disable("312");
        clock.advance(3_550_000);
        simulator.advance(3550);
        await vault.disable("313");
        assert.equal(simulator.count("token"), 2);
        assert.ok(simulator.requests.every(({ status }) => status === 200));
    });

    const refusals: [fault: Fault, cause: RegExp][] = [
        [{ kind: "unauthorized401" }, /refuses the token, a new one too/],
        [{ kind: "unauthorized401", bodyKind: "empty" }, /refuses the token, a new one too/],
        [{ kind: "forbidden403" }, /refuses the token, a new one too/],
        [{ kind: "forbidden403", bodyKind: "html" }, /refuses the token, a new one too/],
        [{ kind: "noRoute404" }, /no such route/],
        [{ kind: "noRoute404", bodyKind: "html" }, /no such route/],
    ];
    for (const [fault, cause] of refusals) {
        const shown = `${fault.kind}, ${fault.bodyKind ?? "json"}`;
        it(`is renewed once when the gateway refuses it, and that can be all it takes: ${shown}`, async () => {
            const { simulator, vault, clock } = await open();
            simulator.inject({ ...fault, route: "disable" });
            assert.deepEqual(await vault.disable("312"), deactivated);
            assert.equal(simulator.count("token"), 2);
            assert.deepEqual(clock.waits, []);
        });

        it(`is renewed only once, then the refusal is an error: ${shown}`, async () => {
            const { simulator, vault, clock } = await open();
            simulator.inject({ ...fault, route: "disable", times: Number.POSITIVE_INFINITY });
            const error = await refusal(vault.disable("312"));
            assert.match(error.explanation.cause, cause);
            assert.equal(simulator.count("token"), 2);
            assert.equal(simulator.count("disable"), 2);
            assert.deepEqual(clock.waits, []);
        });
    }

    it("is asked for once with a wrong secret, and that is reported for all, then and later", async () => {
        const { simulator, vault, clock } = await open();
        simulator.setClientSecret("another");
        const errors = await Promise.all(["312", "313", "314"].map((identifier) => refusal(vault.disable(identifier))));
        errors.push(await refusal(vault.disable("315")), await refusal(vault.list()));
        for (const error of errors) {
            assert.match(error.message, /^POST api\/oauth2\/token failed: 401 "Invalid client authentication"/);
            assert.match(error.message, /\nCause: .*client id, the client secret or the tenant/);
            assert.match(error.message, /\nSolution: .*mysafe:clientSecret/);
        }
        assert.equal(simulator.count("token"), 1);
        assert.equal(simulator.count("disable"), 0);
        assert.deepEqual(clock.waits, []);
    });

    it("that no tenant was given for is an error about the tenant", async () => {
        const { vault } = await open({ tenant: "acme" }, { tenant: undefined });
        const error = await refusal(vault.disable("312"));
        assert.equal(error.status, 400);
        assert.match(error.message, /'tenant' was not informed!"[\s\S]*mysafe:tenant/);
    });

    it("is asked for again after the gateway's trouble, in each of its words and bodies", async () => {
        for (const fault of [
            { kind: "timeout504" },
            { kind: "badGateway502", bodyKind: "html" },
            { kind: "unavailable503", bodyKind: "empty" },
            { kind: "rateLimit429", retryAfter: "1" },
            { kind: "reset" },
            { kind: "cutBody" },
        ] as Fault[]) {
            const { simulator, vault } = await open();
            simulator.inject({ ...fault, route: "token", times: 2 });
            assert.deepEqual(await vault.disable("312"), deactivated, fault.kind);
            assert.equal(simulator.count("token"), 3, fault.kind);
        }
    });

    it("is asked for again when a page of HTML with a 200 says that the vault was late", async () => {
        const { vault, exchanges } = scripted(({ name }, earlier) => {
            if (!name.endsWith("token")) {
                return { body: vaultBody(200, "Password successfully deactivated") };
            }
            return { body: earlier === 0 ? "<h1>The upstream server is timing out</h1>" : { access_token: "tok-1" } };
        });
        assert.deepEqual(await vault.disable("312"), deactivated);
        assert.equal(exchanges.length, 3);
    });

    it("that a 200 does not hold is an error that tells so", async () => {
        for (const kind of ["html200", "empty200", "wrongJson200"] as const) {
            const { simulator, vault } = await open({}, { maxRetries: 1 });
            simulator.inject({ kind, route: "token", times: Number.POSITIVE_INFINITY });
            const error = await refusal(vault.disable("312"));
            assert.match(error.message, /^POST api\/oauth2\/token failed: 200/);
            assert.equal(simulator.count("disable"), 0);
        }
    });

    it("asks the vendor, not the token endpoint again, about a 500", async () => {
        const { simulator, vault, clock } = await open();
        simulator.inject({ kind: "error500", route: "token" });
        const error = await refusal(vault.disable("312"));
        assert.match(error.message, /failed: 500.*\nCause: the vault itself failed/);
        assert.deepEqual(clock.waits, []);
    });
});

describe("asking whether a password is inactive", () => {
    afterEach(closeAll);

    it("is yes for an inactive one, no for an active one, and never reads a secret", async () => {
        const { simulator, vault } = await open();
        assert.equal(await vault.isInactive("340"), true);
        simulator.inject({ kind: "endlessRead", route: "read", identifier: 312 });
        assert.equal(await vault.isInactive("312"), false);
        assert.equal(simulator.count("read"), 2);
    });

    for (const [identifier, code] of [
        ["9999", 1005],
        ["411", 1006],
        ["x", 1010],
    ] as const) {
        it(`is refused with ${code} for ${identifier}`, async () => {
            const { vault, simulator } = await open();
            assert.equal((await refusal(vault.isInactive(identifier))).code, code);
            assert.equal(simulator.count("read"), 1);
        });
    }

    it("does not take a page that came in the vault's place for an active one, but asks again", async () => {
        const { simulator, vault } = await open({}, { maxRetries: 1 });
        simulator.inject({ kind: "html200", route: "read" });
        assert.equal(await vault.isInactive("340"), true);
        simulator.inject({ kind: "html200", route: "read", times: 3 });
        const { message } = await refusal(vault.isInactive("340"));
        assert.match(message, /^GET api\/mysafe\/password\/340 failed: 200, but not in the vault's form/);
        assert.equal(simulator.count("list"), 1, "which shows that this vault sends no pages itself");
    });

    it("takes a page for an answer of a vault that calls all its answers pages", async () => {
        const list = { ...vaultBody(200, ""), password_on_list: [] };
        const { vault } = scripted(
            withToken(({ name }) => ({ isPage: true, body: name.endsWith("/password") ? list : "pw-secret" })),
        );
        assert.equal(await vault.isInactive("312"), false);
    });

    it("asks the transport not to read the body", async () => {
        const { vault, exchanges } = scripted(withToken(() => ({ body: "pw-secret" })));
        await vault.isInactive("312");
        assert.deepEqual(
            exchanges.map(({ name, discardBody }) => [name, discardBody ?? false]),
            [
                ["POST api/oauth2/token", false],
                ["GET api/mysafe/password/312", true],
            ],
        );
    });
});

describe("the list", () => {
    it("is not explained by a password when the vault refuses it", async () => {
        const { vault } = scripted(withToken(() => ({ status: 400, body: vaultBody(400, "1006: No access") })));
        const { message } = await refusal(vault.list());
        assert.match(message, /"1006: No access"\nCause: the vault refuses the list of passwords to this access key/);
    });

    it("is not taken for empty when the answer holds none: nobody would be asked about each password then", async () => {
        const { vault } = scripted(withToken(() => ({ body: vaultBody(200, "") })));
        const { message } = await refusal(vault.list());
        assert.match(message, /^GET api\/mysafe\/password failed: 200\nCause: the answer holds no list/);
        assert.match(message, /mysafe:preflight off/);
    });

    afterEach(closeAll);

    for (const listKey of ["password_on_list", "passwords_on_list"] as const) {
        it(`is by identifier, under "${listKey}"`, async () => {
            const { vault } = await open({ listKey });
            const list = await vault.list();
            assert.deepEqual(list.get("312"), {
                identifier: "312",
                canEdit: true,
                canView: true,
                name: "Oracle production, former DBA",
                username: "m.souza",
                url: "oracle://db1.example.com:1521/PROD",
                tags: ["offboarding", "database"],
            });
            assert.equal(list.get("404")?.canWrite, false);
            assert.equal(list.has("340"), false);
            assert.equal(list.has("411"), false);
        });
    }

    it("has inactive ones where the vault lists them", async () => {
        const { vault } = await open({ listInactive: true });
        assert.equal((await vault.list()).has("340"), true);
    });
});

describe("an identifier", () => {
    afterEach(closeAll);

    for (const hostile of [
        "../active/312",
        "..%2Factive%2F312",
        "../../password/active/312",
        "/../../active/312",
        "..\\active\\312",
        "%2e%2e/active/312",
        "312/../../active/312",
        "..",
        ".",
        "%2e%2e",
        "",
        "/",
        "312?x=1",
        "312#x",
        "//vault.example.com/x",
        "@vault.example.com",
        "312\r\nX-Header: 1",
        "312;active",
    ]) {
        it(`leads to no other route: ${JSON.stringify(hostile)}`, async () => {
            const { simulator, vault } = await open();
            simulator.setActive(312, false);
            await vault.disable(hostile).catch(() => {});
            await vault.isInactive(hostile).catch(() => {});
            const asked = simulator.requests.filter(({ route }) => route !== "token");
            for (const { method, path } of asked) {
                const base = method === "POST" ? "/api/mysafe/password/inactive/" : "/api/mysafe/password/";
                assert.ok(path.startsWith(base), `${method} ${path}`);
                assert.match(path.slice(base.length), /^[^/?#]+$/, `${method} ${path}`);
            }
            assert.equal(simulator.password(312).active, false);
            assert.equal(
                simulator.passwords().some(({ changes }) => changes > 0),
                false,
            );
        });
    }
});

describe("secrets", () => {
    afterEach(closeAll);

    function refusedWith(answer: Scripted, secret?: string): Promise<Error> {
        const respond = withToken(() => ({ status: 400, ...answer }));
        return refusal(scripted(respond, {}, secret).vault.disable("312"));
    }

    it("are in no error, even when the answer echoes them", async () => {
        const { simulator, vault, settings, told } = await open({}, { maxRetries: 8 });
        await vault.list();
        const token = simulator.issuedTokens[0] ?? "";
        const echo = `You sent ${token} and ${settings.clientSecret.reveal()}, twice ${token}`;
        const errors: Error[] = [];
        for (const kind of ["error500", "error200", "timeout504"] as const) {
            simulator.inject({ kind, route: "disable", message: echo, times: kind === "timeout504" ? 99 : 1 });
            errors.push(await rejection(vault.disable("312")));
            simulator.clearFaults();
        }
        simulator.inject({ kind: "redirect302", route: "disable", location: `https://login.example.com/${token}` });
        errors.push(await refusal(vault.disable("312")));
        assert.ok(told.length > 0);
        for (const text of [...errors.map(everything), ...told]) {
            assert.doesNotMatch(text, /tok-[0-9a-f]|cs-[0-9a-f]/);
            assert.match(text, /\[secret\]/);
        }
    });

    it("are in no error of the token endpoint that echoes them", async () => {
        const { simulator, vault, settings } = await open();
        simulator.inject({ kind: "error500", route: "token", message: `bad secret ${settings.clientSecret.reveal()}` });
        const error = await refusal(vault.disable("312"));
        assert.match(error.message, /bad secret \[secret\]/);
        assert.doesNotMatch(everything(error), /cs-[0-9a-f]/);
    });

    it("are in no output, even when the vault's agreement echoes them", async () => {
        const { vault, told } = scripted(withToken(() => ({ body: vaultBody(200, "Done with tok-scripted") })));
        assert.equal((await vault.disable("312")).message, "Done with [secret]");
        assert.doesNotMatch(told.join("\n"), /tok-scripted/);
    });

    it("are not shown in part where the words are cut", async () => {
        const secret = `cs-${"a1".repeat(60)}`;
        const body = { message: `${"x".repeat(150)} ${secret}` };
        assert.doesNotMatch((await refusedWith({ body }, secret)).message, /cs-a1/);
    });

    const awkward = "cs-<&\"1+2/é  3'>";
    const page = "cs-&lt;&amp;&quot;1+2/é  3&#39;&gt;";
    for (const [encoding, body] of [
        ["as they are", awkward],
        ["encoded for a form", new URLSearchParams({ client_secret: awkward }).toString()],
        ["encoded for a URL", encodeURIComponent(awkward)],
        ["escaped for a page", `<p>${page}</p>`],
        ["escaped for JSON", `could not parse ${JSON.stringify({ client_secret: awkward })}`],
    ]) {
        it(`are not shown when the answer echoes them ${encoding}`, async () => {
            assert.doesNotMatch((await refusedWith({ body }, awkward)).message, /cs-/);
        });
    }

    it("are not shown as the request id, nor is it longer than an id or more than a line", async () => {
        for (const requestId of ["tok-scripted", "cs-scripted", "x\nCause: forged", "x".repeat(5000)]) {
            for (const answer of [{ requestId }, { body: { message: "no", request_id: requestId } }]) {
                const { message } = await refusedWith(answer);
                assert.doesNotMatch(message, /tok-scripted|cs-scripted/);
                assert.equal(message.split("\n").length, 3);
                assert.ok((message.split("\n", 1)[0] ?? "").length < 500);
            }
        }
    });

    for (const [what, body] of [
        ["JSON that was cut", '{"token_type":"Bearer","expires_in":3600,"access_token":"tok-unread'],
        ["a form", "access_token=tok-unread&token_type=Bearer"],
        ["the bare token", "tok-unread"],
        ["a list", '[{"access_token":"tok-unread"}]'],
        ["a message", { message: "tok-unread" }],
    ]) {
        it(`are not shown of a token's answer that cannot be read: ${what}`, async () => {
            const { vault } = scripted(() => ({ body }), { maxRetries: 1 });
            assert.equal(everything(await rejection(vault.disable("312"))).includes("tok-unread"), false);
        });
    }

    it("are not shown by the vault itself", async () => {
        const { vault, settings, simulator } = await open();
        await vault.list();
        const shown = everything(vault);
        assert.equal(shown.includes(settings.clientSecret.reveal()), false);
        assert.equal(shown.includes(simulator.issuedTokens[0] ?? ""), false);
    });

    it("are sent in the token request's body and in headers only, never in a URL", async () => {
        const { vault, exchanges } = scripted(
            withToken(() => ({ body: vaultBody(200, "Password successfully deactivated") })),
        );
        await vault.disable("312");
        assert.ok(exchanges.every(({ url, name }) => !/cs-|tok-/.test(url + name)));
        assert.match(exchanges[0]?.body ?? "", /client_secret=cs-scripted/);
        assert.deepEqual(exchanges[1]?.headers, { authorization: "Bearer tok-scripted" });
        assert.equal(exchanges[1]?.body, undefined);
    });
});
