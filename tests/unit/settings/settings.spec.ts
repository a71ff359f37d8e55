import assert from "node:assert/strict";
import { useNoProxy } from "../support/environment";
import { plainTls, problemOf, problemsOf, read } from "../support/settings";
import { everything } from "../support/vault";

const defaults = {
    url: "https://vault.example.com",
    formerUrls: [],
    clientId: "ci-client",
    tenant: undefined,
    tokenUrl: "https://vault.example.com/api/oauth2/token",
    tls: plainTls,
    proxies: new Map(),
    warnings: [],
    timeoutMs: 30_000,
    maxRetries: 12,
    maxRetryMs: 120_000,
    maxConcurrency: 8,
    preflight: "strict",
    maxPreviewReads: 100,
    detectDrift: true,
    maxDisablements: undefined,
    keepNames: true,
    neverDisable: [],
    allowDuplicates: false,
    debug: false,
};

describe("the settings", () => {
    useNoProxy();

    it("have a default for everything but the connection", () => {
        const { clientSecret, ...rest } = read();
        assert.equal(clientSecret.reveal(), "cs-0123456789abcdef");
        assert.deepEqual(rest, defaults);
    });

    it("come from the stack configuration", () => {
        const { clientSecret, ...rest } = read({
            "mysafe:formerUrls": "https://old.example.com/,HTTPS://Older.example.com",
            "mysafe:tenant": "acme",
            "mysafe:tokenUrl": "https://login.example.com/token",
            "mysafe:timeoutSeconds": "5",
            "mysafe:maxRetries": "3",
            "mysafe:maxRetrySeconds": "60",
            "mysafe:maxConcurrency": "2",
            "mysafe:preflight": "warn",
            "mysafe:maxPreviewReads": "0",
            "mysafe:detectDrift": "false",
            "mysafe:maxDisablements": "0",
            "mysafe:keepNames": "false",
            "mysafe:neverDisable": "340",
            "mysafe:allowDuplicates": "true",
            "mysafe:debug": "true",
        });
        assert.deepEqual(rest, {
            ...defaults,
            formerUrls: ["https://old.example.com", "https://older.example.com"],
            tenant: "acme",
            tokenUrl: "https://login.example.com/token",
            timeoutMs: 5000,
            maxRetries: 3,
            maxRetryMs: 60_000,
            maxConcurrency: 2,
            preflight: "warn",
            maxPreviewReads: 0,
            detectDrift: false,
            maxDisablements: 0,
            keepNames: false,
            neverDisable: [{ text: "340", identifier: "340" }],
            allowDuplicates: true,
            debug: true,
        });
    });

    it("of the connection can come from the environment", () => {
        const settings = read(
            { "mysafe:url": undefined, "mysafe:clientId": undefined, "mysafe:clientSecret": undefined },
            {
                SENHASEGURA_URL: "https://env.example.com",
                SENHASEGURA_CLIENT_ID: "env-client",
                SENHASEGURA_CLIENT_SECRET: "env-secret",
                SENHASEGURA_TENANT: "env-tenant",
            },
        );
        assert.equal(settings.url, "https://env.example.com");
        assert.equal(settings.clientId, "env-client");
        assert.equal(settings.clientSecret.reveal(), "env-secret");
        assert.equal(settings.tenant, "env-tenant");
    });

    it("have whole milliseconds, which timers require", () => {
        for (const seconds of ["1.005", "0.1234", "2.0005"]) {
            const { timeoutMs } = read({ "mysafe:timeoutSeconds": seconds });
            assert.equal(timeoutMs, Math.round(Number(seconds) * 1000));
        }
    });

    it("keep the slash at the end of a token endpoint, which can be part of its name", () => {
        const { tokenUrl } = read({ "mysafe:tokenUrl": "HTTPS://Login.example.com/oauth/token/" });
        assert.equal(tokenUrl, "https://login.example.com/oauth/token/");
    });

    it("put the token endpoint below the base URL with its path", () => {
        const { url, tokenUrl } = read({ "mysafe:url": "HTTPS://Example.com/vault/" });
        assert.deepEqual([url, tokenUrl], ["https://example.com/vault", "https://example.com/vault/api/oauth2/token"]);
    });

    it("refuse a wrong token endpoint or former URL like a wrong base URL", () => {
        const secret = "https://u:hunter2@vault.example.com";
        const [token = "", former = ""] = problemsOf({ "mysafe:tokenUrl": secret, "mysafe:formerUrls": secret });
        assert.match(token, /^mysafe:tokenUrl \(stack config\) contains a user name or password/);
        assert.match(former, /^entry 1 of mysafe:formerUrls \(stack config\) contains a user name or password/);
        assert.doesNotMatch(token + former, /hunter2/);
    });

    it("have the proxies for the vault and for its token endpoint", () => {
        process.env.HTTPS_PROXY = "http://proxy.example.com:8080";
        process.env.NO_PROXY = "vault.example.com";
        const { proxies } = read({ "mysafe:tokenUrl": "https://login.example.com/token" });
        assert.deepEqual([...proxies.keys()], ["https://login.example.com"]);
    });

    it("refuse a proxy that cannot be used", () => {
        process.env.HTTPS_PROXY = "socks5://proxy.example.com";
        assert.match(problemOf({}), /^HTTPS_PROXY \(environment\) /);
    });

    it("show neither the client secret nor the proxy's password", () => {
        process.env.HTTPS_PROXY = "http://me:hunter2@proxy.example.com:8080";
        const shown = everything(read());
        assert.doesNotMatch(shown, /cs-0123|hunter2/);
        assert.equal(shown.includes(Buffer.from("me:hunter2").toString("base64")), false);
    });
});
