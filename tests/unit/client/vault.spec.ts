import assert from "node:assert/strict";
import { vaultVersions } from "mysafe-simulator";
import { apiSecretKind, noteKind, passwordKind } from "../../../provider/src/client/kinds";
import { ConnectionError, UnconfirmedError, VaultError } from "../../../provider/src/shared/errors";
import { linesOf } from "../support/lines";
import {
    closeAll,
    open,
    refusal,
    rejection,
    type Scripted,
    scripted,
    unconfirmed,
    vaultBody,
    withToken,
} from "../support/vault";

const rejected = (message: string) => ({ status: 400, body: vaultBody(400, message) });

describe("disable", () => {
    afterEach(closeAll);

    for (const version of vaultVersions) {
        it(`disables a password with one call, in version ${version}`, async () => {
            const { simulator, vault, logged } = await open({ version });
            assert.equal(await vault.disable("312"), "deactivated");
            assert.deepEqual([simulator.password(312).active, simulator.password(312).changes], [false, 1]);
            assert.deepEqual(
                simulator.requests.map(({ method, path }) => `${method} ${path}`),
                ["POST /api/oauth2/token", "POST /api/mysafe/password/inactive/312"],
            );
            assert.deepEqual(logged, []);
        });

        it(`succeeds for an inactive password, in version ${version}`, async () => {
            const { simulator, vault } = await open({ version });
            assert.equal(await vault.disable("340"), "already-inactive");
            assert.equal(simulator.password(340).changes, 0);
        });
    }

    for (const [kind, identifier] of [
        [passwordKind, "312"],
        [noteKind, "21"],
        [apiSecretKind, "31"],
    ] as const) {
        it(`calls the route of a ${kind.noun}, and names it in errors`, async () => {
            const { simulator, vault } = await open();
            assert.equal(await vault.disable(identifier, kind), "deactivated");
            assert.equal(simulator.requests.at(-1)?.path, `/api/mysafe/${kind.route}/inactive/${identifier}`);
            assert.match(linesOf(await refusal(vault.disable("9999", kind))).cause, new RegExp(`has no ${kind.noun} `));
        });
    }

    for (const [identifier, code, message] of [
        ["9999", 1005, "1005: Password not found"],
        ["404", 1006, "1006: User does not have access"],
        ["12abc", 1010, "1010: Unexpected identifier type"],
    ] as const) {
        it(`throws ${code} at the first attempt`, async () => {
            const { simulator, vault } = await open();
            const error = await refusal(vault.disable(identifier));
            assert.deepEqual([error.code, error.status, error.vaultMessage], [code, 400, message]);
            const summary = `POST api/mysafe/password/inactive/${identifier} failed: 400 "${message}"`;
            assert.ok(linesOf(error).what.startsWith(summary));
            assert.equal(simulator.count("disable"), 1);
        });
    }

    for (const [title, body] of [
        ["a list", { password_on_list: [] }],
        ["the vault's form without a message", { response: { status: 200, error: false } }],
    ] as const) {
        it(`retries after a success with ${title}, which confirms nothing`, async () => {
            const { vault, requests } = scripted(
                withToken(() => ({ body })),
                { maxRetries: 2 },
            );
            await unconfirmed(vault.disable("312"));
            assert.equal(requests.filter(({ name }) => name.endsWith("/312")).length, 3);
        });
    }

    it("warns about an unexpected success message", async () => {
        const { vault, logged } = scripted(withToken(() => ({ body: vaultBody(200, "Consider it done") })));
        assert.equal(await vault.disable("312"), "deactivated");
        assert.deepEqual(logged, [
            'warn: unexpected success message from the vault for password 312: "Consider it done"',
        ]);
    });

    for (const identifier of ["../active/312", "..%2Factive%2F312", "..", "", "/", "312?x=1", "312#x", "312\r\nX: 1"]) {
        it(`keeps its route for the identifier ${JSON.stringify(identifier)}`, async () => {
            const { simulator, vault } = await open();
            await vault.disable(identifier).catch(() => {});
            await vault.isInactive(identifier).catch(() => {});
            for (const { method, path } of simulator.requests.filter(({ route }) => route !== "token")) {
                const base = method === "POST" ? "/api/mysafe/password/inactive/" : "/api/mysafe/password/";
                assert.ok(path.startsWith(base), path);
                assert.match(path.slice(base.length), /^[^/?#]+$/);
            }
            assert.ok(simulator.passwords().every(({ changes }) => changes === 0));
        });
    }
});

describe("enable", () => {
    afterEach(closeAll);

    it("enables a password, and returns false for an active one", async () => {
        const { simulator, vault, logged } = await open();
        assert.deepEqual([await vault.enable("340"), await vault.enable("340")], [true, false]);
        assert.deepEqual([simulator.password(340).active, simulator.password(340).changes], [true, 1]);
        assert.deepEqual(logged, []);
    });

    it("is unconfirmed if no response confirms it", async () => {
        const { simulator, vault } = await open({}, { maxRetries: 0 });
        simulator.inject({ kind: "timeout504", route: "enable" });
        const { what, solution } = linesOf(await unconfirmed(vault.enable("340")));
        assert.match(
            what,
            /^password 340 may still be inactive: the request to enable it was sent but not confirmed: /,
        );
        assert.match(solution, /^run the same command again/);
    });
});

describe("a change without a confirmation", () => {
    afterEach(closeAll);

    it("names the state, the last failure and the way to repeat it", async () => {
        const { simulator, vault } = await open({}, { maxRetries: 1 });
        simulator.inject({ kind: "timeout504", route: "disable", times: 2 });
        const { what, cause, solution } = linesOf(await unconfirmed(vault.disable("312")));
        const state = "password 312 may still be active: the request to disable it was sent but not confirmed";
        const request = "POST api/mysafe/password/inactive/312";
        assert.ok(what.startsWith(`${state}: ${request} failed: 504 "The upstream server is timing out"`), what);
        assert.match(what, /, 2 attempts\)$/);
        assert.match(cause, /did not answer its gateway in time/);
        assert.match(solution, /^run `pulumi up` again: repeating the request is safe\. If that fails too, run again/);
    });

    it("is settled by the next attempt, without a warning", async () => {
        const { simulator, vault, logged } = await open();
        simulator.inject({ kind: "timeout504", route: "disable", act: true });
        assert.equal(await vault.disable("312"), "already-inactive");
        assert.equal(simulator.password(312).changes, 1);
        assert.deepEqual(logged, []);
    });

    /** Returns the error of a disable call with these ends of its attempts. The last end repeats. */
    function errorAfter(...ends: (Scripted | "reset" | "refused")[]): Promise<Error> {
        const respond = withToken(({ name }, earlier) => {
            const end = ends[Math.min(earlier, ends.length - 1)] ?? {};
            if (typeof end !== "string") {
                return end;
            }
            const facts = { request: name, code: end === "reset" ? "ECONNRESET" : "ECONNREFUSED" };
            return new ConnectionError({ ...facts, reachedServer: end === "reset" }, end, {
                cause: "c.",
                solution: "s.",
            });
        });
        return rejection(scripted(respond, { maxRetries: 3 }).vault.disable("312"));
    }

    const late = { status: 504, body: { message: "The upstream server is timing out" } };
    const limited = { status: 429, body: { message: "API rate limit exceeded" } };
    const noAccess = rejected("1006: User does not have access");
    const unauthorized = { status: 401, body: { message: "Unauthorized" } };

    const unclear: [title: string, ends: Parameters<typeof errorAfter>, last: RegExp][] = [
        ["a rejection after a timeout", [late, noAccess], /1006/],
        ["a refused connection after a timeout", [late, "refused"], /failed: refused/],
        ["a rate limit after a timeout", [late, limited], /429/],
        ["a rejected token after a timeout", [late, unauthorized], /401/],
        ["a rate limit after a cut connection", ["reset", limited], /429/],
        ["a timeout after a refused connection", ["refused", late], /504/],
    ];
    for (const [title, ends, last] of unclear) {
        it(`is unconfirmed with ${title}`, async () => {
            const error = await errorAfter(...ends);
            assert.ok(error instanceof UnconfirmedError, String(error));
            assert.match(linesOf(error).what, last);
        });
    }

    it("is rejected if the vault has no such password", async () => {
        for (const message of ["1005: Password not found", "1010: Unexpected identifier type"]) {
            assert.ok((await errorAfter(late, rejected(message))) instanceof VaultError, message);
            assert.ok((await errorAfter("reset", rejected(message))) instanceof VaultError, message);
        }
    });

    it("keeps its own error if no attempt had an effect", async () => {
        assert.ok((await errorAfter("refused", limited, "refused")) instanceof ConnectionError);
        assert.ok((await errorAfter(limited, noAccess)) instanceof VaultError);
    });
});

describe("isInactive", () => {
    afterEach(closeAll);

    it("is true for an inactive password, and false for an active one whose body stays unread", async () => {
        const { simulator, vault } = await open();
        assert.equal(await vault.isInactive("340"), true);
        simulator.inject({ kind: "endlessRead", route: "read", identifier: 312 });
        assert.equal(await vault.isInactive("312"), false);
        assert.equal(simulator.count("read"), 2);
    });

    it("retries after a web page, which no vault sent", async () => {
        const { simulator, vault } = await open({}, { maxRetries: 1 });
        simulator.inject({ kind: "html200", route: "read" });
        assert.equal(await vault.isInactive("340"), true);
        simulator.inject({ kind: "html200", route: "read", times: 2 });
        const { what } = linesOf(await refusal(vault.isInactive("312")));
        assert.match(what, /^GET api\/mysafe\/password\/312 failed: 200, but not in the vault's form/);
    });

    it("throws the vault's rejections", async () => {
        const { vault } = await open();
        for (const [identifier, code] of [
            ["9999", 1005],
            ["411", 1006],
            ["x", 1010],
        ] as const) {
            assert.equal((await refusal(vault.isInactive(identifier))).code, code);
        }
        assert.match(linesOf(await refusal(vault.isInactive("411"))).cause, /may not read this password/);
    });
});

describe("list", () => {
    afterEach(closeAll);

    it("returns the passwords by identifier", async () => {
        const { vault } = await open();
        const list = await vault.list();
        assert.deepEqual(list.get("312"), {
            identifier: "312",
            canWrite: true,
            canView: true,
            name: "Oracle production, former DBA",
            username: "m.souza",
            url: "oracle://db1.example.com:1521/PROD",
            tags: ["offboarding", "database"],
            unreadableFields: [],
        });
        assert.equal(list.get("404")?.canWrite, false);
        assert.equal(list.has("340"), false);
    });

    it("explains a rejection as one of the list, and not of a password", async () => {
        const { vault } = scripted(withToken(() => rejected("1006: No access")));
        assert.match(linesOf(await refusal(vault.list())).cause, /may not list passwords/);
    });

    for (const kind of ["timeout504", "forbidden403", "reset", "rateLimit429"] as const) {
        it(`makes one attempt where it is optional, and logs nothing: ${kind}`, async () => {
            const { simulator, vault, logged } = await open();
            simulator.inject({ kind, route: "list" });
            await assert.rejects(vault.list(true));
            assert.deepEqual([simulator.count("list"), simulator.count("token"), logged], [1, 1, []]);
        });
    }

    it("does not take a response without a list for an empty vault", async () => {
        const { vault } = scripted(withToken(() => ({ body: vaultBody(200, "") })));
        const { what, cause, solution } = linesOf(await refusal(vault.list()));
        assert.equal(what, "GET api/mysafe/password failed: 200");
        assert.match(cause, /has no list of passwords/);
        assert.match(solution, /administrator/);
    });
});
