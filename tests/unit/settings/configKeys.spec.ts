import assert from "node:assert/strict";
import { configKeys, unknownConfigKey, unknownVariable } from "../../../provider/src/settings/configKeys";

describe("an unknown key of the stack configuration", () => {
    for (const [key, nearest] of [
        ["mysafe:URL", "mysafe:url"],
        ["mysafe:neverDisabel", "mysafe:neverDisable"],
        ["mysafe:clientID", "mysafe:clientId"],
        ["mysafe:maxRetrySecond", "mysafe:maxRetrySeconds"],
        ["mysafe:keyPassphrase", "mysafe:clientKeyPassphrase"],
        ["mysafe:timeout", "mysafe:timeoutSeconds"],
        ["mysafe:secret", "mysafe:clientSecret"],
        ["mysafe:ca", "mysafe:caPem"],
        ["mysafe:vaultUrl", "mysafe:url"],
        ["mysafe:max_concurrency", "mysafe:maxConcurrency"],
    ] as const) {
        it(`causes a warning with the nearest setting: ${key}`, () => {
            assert.equal(unknownConfigKey(key), `Unknown setting ${key} is ignored. Did you mean ${nearest}?`);
        });
    }

    it("causes a warning without a suggestion if no setting is near", () => {
        assert.equal(unknownConfigKey("mysafe:colour"), "Unknown setting mysafe:colour is ignored.");
    });

    it("is neither a setting nor a key of another namespace", () => {
        for (const key of [...configKeys.map((name) => `mysafe:${name}`), "aws:region", "mysafe-x:y", "project:url"]) {
            assert.equal(unknownConfigKey(key), undefined, key);
        }
    });
});

describe("an unknown variable of the environment", () => {
    for (const [variable, nearest] of [
        ["SENHASEGURA_TENNANT", "SENHASEGURA_TENANT"],
        ["senhasegura_url", "SENHASEGURA_URL"],
        ["SENHASEGURA_CLIENTSECRET", "SENHASEGURA_CLIENT_SECRET"],
    ] as const) {
        it(`causes a warning with the nearest variable: ${variable}`, () => {
            assert.equal(
                unknownVariable(variable),
                `Unknown variable ${variable} is ignored. Did you mean ${nearest}?`,
            );
        });
    }

    it("causes a warning if it spells a setting that only the stack configuration has", () => {
        for (const variable of ["SENHASEGURA_NEVER_DISABLE", "SENHASEGURA_NEVERDISABL"]) {
            assert.equal(
                unknownVariable(variable),
                `Unknown variable ${variable} is ignored. Set mysafe:neverDisable in the stack configuration.`,
            );
        }
    });

    it("is neither a setting's, nor another tool's", () => {
        for (const variable of ["SENHASEGURA_URL", "SENHASEGURA_CONFIG_FILE", "SENHASEGURA_APPLICATION", "PATH"]) {
            assert.equal(unknownVariable(variable), undefined, variable);
        }
    });
});
