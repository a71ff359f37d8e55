/** `npm run reference`: writes the pages of docs/reference that come from the comments of the package's exports. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makePages, referenceFolder } from "./pages";

async function main(): Promise<void> {
    const pages = await makePages();
    for (const [file, text] of pages) {
        writeFileSync(join(referenceFolder, file), text);
    }
    console.log(`Written to docs/reference: ${[...pages.keys()].join(", ")}.`);
}

main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
});
