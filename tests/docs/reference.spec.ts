import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makePages, referenceFolder } from "../../reference/pages";
import { readExports } from "../../reference/readExports";
import { makeSchema, schemaFile } from "../../reference/schema";
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
