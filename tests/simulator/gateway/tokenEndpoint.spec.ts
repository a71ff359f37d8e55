import assert from "node:assert/strict";
import type { Simulator } from "../../../simulator/src/index";
import { closeAll, connect, type Reply, requestToken, send, start } from "../support/connect";

/** Requests a token with this user information in an HTTP Basic header. */
function requestTokenByHeader(vault: Simulator, userInformation: string): Promise<Reply> {
    return send(`${vault.url}/api/oauth2/token`, {
        method: "POST",
        headers: { Authorization: `Basic ${Buffer.from(userInformation).toString("base64")}` },
        body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
}

describe("the token endpoint", () => {
    afterEach(closeAll);

    it("issues a bearer token for an hour to the right client", async () => {
        const vault = await start();
        const { status, headers, json } = await requestToken(vault);
        assert.equal(status, 200);
        assert.deepEqual([headers.get("cache-control"), headers.get("pragma")], ["no-store", "no-cache"]);
        assert.deepEqual(json, { token_type: "Bearer", expires_in: 3600, access_token: vault.issuedTokens[0] });
    });

    it("accepts a client in HTTP Basic, form-encoded as RFC 6749 requires", async () => {
        const vault = await start({ clientId: "a:b", clientSecret: "p+q %" });
        const encoded = `${encodeURIComponent("a:b")}:${encodeURIComponent("p+q %")}`;
        assert.equal((await requestTokenByHeader(vault, encoded)).status, 200);
    });

    it("accepts an unencoded client in HTTP Basic, as clients of RFC 7617 send it", async () => {
        for (const clientSecret of ["p+q %", "50%25:off", "a%zz"]) {
            const vault = await start({ clientSecret });
            assert.equal(
                (await requestTokenByHeader(vault, `${vault.clientId}:${clientSecret}`)).status,
                200,
                clientSecret,
            );
        }
    });

    it("rejects a wrong client in a header with the challenge of its scheme, as RFC 6749 requires", async () => {
        const vault = await start();
        for (const wrong of [`${vault.clientId}:wrong`, `${vault.clientId}:`, vault.clientId, ""]) {
            const { status, headers, json } = await requestTokenByHeader(vault, wrong);
            const challenge = headers.get("www-authenticate");
            assert.deepEqual([status, json.error, challenge], [401, "invalid_client", 'Basic realm="OAuth2.0"'], wrong);
        }
        assert.equal((await requestToken(vault, { client_secret: "wrong" })).headers.get("www-authenticate"), null);
        assert.deepEqual(vault.issuedTokens, []);
    });

    it("rejects a wrong or missing client", async () => {
        const vault = await start();
        for (const changes of [{ client_secret: "wrong" }, { client_id: "wrong" }, { client_secret: undefined }]) {
            const { status, json } = await requestToken(vault, changes);
            assert.equal(status, 401);
            assert.deepEqual(json, { error: "invalid_client", error_description: "Invalid client authentication" });
        }
        assert.deepEqual(vault.issuedTokens, []);
    });

    it("rejects another grant, content type or method", async () => {
        const vault = await start();
        for (const grant of ["password", undefined]) {
            const { status, json } = await requestToken(vault, { grant_type: grant });
            assert.deepEqual([status, json.error], [400, "unsupported_grant_type"]);
        }
        const url = `${vault.url}/api/oauth2/token`;
        const body = JSON.stringify({ grant_type: "client_credentials" });
        const asJson = await send(url, { method: "POST", headers: { "Content-Type": "application/json" }, body });
        assert.deepEqual([asJson.status, asJson.json.error], [400, "invalid_request"]);
        assert.equal((await send(url)).status, 404);
    });

    it("requires the tenant if the vault has one, and ignores it otherwise", async () => {
        const vault = await start({ tenant: "acme" });
        assert.equal((await requestToken(vault)).status, 200);
        const missing = await requestToken(vault, { tenant: undefined });
        assert.deepEqual([missing.status, missing.json.error], [400, "invalid_request"]);
        const wrong = await requestToken(vault, { tenant: "other" });
        assert.deepEqual([wrong.status, wrong.json.error], [401, "invalid_client"]);
        assert.equal((await requestToken(await start(), { tenant: "acme" })).status, 200);
    });

    it("replaces the client secret while issued tokens remain valid", async () => {
        const { vault, list } = await connect();
        const old = vault.clientSecret;
        vault.setClientSecret("rotated");
        assert.equal((await requestToken(vault, { client_secret: old })).status, 401);
        assert.equal((await requestToken(vault)).status, 200);
        assert.equal((await list()).status, 200);
    });
});

describe("a token", () => {
    afterEach(closeAll);

    it("is required by every call, with the gateway's message", async () => {
        const { vault, token, call } = await connect();
        for (const authorization of ["", "Bearer nonsense", "Bearer ", `Basic ${token}`, token]) {
            const headers = { Authorization: authorization };
            const { status, json } = await call("POST", "/api/mysafe/password/inactive/312", { headers });
            assert.equal(status, 401);
            assert.equal(json.message, "Unauthorized");
            assert.equal(typeof json.request_id, "string");
        }
        assert.equal(vault.password(312).active, true);
    });

    it("expires on the vault's clock", async () => {
        const { vault, list } = await connect({ tokenLifetimeSeconds: 60 });
        vault.advance(58);
        assert.equal((await list()).status, 200);
        vault.advance(3);
        assert.equal((await list()).status, 401);
        assert.ok(vault.now().getTime() - vault.baseTime.getTime() >= 61_000);
    });

    it("is rejected by the gateway until it is old enough on the vault's clock", async () => {
        const { vault, list, disable } = await connect({ tokenActivationSeconds: 30, tokenLifetimeSeconds: 60 });
        const early = await disable(312);
        assert.deepEqual([early.status, early.json.message], [401, "Unauthorized"]);
        assert.equal(vault.password(312).active, true);
        vault.advance(28);
        assert.equal((await list()).status, 401);
        vault.advance(2);
        assert.equal((await list()).status, 200);
        vault.advance(30);
        assert.equal((await list()).status, 401);
    });

    it("is invalid after its revocation", async () => {
        const { vault, list } = await connect();
        vault.revokeTokens();
        assert.equal((await list()).status, 401);
    });
});
