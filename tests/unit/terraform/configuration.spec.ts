import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/src/shared/properties";
import { stackVocabulary } from "../../../provider/src/shared/stackVocabulary";
import { useVocabulary } from "../../../provider/src/shared/vocabulary";
import { checkConfiguration } from "../../../provider/src/terraform/configuration";
import { terraformVocabulary } from "../../../provider/src/terraform/vocabulary";

const valid = { url: "https://vault.example.com", client_id: "id", client_secret: "cs-0123" };

function summaries(attributes: object, env = {}, isComplete = true): string[] {
    return checkConfiguration({ ...attributes }, env, isComplete).map(({ summary }) => summary);
}

describe("the configuration of the Terraform provider", () => {
    before(() => useVocabulary(terraformVocabulary));
    after(() => useVocabulary(stackVocabulary));

    it("can lack what the environment has, and in a validation what is required", () => {
        const env = { SENHASEGURA_URL: valid.url, SENHASEGURA_CLIENT_ID: "id", SENHASEGURA_CLIENT_SECRET: "cs-0123" };
        assert.deepEqual(summaries({}, env), []);
        assert.deepEqual(summaries({}, {}), ["url is missing", "client_id is missing", "client_secret is missing"]);
        assert.deepEqual(summaries({}, {}, false), []);
        assert.deepEqual(summaries({ url: "ftp://v" }, {}, false).length, 1);
    });

    it("has no error about a value that a plan does not know yet", () => {
        assert.deepEqual(summaries({ ...valid, url: unknownValue, client_secret: unknownValue }), []);
    });

    it("names the setting, what is wrong, and its place in the configuration", () => {
        const [diagnostic] = checkConfiguration({ ...valid, max_retries: -1 }, {}, true);
        assert.equal(
            diagnostic?.summary,
            'max_retries (provider configuration) is "-1": it must be a whole number of retries from 0 to 100.',
        );
        assert.deepEqual(diagnostic?.attribute, { steps: [{ attribute_name: "max_retries" }] });
    });

    it("points to no line with a secret, which Terraform would print", () => {
        const attributes = { ...valid, client_key_passphrase: "cp-0123" };
        const diagnostics = checkConfiguration({ ...attributes, client_secret: "" }, {}, true);
        assert.ok(diagnostics.length > 0);
        assert.deepEqual(
            diagnostics.flatMap(({ attribute }) => attribute?.steps ?? []),
            [],
        );
        assert.ok(!JSON.stringify(diagnostics).includes("cp-0123"));
    });

    it("warns about a variable that is nearly one of the provider's", () => {
        const [warning] = checkConfiguration(valid, { SENHASEGURA_TENNANT: "acme" }, true);
        assert.equal(warning?.severity, 2);
        assert.match(warning?.summary ?? "", /^Unknown variable SENHASEGURA_TENNANT is ignored/);
    });
});
