import assert from "node:assert/strict";
import { closeAll, connect, send } from "../support/connect";

describe("the request log", () => {
    afterEach(closeAll);

    it("records method, path, route, identifier and status of each request in order of arrival", async () => {
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

    it("never holds a token or a secret, even if a client puts one into the path", async () => {
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
        for (const hidden of [vault.clientSecret, token, secret, "someone-elses"]) {
            assert.ok(!log.includes(hidden), hidden);
        }
    });

    it("records the scheme of each Authorization header and nothing else of it", async () => {
        const { vault, token, call } = await connect();
        const basic = Buffer.from(`${vault.clientId}:${vault.clientSecret}`).toString("base64");
        for (const authorization of [`Basic ${basic}`, `bearer ${token}`, vault.clientSecret, `${token} x`]) {
            await call("GET", "/api/mysafe/password", { headers: { Authorization: authorization } });
        }
        const schemes = vault.requests.map(({ authorization }) => authorization);
        assert.deepEqual(schemes, [undefined, "basic", "bearer", undefined, undefined]);
        const log = JSON.stringify(vault.requests);
        assert.ok(![basic, token, vault.clientSecret].some((secret) => log.includes(secret)));
    });

    it("counts the requests that are open at once", async () => {
        const { vault, disable } = await connect({ latencyMs: 30 });
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

    it("calls onRequest for each finished request", async () => {
        const finished: string[] = [];
        const { disable } = await connect({ onRequest: ({ route, status }) => finished.push(`${route} ${status}`) });
        await disable(312);
        assert.deepEqual(finished, ["token 200", "disable 200"]);
    });
});
