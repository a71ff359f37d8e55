import assert from "node:assert/strict";
import { closeAll, connect, send } from "./connect";

describe("the request log", () => {
    afterEach(closeAll);

    it("names method, path, route, identifier and status of each request, in order of arrival", async () => {
        const { vault, disable, list } = await connect();
        await disable(312);
        await list("?tag=offboarding");
        await disable("..%2Factive");
        assert.deepEqual(
            vault.requests.map(({ method, path, route, identifier, status }) => [
                method,
                path,
                route,
                identifier,
                status,
            ]),
            [
                ["POST", "/api/oauth2/token", "token", undefined, 200],
                ["POST", "/api/mysafe/password/inactive/312", "disable", 312, 200],
                ["GET", "/api/mysafe/password?tag=offboarding", "list", undefined, 200],
                ["POST", "/api/mysafe/password/inactive/..%2Factive", "disable", "../active", 400],
            ],
        );
        assert.deepEqual([vault.count("disable"), vault.count("read")], [2, 0]);
    });

    it("never holds a token or a secret, even of a client that puts one into the path", async () => {
        const { vault, token, call, read } = await connect({ clientSecret: "a secret/with+signs" });
        const { secret } = vault.password(312);
        await read(312);
        for (const leaked of [vault.clientSecret, token, secret]) {
            await call("GET", `/api/mysafe/password/${encodeURIComponent(leaked)}`);
            await call(
                "GET",
                `/api/mysafe/password?name=${encodeURIComponent(leaked)}&x=${encodeURIComponent(leaked)}`,
            );
            await call("POST", `/${encodeURIComponent(leaked)}?${encodeURIComponent(leaked)}`);
        }
        await send(`${vault.url}/api/oauth2/token?client_secret=someone-elses`, { method: "POST" });
        const log = decodeURIComponent(JSON.stringify(vault.requests));
        for (const planted of [vault.clientSecret, token, secret, "someone-elses"]) {
            assert.ok(!log.includes(planted), planted);
        }
    });

    it("says how each client showed who it is, and nothing of what it sent for that", async () => {
        const { vault, token, call } = await connect();
        const basic = Buffer.from(`${vault.clientId}:${vault.clientSecret}`).toString("base64");
        for (const authorization of [`Basic ${basic}`, `bearer ${token}`, vault.clientSecret, `${token} x`]) {
            await call("GET", "/api/mysafe/password", { headers: { Authorization: authorization } });
        }
        const schemes = vault.requests.map(({ authorization }) => authorization);
        assert.deepEqual(schemes, [undefined, "basic", "bearer", undefined, undefined]);
        const log = JSON.stringify(vault.requests);
        assert.ok(![basic, token, vault.clientSecret].some((planted) => log.includes(planted)));
    });

    it("counts the requests under way at once", async () => {
        const { vault, disable } = await connect({ latencyMs: 100 });
        await Promise.all([312, 313, 314].map(disable));
        assert.equal(vault.maxInFlight, 3);
        assert.deepEqual(
            vault.requests.slice(1).map((record) => record.inFlight),
            [1, 2, 3],
        );
        vault.maxInFlight = 0;
        await disable(320);
        await disable(321);
        assert.equal(vault.maxInFlight, 1);
    });

    it("tells each finished request to onRequest", async () => {
        const told: string[] = [];
        const { disable } = await connect({ onRequest: ({ route, status }) => told.push(`${route} ${status}`) });
        await disable(312);
        assert.deepEqual(told, ["token 200", "disable 200"]);
    });
});
