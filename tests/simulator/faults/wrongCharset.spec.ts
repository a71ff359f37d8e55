import assert from "node:assert/strict";
import type { Simulator } from "../../../simulator/src/index";
import { closeAll, connect, requestToken, start } from "../support/connect";

/** The bytes of a response and its Content-Type. */
async function bytesOf(vault: Simulator, method: string, path: string, init: RequestInit) {
    const response = await fetch(vault.url + path, { method, ...init });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, bytes, contentType: response.headers.get("content-type") };
}

describe("the fault wrongCharset", () => {
    afterEach(closeAll);

    for (const version of ["3.32", "3.33", "4.0"] as const) {
        it(`is the vault's real response in ISO-8859-1, declared as UTF-8, in ${version}`, async () => {
            const { vault, token } = await connect({ version });
            vault.inject({ kind: "wrongCharset" });
            const headers = { Authorization: `Bearer ${token}` };
            const path = "/api/mysafe/password/inactive/312";
            const { status, bytes, contentType } = await bytesOf(vault, "POST", path, { headers });
            assert.deepEqual([status, contentType], [200, "application/json; charset=utf-8"]);
            assert.throws(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes));
            const { response } = JSON.parse(bytes.toString("latin1"));
            assert.deepEqual([response.message, response.detail], ["Password successfully deactivated", "operação"]);
            assert.equal(vault.password(312).active, false);
            const { fault, acted } = vault.requests.at(-1) ?? {};
            assert.deepEqual([fault, acted, vault.requests.at(-1)?.status], ["wrongCharset", true, 200]);
        });
    }

    for (const [charset, contentType] of [
        ["iso-8859-1", "application/json; charset=iso-8859-1"],
        ["", "application/json"],
    ] as const) {
        it(`declares ${charset === "" ? "no charset" : charset} if asked to`, async () => {
            const { vault, list } = await connect();
            vault.inject({ kind: "wrongCharset", charset });
            assert.equal((await list()).headers.get("content-type"), contentType);
        });
    }

    it("keeps the list, with its letters in ISO-8859-1 and all others escaped", async () => {
        const { vault, token } = await connect({ passwords: [{ identifier: 1, name: "Produção 東京 🔑" }] });
        vault.inject({ kind: "wrongCharset", route: "list" });
        const headers = { Authorization: `Bearer ${token}` };
        const { bytes } = await bytesOf(vault, "GET", "/api/mysafe/password", { headers });
        assert.ok(bytes.includes(Buffer.from("Produção", "latin1")));
        const { password_on_list: listed } = JSON.parse(bytes.toString("latin1"));
        assert.equal(listed[0].name, "Produção 東京 🔑");
    });

    it("issues a token with a further member", async () => {
        const vault = await start();
        vault.inject({ kind: "wrongCharset", route: "token", charset: "iso-8859-1" });
        const { access_token: token, detail } = (await requestToken(vault)).json;
        // fetch decodes JSON as UTF-8, whatever the response declares.
        assert.deepEqual([token, detail], [vault.issuedTokens[0], "opera\ufffd\ufffdo"]);
    });

    it("waits for a request that the gateway passes to the vault", async () => {
        const { vault, call } = await connect();
        vault.inject({ kind: "wrongCharset" });
        assert.equal((await call("GET", "/api/mysafe/password", { headers: {} })).status, 401);
        assert.equal(vault.unmetFaults().length, 1);
        vault.clearFaults();
    });
});
