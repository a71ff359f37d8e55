/** Renders the page and the picture again from results.json, after a change of their layout. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { write } from "./report/write";

write(JSON.parse(readFileSync(join(__dirname, "results.json"), "utf8")), join(__dirname, "RESULTS.md"));
