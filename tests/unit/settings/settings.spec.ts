import assert from "node:assert/strict";
import { useNoProxy } from "../support/environment";
import { complete, plainTls, problemOf, read } from "../support/settings";
import { everything } from "../support/vault";

const secret = String(complete["mysafe:clientSecret"]);

describe("the settings", () => {
    useNoProxy();

    it("have a default for all but the connection", () => {
        const { clientSecret, ...rest } = read();
        assert.equal(clientSecret.reveal(), secret);
        assert.deepEqual(rest, {
            url: "https://vault.example.com",
            clientId: "ci-client",
            tenant: undefined,
            tokenUrl: "https://vault.example.com/api/oauth2/token",
            tls: plainTls,
            proxies: new Map(),
            timeoutMs: 30_000,
            maxRetries: 12,
            maxRetryMs: 120_000,
            maxConcurrency: 8,
            preflight: "strict",
            maxPreviewReads: 100,
            driftDetection: "read",
            maxDisablements: undefined,
            neverDisable: [],
            duplicates: "refuse",
            debug: false,
        });
    });

    it("are read from the stack's configuration", () => {
        const { clientSecret, ...rest } = read({
            "mysafe:tenant": "acme",
            "mysafe:tokenUrl": "https://login.example.com/token",
            "mysafe:timeoutSeconds": "5",
            "mysafe:maxRetries": "3",
            "mysafe:maxRetrySeconds": "60",
            "mysafe:maxConcurrency": "2",
            "mysafe:preflight": "warn",
            "mysafe:maxPreviewReads": "0",
            "mysafe:driftDetection": "off",
            "mysafe:maxDisablements": "0",
            "mysafe:duplicates": "allow",
            "mysafe:debug": "true",
        });
        assert.equal(clientSecret.reveal(), secret);
        assert.deepEqual(rest, {
            url: "https://vault.example.com",
            clientId: "ci-client",
            tenant: "acme",
            tokenUrl: "https://login.example.com/token",
            tls: plainTls,
            proxies: new Map(),
            timeoutMs: 5000,
            maxRetries: 3,
            maxRetryMs: 60_000,
            maxConcurrency: 2,
            preflight: "warn",
            maxPreviewReads: 0,
            driftDetection: "off",
            maxDisablements: 0,
            neverDisable: [],
            duplicates: "allow",
            debug: true,
        });
    });

    const env = {
        SENHASEGURA_URL: "https://env.example.com",
        SENHASEGURA_CLIENT_ID: "env-client",
        SENHASEGURA_CLIENT_SECRET: "env-secret",
        SENHASEGURA_TENANT: "env-tenant",
    };
    const unset = { "mysafe:url": undefined, "mysafe:clientId": undefined, "mysafe:clientSecret": undefined };

    it("are read from the environment where the configuration has none", () => {
        const settings = read(unset, env);
        assert.equal(settings.url, "https://env.example.com");
        assert.equal(settings.clientId, "env-client");
        assert.equal(settings.clientSecret.reveal(), "env-secret");
        assert.equal(settings.tenant, "env-tenant");
        assert.equal(settings.tokenUrl, "https://env.example.com/api/oauth2/token");
    });

    it("of the configuration beat those of the environment", () => {
        const settings = read({ "mysafe:tenant": "acme" }, env);
        assert.equal(settings.url, "https://vault.example.com");
        assert.equal(settings.clientId, "ci-client");
        assert.equal(settings.clientSecret.reveal(), secret);
        assert.equal(settings.tenant, "acme");
    });

    it("have their defaults where they are blank", () => {
        const settings = read({ "mysafe:maxRetries": null, "mysafe:preflight": "", "mysafe:tokenUrl": " " });
        assert.equal(settings.maxRetries, 12);
        assert.equal(settings.preflight, "strict");
        assert.equal(settings.tokenUrl, "https://vault.example.com/api/oauth2/token");
    });

    it("take parts of a second that no timer has, such as 1.005, without failing every request", () => {
        for (const seconds of ["1.005", "0.1234", "2.0005"]) {
            const { timeoutMs } = read({ "mysafe:timeoutSeconds": seconds });
            assert.doesNotThrow(() => AbortSignal.timeout(timeoutMs), seconds);
            assert.ok(Math.abs(timeoutMs - Number(seconds) * 1000) <= 1);
        }
    });

    it("keep the slash at the end of a token endpoint, which can be part of its name", () => {
        const { tokenUrl } = read({ "mysafe:tokenUrl": "HTTPS://Login.example.com/oauth/token/" });
        assert.equal(tokenUrl, "https://login.example.com/oauth/token/");
    });

    it("put the token endpoint beside the vault's base URL, whatever its path", () => {
        const { url, tokenUrl } = read({ "mysafe:url": "HTTPS://Example.com/vault/" });
        assert.deepEqual([url, tokenUrl], ["https://example.com/vault", "https://example.com/vault/api/oauth2/token"]);
    });

    it("check the token endpoint's URL as they check the vault's, but for its path", () => {
        for (const [given, told] of [
            ["http://login.example.com/token", /in clear/],
            ["login", /not a URL/],
            ["https://u:hunter2@login.example.com/token", /user name or password/],
        ] as const) {
            const problem = problemOf({ "mysafe:tokenUrl": given });
            assert.match(problem, /^mysafe:tokenUrl \(stack config\) /);
            assert.match(problem, told);
            assert.doesNotMatch(problem, /hunter2/);
        }
        const elsewhere = "https://login.example.com/api/t";
        assert.equal(read({ "mysafe:tokenUrl": elsewhere }).tokenUrl, elsewhere);
    });

    it("find the proxies that lead to the vault and to its token endpoint", () => {
        process.env.HTTPS_PROXY = "http://proxy.example.com:8080";
        const { proxies } = read({ "mysafe:tokenUrl": "https://login.example.com/token" });
        assert.deepEqual([...proxies.keys()], ["https://vault.example.com", "https://login.example.com"]);
        process.env.NO_PROXY = "vault.example.com";
        const fewer = read({ "mysafe:tokenUrl": "https://login.example.com/token" }).proxies;
        assert.deepEqual([...fewer.keys()], ["https://login.example.com"]);
    });

    it("are refused with a proxy that cannot be used", () => {
        process.env.HTTPS_PROXY = "socks5://proxy.example.com";
        assert.match(problemOf({}), /^HTTPS_PROXY \(environment\) /);
    });

    it("show no secret: neither the client's, nor the proxy's password", () => {
        process.env.HTTPS_PROXY = "http://me:hunter2@proxy.example.com:8080";
        const shown = everything(read());
        assert.doesNotMatch(shown, /cs-0123|hunter2/);
        assert.equal(shown.includes(Buffer.from("me:hunter2").toString("base64")), false);
    });
});
