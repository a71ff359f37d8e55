import assert from "node:assert/strict";
import { checkSettings } from "../../../provider/src/settings/checkSettings";
import { settingRows } from "../../../provider/src/settings/table";

const valid = { url: "https://vault.example.com", clientId: "id", clientSecret: "cs-0123" };

/** Returns the settings that are missing or wrong, in order; "environment" for a problem without a setting. */
function wrong(changes: Record<string, string | undefined>, unknown: readonly string[] = [], env = {}): string[] {
    const values: Record<string, string | undefined> = { ...valid, ...changes };
    const problems = checkSettings(
        (key) => values[key.replace("mysafe:", "")],
        env,
        (name) => unknown.includes(name),
    );
    return problems.map(({ setting = "environment", reason }) => {
        assert.ok(setting === "environment" || reason.includes(setting), reason);
        return setting;
    });
}

describe("a check of the settings", () => {
    it("finds nothing wrong with what is required, from the configuration or the environment", () => {
        assert.deepEqual(wrong({}), []);
        assert.deepEqual(wrong({ clientSecret: undefined }, [], { SENHASEGURA_CLIENT_SECRET: "cs" }), []);
    });

    it("finds each setting that is missing or wrong", () => {
        assert.deepEqual(wrong({ url: undefined, clientSecret: " " }), ["url", "clientSecret"]);
        const bad = { boolean: "perhaps", integer: "x", number: "x", baseUrl: "x", endpointUrl: "x", file: "/none" };
        for (const [name, { type, list }] of settingRows) {
            const value = (bad as Record<string, string>)[type];
            if (value !== undefined) {
                assert.deepEqual(wrong({ [name]: list ? JSON.stringify([value]) : value }), [name]);
            }
        }
        assert.deepEqual(wrong({ url: "ftp://v", maxRetries: "-1", preflight: "often" }), [
            "url",
            "maxRetries",
            "preflight",
        ]);
        assert.deepEqual(wrong({ neverDisable: '["340","tags:x"]', formerUrls: "https://a.example.com,b" }), [
            "formerUrls",
            "neverDisable",
        ]);
    });

    it("names the setting of a problem of several, and none for a proxy of the environment", () => {
        assert.deepEqual(wrong({ caFile: __filename, caPem: "x" }), ["caFile"]);
        assert.deepEqual(wrong({ clientKeyFile: __filename }), ["clientKeyFile"]);
        const before = process.env.https_proxy;
        process.env.https_proxy = "socks5://proxy.example.com";
        try {
            assert.deepEqual(wrong({}), ["environment"]);
            assert.deepEqual(wrong({ url: undefined }, ["url"]), [], "the URL decides whether a proxy matters");
        } finally {
            if (before === undefined) {
                delete process.env.https_proxy;
            } else {
                process.env.https_proxy = before;
            }
        }
    });

    it("accepts what is not known yet, and the files that belong to it", () => {
        assert.deepEqual(wrong({ url: undefined, clientSecret: undefined }, ["url", "clientSecret"]), []);
        assert.deepEqual(wrong({ clientKeyFile: __filename }, ["clientCertFile"]), []);
        assert.deepEqual(wrong({ maxRetries: "-1" }, ["url"]), ["maxRetries"]);
    });
});
