/** `npm run reference`: writes the pages and the schema that come from the comments of the package's exports. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makePages, referenceFolder } from "./pages";
import { makeSchema, schemaFile } from "./schema";

async function main(): Promise<void> {
    const pages = await makePages();
    for (const [file, text] of pages) {
        writeFileSync(join(referenceFolder, file), text);
    }
    writeFileSync(schemaFile, await makeSchema());
    console.log(`Written to docs/reference: ${[...pages.keys()].join(", ")}. Written to provider: schema.json.`);
}

main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
});
