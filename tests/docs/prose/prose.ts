/**
 * `npm run prose` prints the problems and counts of all pages. `npm run prose -- docs/start.md` does so for some.
 * `--long` adds the long sentences.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { pagePaths } from "../support/pages";
import { isUncounted, percent, problemsOfAll, proseOf, rules, totalOf } from "./proseOf";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { long: { type: "boolean" } } });
const isAll = positionals.length === 0;
const pages = (isAll ? pagePaths() : positionals).map((path) => proseOf(path, readFileSync(path, "utf8")));

const row = (cells: unknown[]) => cells.map((cell) => String(cell).padStart(9)).join(" ");
console.log(`${row(["words", "sentences", "long", "share"])}  page`);
for (const { path, words, sentences, long } of pages) {
    const note = isUncounted(path) ? " (no limits)" : "";
    console.log(`${row([words, sentences, long.length, percent(long.length, sentences)])}  ${path}${note}`);
}
const { words, sentences, long } = totalOf(pages);
console.log(`${row([words, sentences, long, percent(long, sentences)])}  total of the pages with limits`);

if (values.long) {
    console.log(`\nSentences with more than ${rules.limits.wordsOfLongSentence} words:`);
    for (const { path, long } of pages) {
        for (const { line, words, text } of long) {
            console.log(`${path}:${line}: ${words} words: ${text}`);
        }
    }
}

const problems = [...pages.flatMap((page) => page.problems), ...(isAll ? problemsOfAll(pages) : [])];
console.log(`\n${[...problems, `${problems.length} problems`].join("\n")}`);
process.exitCode = problems.length > 0 ? 1 : 0;
