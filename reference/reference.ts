/** `npm run reference`: writes the pages and the schema that come from comments, and the pages of the Terraform provider. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makePages, referenceFolder } from "./pages";
import { makeSchema, schemaFile } from "./schema";
import { makeTerraformPages, terraformPagesFolder } from "./terraformPages";

function write(folder: string, pages: ReadonlyMap<string, string>): void {
    for (const [path, text] of pages) {
        const file = join(folder, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
    }
}

async function main(): Promise<void> {
    const [pages, terraformPages] = [await makePages(), makeTerraformPages()];
    write(referenceFolder, pages);
    write(terraformPagesFolder, terraformPages);
    writeFileSync(schemaFile, await makeSchema());
    console.log(
        [
            `Written to docs/reference: ${[...pages.keys()].join(", ")}.`,
            `Written to terraform/docs: ${[...terraformPages.keys()].join(", ")}.`,
            "Written to provider: schema.json.",
        ].join(" "),
    );
}

main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
});
