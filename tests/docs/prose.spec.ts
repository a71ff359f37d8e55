import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { problemsOfAll, proseOf, rules } from "./prose/proseOf";
import { pagePaths, repository } from "./support/pages";

const pages = pagePaths().map((path) => proseOf(path, readFileSync(join(repository, path), "utf8")));

function problemsIn(...lines: string[]): string[] {
    return proseOf("page.md", lines.join("\n")).problems;
}

/** Returns a sentence of so many words. */
function sentenceOf(words: number): string {
    return `The${" long".repeat(words - 2)} sentence.`;
}

describe("the prose of the documentation", () => {
    for (const { path, problems } of pages) {
        it(`follows the rules: ${path}`, () => assert.deepEqual(problems, []));
    }

    it("is short", () => assert.deepEqual(problemsOfAll(pages), []));

    for (const { words, use, bad } of [...rules.avoid, ...rules.avoidAtStart]) {
        it(`fails for ${words}`, () => {
            const problems = problemsIn("# Title", "", `The page is good. ${bad}`);
            assert.equal(problems.length, 1);
            assert.ok(problems[0]?.startsWith('page.md:3: "') && problems[0].endsWith(`: use ${use}`), problems[0]);
        });
    }

    it("fails with the line in a heading, a list, a quotation, a link and a table, also across lines", () => {
        assert.deepEqual(
            problemsIn(
                "# A key anew",
                "* One",
                "  of these. It is **in",
                "  vain**.",
                "> Two. [Anew](page.md).",
                "",
                "| said | b |",
                "| --- | --- |",
                "| c | Whether it is |",
            ).map((problem) => problem.replace(/: use .*/, "")),
            [
                'page.md:1: "anew"',
                'page.md:3: "in vain"',
                'page.md:5: "Anew"',
                'page.md:7: "said"',
                'page.md:9: "Whether …"',
            ],
        );
    });

    it("passes code, link targets, HTML, questions, headings and parts of words", () => {
        assert.deepEqual(
            problemsIn(
                "# What it gives you",
                "What is a stack? See [the page](said.md), `said` and <b title='said'>this</b>.",
                "<!-- said -->",
                "",
                "    said",
                "```",
                "said",
                "```",
                "The vault recommends an entry just-in-time. Say what it is, and whether it is.",
                "",
                "| What | b |",
                "| --- | --- |",
                "| `said` | d |",
            ),
            [],
        );
    });

    it("fails for a sentence with too many words, but not where the limits do not apply", () => {
        const { wordsOfSentence } = rules.limits;
        assert.deepEqual(problemsIn(sentenceOf(wordsOfSentence)), []);
        const tooLong = sentenceOf(wordsOfSentence + 1);
        assert.deepEqual(problemsIn("One.", tooLong), ["page.md:2: 41 words in a sentence, expected at most 40"]);
        assert.deepEqual(proseOf("docs/reference/page.md", tooLong).problems, []);
        assert.deepEqual(proseOf("terraform/docs/page.md", tooLong).problems, []);
    });

    it("counts sentences of paragraphs, items and cells, and code as one word", () => {
        const page = proseOf(
            "page.md",
            [
                "# A heading",
                "See 312. `b c` is used, e.g. `d`. It takes 3.75 s! Node.js 20.19",
                "is new.",
                "",
                "* One: two; three",
                "* Four",
                "",
                "| head | head |",
                "| --- | --- |",
                "| One. Two | `code` |",
                "",
                `\`a b\` ${sentenceOf(25)}`,
            ].join("\n"),
        );
        assert.equal(page.sentences, 4 + 2 + 2 + 1);
        assert.deepEqual(
            page.long.map(({ line, words }) => ({ line, words })),
            [{ line: 12, words: 26 }],
        );
    });

    it("fails for too many words and too many long sentences in all pages", () => {
        const { wordsOfAllPages } = rules.limits;
        const short = proseOf("a.md", "Short. ".repeat(20));
        const long = proseOf("b.md", sentenceOf(26));
        const longer = proseOf("c.md", "```\n".concat("a ".repeat(wordsOfAllPages)));
        assert.deepEqual(problemsOfAll([short, proseOf("b.md", sentenceOf(25))]), []);
        assert.deepEqual(problemsOfAll([short, long]), []);
        assert.deepEqual(problemsOfAll([short, long, long]), [
            "all pages: 9.1 % of the sentences have more than 25 words, expected at most 5.0 %",
        ]);
        assert.deepEqual(problemsOfAll([short, longer]), ["all pages: 17321 words, expected at most 17300"]);
        assert.deepEqual(problemsOfAll([short, { ...longer, path: "CHANGELOG.md" }]), []);
    });

    it("fails for a README with too many lines", () => {
        assert.deepEqual(proseOf("README.md", "\n".repeat(120)).problems, []);
        assert.deepEqual(proseOf("README.md", "\n".repeat(121)).problems, [
            "README.md:121: 121 lines, expected at most 120",
        ]);
    });
});
