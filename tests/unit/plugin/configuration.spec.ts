import assert from "node:assert/strict";
import { checkConfiguration, withSecrets } from "../../../provider/src/plugin/configuration";
import { secretOf } from "../../../provider/src/plugin/wire";
import { findUnknownVariables } from "../../../provider/src/settings/configKeys";
import { unknownValue } from "../../../provider/src/shared/properties";

const valid = { url: "https://vault.example.com", clientId: "id", clientSecret: "cs-0123" };

/** Returns the wrong settings, in order. The reason names one whose value the engine must not show. */
function wrong(properties: object, env = {}): string[] {
    return checkConfiguration({ ...valid, ...properties }, env).map(
        ({ property, reason }) => property || (/mysafe:(\w+)/.exec(reason)?.[1] ?? ""),
    );
}

describe("the configuration of the plugin", () => {
    it("is right with what is required, from the configuration or the environment", () => {
        assert.deepEqual(checkConfiguration(valid, {}), []);
        assert.deepEqual(checkConfiguration({}, { SENHASEGURA_URL: "https://v.example.com" }).length, 2);
        const { clientSecret: _, ...rest } = valid;
        assert.deepEqual(checkConfiguration(rest, { SENHASEGURA_CLIENT_SECRET: "cs" }), []);
    });

    it("has one failure for each wrong setting, named by its property", () => {
        assert.deepEqual(wrong({ url: "ftp://v", maxRetries: -1, preflight: "often" }), [
            "url",
            "maxRetries",
            "preflight",
        ]);
        assert.deepEqual(wrong({ neverDisable: ["340", "tags:x"] }), ["neverDisable"]);
    });

    it("gives the engine no property whose value can contain a secret, since it shows the value", () => {
        const key = "-----BEGIN PRIVATE KEY-----";
        for (const properties of [
            { url: "https://bob:hunter2@vault.example.com" },
            { formerUrls: ["https://bob:hunter2@vault.example.com"] },
            { clientKeyFile: key },
            { clientPfxFile: key },
            { caPem: "x" },
        ]) {
            const [{ property, reason } = { property: "none", reason: "" }] = checkConfiguration(
                { ...valid, ...properties },
                {},
            );
            assert.equal(property, "");
            assert.doesNotMatch(reason, /hunter2|PRIVATE KEY/);
        }
    });

    it("accepts what a preview knows in part alone", () => {
        const preview = { formerUrls: [unknownValue, "https://a.example.com"], clientCertFile: unknownValue };
        assert.deepEqual(wrong({ ...preview, clientKeyFile: __filename }), []);
    });

    it("refuses unknown names, and leaves alone what the engine itself keeps there", () => {
        const [failure] = checkConfiguration({ ...valid, neverDisables: "340" }, {});
        assert.deepEqual(failure, {
            property: "",
            reason: "Unknown setting mysafe:neverDisables must be removed. Did you mean mysafe:neverDisable?",
        });
        assert.deepEqual(wrong({ version: "0.1.0", __internal: {}, pluginDownloadURL: "x" }), []);
    });

    it("makes secrets of what is secret in the table, however it was declared", () => {
        const properties = { ...valid, clientKeyPassphrase: unknownValue, other: "x" };
        assert.deepEqual(withSecrets(properties), { ...properties, clientSecret: secretOf(valid.clientSecret) });
    });

    it("has a warning for each variable that is nearly one of ours", () => {
        assert.equal(findUnknownVariables({ SENHASEGURA_URL: "x", SENHASEGURA_CLIENTID: "x", PATH: "x" }).length, 1);
    });
});
