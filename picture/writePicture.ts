/** Writes a picture into `docs/`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes `docs/{name}`. @throws Error if its text contains one of the hidden details. */
export function writePicture(name: string, svg: string, hidden: readonly string[] = []): void {
    const texts = svg.replaceAll(/<[^>]*>/g, "");
    if (hidden.some((detail) => texts.includes(detail))) {
        throw new Error(`docs/${name} would contain an address, a folder or a secret of this run`);
    }
    writeFileSync(join(__dirname, "..", "docs", name), svg);
    process.stdout.write(`Written to docs/${name}.\n`);
}
