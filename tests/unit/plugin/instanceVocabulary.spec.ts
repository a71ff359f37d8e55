import assert from "node:assert/strict";
import { checkConfiguration } from "../../../provider/src/plugin/configuration";
import { isDeclared, vocabularyOf } from "../../../provider/src/plugin/instanceVocabulary";
import { findUnknownVariables } from "../../../provider/src/settings/configKeys";
import { stackVocabulary } from "../../../provider/src/shared/stackVocabulary";
import { useVocabulary } from "../../../provider/src/shared/vocabulary";

describe("the words of a provider instance", () => {
    afterEach(() => useVocabulary(stackVocabulary));

    it("are those of the stack configuration for the engine's own", () => {
        for (const instance of ["", "default", "default_0_1_0", "default_0_1_0_github_/api", "default_github_/api"]) {
            assert.equal(isDeclared(instance), false);
            assert.equal(vocabularyOf(instance), stackVocabulary);
        }
    });

    it("name the arguments of one that a program declares", () => {
        assert.ok(isDeclared("defaults") && isDeclared("default_eu"));
        useVocabulary(vocabularyOf("vault-b"));
        const failures = checkConfiguration({ clientId: "id", timeoutSeconds: 0, neverDisables: "340" }, {});
        assert.deepEqual(
            failures.map(({ reason }) => reason),
            [
                '`url` is missing: set `url` of the provider "vault-b" to https://vault.example.com, or set SENHASEGURA_URL.',
                '`clientSecret` is missing: set `clientSecret` of the provider "vault-b", or set SENHASEGURA_CLIENT_SECRET.',
                '`timeoutSeconds` is "0": it must be a number of seconds from 0.1 to 3600.',
                "Unknown setting `neverDisables` must be removed. Did you mean `neverDisable`?",
            ],
        );
        assert.deepEqual(findUnknownVariables({ SENHASEGURA_MAXRETRIES: "3" }), [
            'Unknown variable SENHASEGURA_MAXRETRIES is ignored. Set `maxRetries` of the provider "vault-b".',
        ]);
    });
});
