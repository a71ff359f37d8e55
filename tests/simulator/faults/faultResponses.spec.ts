import assert from "node:assert/strict";
import type { FaultKind } from "../../../simulator/src/index";
import { until } from "../../support/until";
import { closeAll, connect, requestToken, start } from "../support/connect";

const gatewayFaults: readonly [FaultKind, number, string][] = [
    ["timeout504", 504, "The upstream server is timing out"],
    ["badGateway502", 502, "An invalid response was received from the upstream server"],
    ["unavailable503", 503, "failure to get a peer from the ring-balancer"],
    ["rateLimit429", 429, "API rate limit exceeded"],
    ["unauthorized401", 401, "Unauthorized"],
    ["forbidden403", 403, "You are not authorized to access this resource."],
    ["noRoute404", 404, "no Route matched with those values"],
];

describe("a fault", () => {
    afterEach(closeAll);

    for (const [kind, status, message] of gatewayFaults) {
        it(`${kind} comes from the gateway before the vault acts`, async () => {
            const { vault, disable } = await connect();
            vault.inject({ kind });
            const reply = await disable(312);
            assert.deepEqual([reply.status, reply.json.message], [status, message]);
            assert.equal(typeof reply.json.request_id, "string");
            assert.equal(vault.password(312).active, true);
            assert.equal((await disable(312)).status, 200);
        });

        it(`${kind} can come as HTML or empty, as from another proxy`, async () => {
            const { vault, disable } = await connect();
            vault.inject({ kind, bodyKind: "html" });
            vault.inject({ kind, bodyKind: "empty" });
            const html = await disable(312);
            assert.equal(html.status, status);
            assert.match(html.headers.get("content-type") ?? "", /^text\/html/);
            assert.ok(html.text.startsWith("<!doctype html>") && html.text.includes(message));
            const empty = await disable(312);
            assert.deepEqual([empty.status, empty.text], [status, ""]);
        });
    }

    it("status sends any status from the gateway, with its text or another message", async () => {
        const { vault, disable } = await connect();
        for (const [status, message] of [
            [418, "I'm a Teapot"],
            [504, "The upstream server is timing out"],
            [524, "Unknown status"],
            [999, "Unknown status"],
        ] as const) {
            vault.inject({ kind: "status", status });
            const { json, ...reply } = await disable(312);
            assert.deepEqual([reply.status, json.message, typeof json.request_id], [status, message, "string"]);
            assert.equal(vault.requests.at(-1)?.status, status);
        }
        vault.inject({ kind: "status", status: 524, message: "A timeout occurred", retryAfter: "7" });
        const { headers, json } = await disable(312);
        assert.deepEqual([headers.get("retry-after"), json.message], ["7", "A timeout occurred"]);
        assert.equal(vault.password(312).active, true);
    });

    for (const status of [204, 304]) {
        it(`status ${status} has no body`, async () => {
            const { vault, list } = await connect();
            vault.inject({ kind: "status", status });
            const reply = await list();
            assert.deepEqual([reply.status, reply.text], [status, ""]);
        });
    }

    it("has the vault's form of a failure with the body kind vault", async () => {
        const { vault, disable } = await connect();
        vault.inject({ kind: "status", status: 524, bodyKind: "vault", retryAfter: "7", act: true });
        const { status, headers, json } = await disable(312);
        assert.deepEqual([status, headers.get("retry-after"), json.code], [524, "7", 524]);
        const { message, error } = json.response;
        assert.deepEqual([message, error, json.response.status], ["Unexpected error.", true, 524]);
        assert.equal(vault.password(312).active, false);
        vault.inject({ kind: "unavailable503", bodyKind: "vault", message: "Maintenance" });
        assert.equal((await disable(312)).json.response.message, "Maintenance");
        vault.inject({ kind: "status", status: 503, bodyKind: "vault", route: "token" });
        assert.equal((await requestToken(vault)).json.error, "server_error");
    });

    it("foreignTenant answers as an empty vault, and changes nothing", async () => {
        const { vault, call, list, read, disable } = await connect({ listKey: "passwords_on_list" });
        vault.inject({ kind: "foreignTenant", act: true, times: 8 });
        const listed = await list();
        assert.deepEqual([listed.status, listed.json.passwords_on_list], [200, []]);
        const refused = [
            await read(312),
            await disable(312),
            await call("POST", "/api/mysafe/password/active/340"),
            await call("POST", "/api/mysafe/note/inactive/21"),
            await call("POST", "/api/mysafe/secretapi/inactive/31"),
        ];
        assert.deepEqual(
            refused.map(({ status, json }) => `${status} ${json.response.message}`),
            [
                "400 1005: Password not found",
                "400 1005: Password not found",
                "400 1005: Password not found",
                "400 1005: Note not found",
                "400 1005: Api secret not found",
            ],
        );
        const body = JSON.stringify({ name: "New", username: "u", password: "p" });
        assert.equal((await call("POST", "/api/mysafe/password", { body })).status, 201);
        assert.deepEqual((await list()).json.passwords_on_list, []);
        assert.equal(vault.passwords().length, 12);
        assert.ok(vault.passwords().every(({ changes }) => changes === 0));
        assert.ok(vault.requests.slice(1).every(({ fault, acted }) => fault === "foreignTenant" && !acted));
        assert.deepEqual(vault.secretsServed, []);
        assert.equal((await disable(312)).status, 200);
    });

    it("foreignTenant waits for a request that the gateway passes to the vault", async () => {
        const { vault, call, list } = await connect();
        vault.inject({ kind: "foreignTenant" });
        assert.equal((await call("GET", "/api/mysafe/password", { headers: {} })).status, 401);
        assert.deepEqual((await list()).json.password_on_list, []);
    });

    it("timeout504 with `act` disables, then times out", async () => {
        const { vault, disable } = await connect();
        vault.inject({ kind: "timeout504", route: "disable", act: true });
        assert.equal((await disable(312)).status, 504);
        assert.equal(vault.password(312).active, false);
        assert.equal(vault.requests.at(-1)?.acted, true);
        assert.equal((await disable(312)).json.response.message, "Password has already been deactivated");
        assert.equal(vault.password(312).changes, 1);
    });

    it("reset with `act` disables, then resets the connection", async () => {
        const { vault, disable } = await connect();
        vault.inject({ kind: "reset", act: true });
        await assert.rejects(disable(312));
        assert.equal(vault.password(312).active, false);
        const { status, fault, acted } = vault.requests.at(-1) ?? {};
        assert.deepEqual([status, fault, acted], [0, "reset", true]);
    });

    it("with `act` waits for a request that the gateway passes to the vault", async () => {
        const { vault, call, disable } = await connect();
        vault.inject({ kind: "timeout504", route: "disable", act: true });
        const refused = await call("POST", "/api/mysafe/password/inactive/312", { headers: {} });
        assert.equal(refused.status, 401);
        assert.equal(vault.requests.at(-1)?.fault, undefined);
        assert.equal(vault.unmetFaults().length, 1);
        assert.equal((await disable(312)).status, 504);
    });

    it("sends the given Retry-After unchanged", async () => {
        const { vault, list } = await connect();
        const date = "Wed, 21 Oct 2026 07:28:00 GMT";
        vault.inject({ kind: "rateLimit429", retryAfter: date });
        vault.inject({ kind: "rateLimit429" });
        assert.equal((await list()).headers.get("retry-after"), date);
        assert.equal((await list()).headers.get("retry-after"), null);
    });

    it("can carry another message", async () => {
        const { vault, list } = await connect();
        vault.inject({ kind: "unavailable503", message: "name resolution failed" });
        assert.equal((await list()).json.message, "name resolution failed");
    });

    it("error500 is the vault's own failure, without a code", async () => {
        const { vault, disable } = await connect();
        vault.inject({ kind: "error500" });
        const { status, json } = await disable(312);
        assert.equal(status, 500);
        assert.deepEqual([json.response.message, json.response.error], ["Unexpected error.", true]);
        assert.equal(json.exception, undefined);
    });

    it("error200 sends error: true with a 200", async () => {
        const { vault, disable } = await connect();
        vault.inject({ kind: "error200", message: "1006: User does not have access" });
        const { status, json } = await disable(312);
        assert.equal(status, 200);
        assert.deepEqual([json.response.error, json.response.message], [true, "1006: User does not have access"]);
    });

    it("html200, empty200, wrongJson200 and junk200 do not come from the vault", async () => {
        const { vault, disable } = await connect();
        for (const kind of ["html200", "empty200", "wrongJson200", "junk200"] as const) {
            vault.inject({ kind });
        }
        const replies = [await disable(312), await disable(312), await disable(312), await disable(312)];
        assert.ok(replies.every((reply) => reply.status === 200 && reply.json?.response === undefined));
        assert.match(replies[0]?.text ?? "", /^<!doctype html>/);
        assert.equal(replies[1]?.text, "");
        assert.equal(typeof replies[2]?.json, "object");
        assert.equal(replies[3]?.text.length, 1024 * 1024);
        assert.equal(vault.password(312).active, true);
    });

    it("cutBody sends the headers and half a body", async () => {
        const { vault, token } = await connect();
        vault.inject({ kind: "cutBody", act: true });
        const headers = { Authorization: `Bearer ${token}` };
        const url = `${vault.url}/api/mysafe/password/inactive/312`;
        const response = await fetch(url, { method: "POST", headers });
        assert.equal(response.status, 200);
        await assert.rejects(response.text());
        assert.equal(vault.password(312).active, false);
        assert.equal(vault.requests.at(-1)?.status, 0);
    });

    it("hang sends no response, and its request ends when the client gives up", async () => {
        const over: string[] = [];
        const { vault, call, list } = await connect({ onRequest: ({ route }) => over.push(route) });
        vault.inject({ kind: "hang" });
        const leaving = new AbortController();
        const pending = call("GET", "/api/mysafe/password", { signal: leaving.signal });
        await until(() => vault.requests.at(-1)?.fault === "hang");
        leaving.abort();
        await assert.rejects(pending, { name: "AbortError" });
        await until(() => over.length > 1);
        assert.equal(vault.requests.at(-1)?.status, 0);
        assert.equal((await list()).status, 200);
    });

    it("hang with a delay sends the real response late", async () => {
        const { vault, disable } = await connect();
        vault.inject({ kind: "hang", delayMs: 40 });
        const started = performance.now();
        assert.equal((await disable(312)).json.response.message, "Password successfully deactivated");
        assert.ok(performance.now() - started >= 39);
    });

    it("hang does nothing for a client that gave up, except with `act`", async () => {
        const over: string[] = [];
        const { vault, call } = await connect({ onRequest: ({ route }) => over.push(route) });
        const leaving = new AbortController();
        const leave = (identifier: number) =>
            assert.rejects(call("POST", `/api/mysafe/password/inactive/${identifier}`, { signal: leaving.signal }));
        vault.inject({ kind: "hang", delayMs: 60_000, identifier: 312 });
        vault.inject({ kind: "hang", delayMs: 60_000, identifier: 313, act: true });
        const left = [leave(312), leave(313)];
        await until(() => vault.unmetFaults().length === 0);
        leaving.abort();
        await Promise.all(left);
        await until(() => over.filter((route) => route === "disable").length === 2);
        assert.deepEqual([vault.password(312).active, vault.password(313).active], [true, false]);
    });

    it("endlessRead continues until the client leaves", async () => {
        const { vault, token } = await connect();
        vault.inject({ kind: "endlessRead", route: "read" });
        const headers = { Authorization: `Bearer ${token}` };
        const response = await fetch(`${vault.url}/api/mysafe/password/312`, { headers });
        assert.equal(response.status, 200);
        const reader = response.body?.getReader();
        for (let count = 0; count < 4; count += 1) {
            assert.equal((await reader?.read())?.done, false);
        }
        await reader?.cancel();
        assert.deepEqual(vault.secretsServed, []);
    });

    it("redirect302 points to the simulator by default, which records a client that follows", async () => {
        const { vault, list } = await connect();
        vault.inject({ kind: "redirect302" });
        vault.inject({ kind: "redirect302", location: "https://elsewhere.example.com/" });
        const { status, headers } = await list();
        assert.deepEqual([status, headers.get("location")], [302, `${vault.url}/redirected`]);
        assert.equal((await list()).headers.get("location"), "https://elsewhere.example.com/");
        assert.equal(vault.count("unknown"), 0);
    });

    it("affects the token endpoint only by name, with OAuth errors", async () => {
        const vault = await start();
        vault.inject({ kind: "timeout504" });
        assert.equal((await requestToken(vault)).status, 200);
        vault.clearFaults();
        vault.inject({ kind: "timeout504", route: "token" });
        vault.inject({ kind: "error500", route: "token" });
        assert.equal((await requestToken(vault)).status, 504);
        assert.equal((await requestToken(vault)).json.error, "server_error");
        assert.equal(vault.issuedTokens.length, 1);
    });
});
