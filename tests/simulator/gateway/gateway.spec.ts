import assert from "node:assert/strict";
import { Agent, request } from "node:http";
import { until } from "../../support/until";
import { closeAll, connect, start } from "../support/connect";

describe("the gateway", () => {
    afterEach(closeAll);

    it("has no route for an unknown path or method, with or without a token", async () => {
        const { vault, call } = await connect();
        const wrong = [
            ["GET", "/"],
            ["GET", "/mysafe/password"],
            ["GET", "/api/mysafe/password/inactive/312"],
            ["PUT", "/api/mysafe/password/inactive/312"],
            ["POST", "/api/mysafe/password/inactive/"],
            ["POST", "/api/mysafe/password/inactive/312/"],
            ["DELETE", "/api/mysafe/password/312"],
        ] as const;
        for (const [method, path] of wrong) {
            for (const init of [{}, { headers: {} }]) {
                const { status, json } = await call(method, path, init);
                assert.equal(status, 404, path);
                assert.equal(json.message, "no Route matched with those values");
            }
        }
        assert.equal(vault.count("unknown"), 2 * wrong.length);
        assert.equal(vault.password(312).active, true);
    });

    it("sends the request id in its own bodies and in a header of all responses", async () => {
        const { call, list } = await connect();
        const { json, headers } = await call("GET", "/nowhere");
        assert.equal(json.request_id, headers.get("x-kong-request-id"));
        assert.match((await list()).headers.get("x-kong-request-id") ?? "", /^[0-9a-f]{32}$/);
    });

    it("of 3.32 omits request_id from its bodies", async () => {
        const { call } = await connect({ version: "3.32" });
        assert.deepEqual((await call("GET", "/nowhere")).json, { message: "no Route matched with those values" });
    });

    it("normalizes dots in a path before it matches a route, as Kong does", async () => {
        const { vault } = await connect();
        const status = await new Promise((resolve, reject) => {
            const path = "/api/mysafe/password/inactive/../active/340";
            const headers = { Authorization: `Bearer ${vault.issuedTokens[0]}` };
            request(vault.url, { path, method: "POST", headers }, (response) => {
                response.resume();
                resolve(response.statusCode);
            })
                .on("error", reject)
                .end();
        });
        assert.equal(status, 200);
        assert.equal(vault.password(340).active, true);
        assert.equal(vault.requests.at(-1)?.route, "enable");
    });

    it("rejects a body of more than 64 KB", async () => {
        const { vault, call } = await connect();
        const body = JSON.stringify({ name: "n", username: "u", password: "x".repeat(70_000) });
        const outcome = await call("POST", "/api/mysafe/password", { body }).then((reply) => reply.status);
        assert.equal(outcome, 413);
        assert.equal(vault.passwords().length, 12);
    });

    it("answers several requests on one keep-alive connection", async () => {
        const vault = await start();
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        const ports = new Set<number | undefined>();
        for (let count = 0; count < 3; count += 1) {
            await new Promise<void>((resolve, reject) => {
                request(vault.url, { agent }, (response) => {
                    ports.add(response.socket.localPort);
                    response.resume().on("end", resolve);
                })
                    .on("error", reject)
                    .end();
            });
        }
        agent.destroy();
        assert.equal(ports.size, 1);
    });

    it("limits the rate of authenticated calls, and sends Retry-After", async () => {
        const { vault, list } = await connect({ rateLimit: { requests: 2, perSeconds: 0.5 } });
        assert.deepEqual([(await list()).status, (await list()).status], [200, 200]);
        const limited = await list();
        assert.equal(limited.status, 429);
        assert.equal(limited.json.message, "API rate limit exceeded");
        assert.equal(limited.headers.get("retry-after"), "1");
        await new Promise((resolve) => setTimeout(resolve, 520));
        assert.equal((await list()).status, 200);
        assert.equal(vault.count("list"), 4);
    });

    it("does not pass a call over the limit to the vault", async () => {
        const { vault, disable, list } = await connect({ rateLimit: { requests: 1, perSeconds: 60 } });
        await list();
        const limited = await disable(312);
        assert.equal(limited.status, 429);
        assert.match(limited.headers.get("retry-after") ?? "", /^(59|60)$/);
        assert.equal(vault.password(312).active, true);
    });

    it("adds latency after the vault's work", async () => {
        const { vault, disable } = await connect({ latencyMs: 60 });
        const started = performance.now();
        const pending = disable(312);
        await until(() => !vault.password(312).active);
        assert.equal(vault.requests.at(-1)?.status, 0);
        assert.equal((await pending).status, 200);
        assert.ok(performance.now() - started >= 59);
    });
});
