/** Renders the pages and pictures of both runs again from their `results.json`, after a change of their layout. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { write } from "./report/write";

for (const folder of [__dirname, join(__dirname, "plugin")]) {
    write(JSON.parse(readFileSync(join(folder, "results.json"), "utf8")), join(folder, "RESULTS.md"));
}
