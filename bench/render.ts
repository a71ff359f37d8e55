/** Renders `RESULTS.md` and `results.svg` anew from `results.json`, after a change of how they look. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { write } from "./report/write";

write(JSON.parse(readFileSync(join(__dirname, "results.json"), "utf8")), join(__dirname, "RESULTS.md"));
