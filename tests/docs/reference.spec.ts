import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { makePages, referenceFolder } from "../../reference/pages";
import { readExports } from "../../reference/readExports";
import { makeSchema, schemaFile } from "../../reference/schema";
import { makeTerraformPages, terraformPagesFolder } from "../../reference/terraformPages";
import { temporaryFolder } from "../support/packedProject";

describe("the reference", function () {
    this.timeout(60_000);

    it("matches the comments of all exported names; `npm run reference` writes it", async () => {
        for (const [file, text] of await makePages()) {
            assert.equal(readFileSync(join(referenceFolder, file), "utf8"), text, `docs/reference/${file}`);
        }
    });

    it("has the schema of provider/schema.json; `npm run reference` writes it", async () => {
        assert.equal(readFileSync(schemaFile, "utf8"), await makeSchema());
    });

    it("has a page in the registry's layout for each schema of the Terraform provider, and no other", () => {
        const pages = makeTerraformPages();
        for (const [file, text] of pages) {
            assert.equal(readFileSync(join(terraformPagesFolder, file), "utf8"), text, `terraform/docs/${file}`);
            assert.doesNotMatch(text, /\bmysafe:|\bpulumi\b(?!-mysafe)|\bpreview\b/i, file);
        }
        const files = readdirSync(terraformPagesFolder, { recursive: true, encoding: "utf8" });
        assert.deepEqual(
            files
                .map((file) => file.replaceAll(sep, "/"))
                .filter((file) => file.endsWith(".md"))
                .sort(),
            [...pages.keys()].sort(),
        );
    });

    it("fails for a name without a comment, a type without an export and a wrong link", async () => {
        const folder = temporaryFolder("reference");
        const [entryPoint, tsconfig] = [join(folder, "index.ts"), join(folder, "tsconfig.json")];
        writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "wrong", version: "1.0.0" }));
        writeFileSync(tsconfig, JSON.stringify({ compilerOptions: { types: [] }, files: ["index.ts"] }));
        writeFileSync(
            entryPoint,
            [
                "interface Hidden { a: string }",
                "/** Like {@link Nowhere}. */",
                "export interface Args { silent: Hidden }",
            ].join("\n"),
        );
        await assert.rejects(readExports(entryPoint, tsconfig), (error: Error) => {
            assert.deepEqual(
                ["Hidden", "Args.silent", "Nowhere"].filter((name) => !error.message.includes(name)),
                [],
                error.message,
            );
            return true;
        });
    });
});
