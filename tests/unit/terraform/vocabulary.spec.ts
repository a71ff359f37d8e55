import assert from "node:assert/strict";
import { settingRows } from "../../../provider/src/settings/table";
import { stackVocabulary } from "../../../provider/src/shared/stackVocabulary";
import type { Vocabulary } from "../../../provider/src/shared/vocabulary";
import { dataSourceSchemas } from "../../../provider/src/terraform/dataSourceSchemas";
import { providerSchema } from "../../../provider/src/terraform/providerSchema";
import { resourceSchemas } from "../../../provider/src/terraform/resourceSchemas";
import { terraformVocabulary } from "../../../provider/src/terraform/vocabulary";

/** Returns all texts of a vocabulary, its functions called with each setting. */
function textsOf(vocabulary: Vocabulary): string[] {
    const values = Object.values(vocabulary).map((value) => value as string | ((...args: string[]) => string));
    return values.flatMap((value) =>
        typeof value === "string" ? value : settingRows.flatMap(([name]) => [value(name, "x"), value(name)]),
    );
}

describe("the vocabulary of Terraform", () => {
    it("has no word of Pulumi", () => {
        const ofPulumi = /pulumi|mysafe:|stack|preview\b|program/i;
        assert.deepEqual(
            textsOf(terraformVocabulary).filter((text) => ofPulumi.test(text)),
            [],
        );
        assert.ok(textsOf(stackVocabulary).some((text) => ofPulumi.test(text)));
    });

    it("is that of the schemas' descriptions, too", () => {
        const schemas = [providerSchema, ...Object.values(resourceSchemas), ...Object.values(dataSourceSchemas)];
        const texts = schemas.flatMap(({ description, attributes }) => [
            description,
            ...attributes.map((attribute) => attribute.description),
        ]);
        assert.deepEqual(
            texts.filter((text) => /pulumi|mysafe:|stack|preview\b|program|`\w*[a-z][A-Z]\w*`/.test(text)),
            [],
        );
    });

    it("writes the value of a setting as a configuration has it", () => {
        assert.equal(
            terraformVocabulary.setInstruction("formerUrls", "https://a,https://b"),
            'set `former_urls` to ["https://a", "https://b"] in the configuration of the provider',
        );
        assert.match(
            terraformVocabulary.setInstruction("allowDuplicates", "true"),
            /^set `allow_duplicates` to true in/,
        );
        assert.match(terraformVocabulary.setInstruction("preflight", "warn"), /^set `preflight` to "warn" in/);
        assert.match(terraformVocabulary.setInstruction("maxDisablements", "<number>"), /to <number> in/);
    });
});
