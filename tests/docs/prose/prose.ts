/**
 * `npm run prose` prints the problems and counts of all pages. `npm run prose -- docs/start.md` does so for some.
 * `--long` adds the long sentences.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { pagePaths } from "../support/pages";
import { isUncounted, limits, percent, problemsOfAll, proseOf, totalOf } from "./proseOf";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { long: { type: "boolean" } } });
const isAll = positionals.length === 0;
const pages = (isAll ? pagePaths() : positionals).map((path) => proseOf(path, readFileSync(path, "utf8")));

const problems = [...pages.flatMap((page) => page.problems), ...(isAll ? problemsOfAll(pages) : [])];
for (const problem of problems) {
    console.log(problem);
}
if (values.long) {
    console.log(`\nSentences with more than ${limits.wordsOfLongSentence} words:`);
    for (const { path, long } of pages) {
        for (const { line, words, text } of long) {
            console.log(`${path}:${line}: ${words} words: ${text}`);
        }
    }
}

const row = (cells: unknown[]) => cells.map((cell) => String(cell).padStart(9)).join(" ");
console.log(`\n${row(["words", "sentences", "long", "share"])}  page`);
for (const { path, words, sentences, long } of pages) {
    const share = percent(long.length / (sentences || 1));
    console.log(`${row([words, sentences, long.length, share])}  ${path}${isUncounted(path) ? " (not counted)" : ""}`);
}
const total = totalOf(pages);
console.log(`${row([total.words, total.sentences, total.long, percent(total.long / (total.sentences || 1))])}  total`);
console.log(`${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
