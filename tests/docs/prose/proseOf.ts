/** Applies rules.yaml to a page. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { search } from "nlcst-search";
import { toString as textOf } from "nlcst-to-string";
import { parse } from "yaml";
import { linesBefore, type Sentence, sentencesOf } from "./sentences";

/** Phrases with what to write instead. */
interface Rule {
    phrases: string[];
    use: string;
}

interface Rules {
    limits: {
        wordsOfAllPages: number;
        linesOfReadme: number;
        wordsOfSentence: number;
        wordsOfLongSentence: number;
        longSentences: number;
    };
    avoid: Rule[];
    openings: Rule[];
}

const { limits, avoid, openings }: Rules = parse(readFileSync(join(__dirname, "rules.yaml"), "utf8"));

export { limits };

/** The counts and problems of a page. */
export interface Prose {
    path: string;
    /** One line for each problem, with file and line. */
    problems: string[];
    words: number;
    lines: number;
    sentences: number;
    /** The sentences with more words than `wordsOfLongSentence`. */
    long: Sentence[];
}

/** Returns true if the limits do not apply to a page. It is made by a command, or it records changes. */
export function isUncounted(path: string): boolean {
    return path.startsWith("docs/reference/") || path === "CHANGELOG.md" || path === "bench/RESULTS.md";
}

/** Returns the counts and problems of a page. */
export function proseOf(path: string, markdown: string): Prose {
    const all = sentencesOf(markdown);
    const sentences = all.filter(({ isHeading, tree }) => !isHeading && hasWords(tree.children));
    const long = sentences.filter(({ words }) => words > limits.wordsOfLongSentence);
    const lines = markdown.split("\n").length - 1;
    const problems = all.flatMap((sentence) => problemsOf(sentence).map(([line, text]) => `${path}:${line}: ${text}`));
    if (!isUncounted(path)) {
        for (const { line, words } of long.filter((sentence) => sentence.words > limits.wordsOfSentence)) {
            problems.push(`${path}:${line}: a sentence of ${words} words, expected at most ${limits.wordsOfSentence}`);
        }
        if (path === "README.md" && lines > limits.linesOfReadme) {
            problems.push(`${path}: ${lines} lines, expected at most ${limits.linesOfReadme}`);
        }
    }
    return {
        path,
        problems,
        words: markdown.split(/\s+/).filter(Boolean).length,
        lines,
        sentences: sentences.length,
        long,
    };
}

/** Returns the problems of all pages together. */
export function problemsOfAll(pages: Prose[]): string[] {
    const { words, sentences, long } = totalOf(pages);
    const problems: string[] = [];
    if (words > limits.wordsOfAllPages) {
        problems.push(`all pages: ${words} words, expected at most ${limits.wordsOfAllPages}`);
    }
    if (long / sentences > limits.longSentences) {
        problems.push(
            `all pages: ${percent(long / sentences)} of the sentences have more than ${limits.wordsOfLongSentence} words, ` +
                `expected at most ${percent(limits.longSentences)}`,
        );
    }
    return problems;
}

/** Returns the sums of the pages that count. */
export function totalOf(pages: Prose[]): { words: number; sentences: number; long: number } {
    const total = { words: 0, sentences: 0, long: 0 };
    for (const page of pages.filter(({ path }) => !isUncounted(path))) {
        total.words += page.words;
        total.sentences += page.sentences;
        total.long += page.long.length;
    }
    return total;
}

/** Returns a share such as `4.2 %`. */
export function percent(share: number): string {
    return `${(share * 100).toFixed(1)} %`;
}

function hasWords(nodes: Sentence["tree"]["children"]): boolean {
    return nodes.some(({ type }) => type === "WordNode");
}

/** Returns the line and the text of each problem of a sentence. */
function problemsOf(sentence: Sentence): [line: number, text: string][] {
    const problems: [number, string][] = [];
    for (const { phrases, use } of avoid) {
        search(sentence.tree, phrases, ([first], _index, _parent, phrase) => {
            problems.push([sentence.line + (first ? linesBefore(sentence, first) : 0), `"${phrase}": use ${use}`]);
        });
    }
    const [first] = sentence.tree.children;
    if (!sentence.isHeading && first?.type === "WordNode" && !sentence.text.endsWith("?")) {
        for (const { phrases, use } of openings) {
            if (phrases.includes(textOf(first))) {
                problems.push([sentence.line, `a sentence that begins with "${textOf(first)}": use ${use}`]);
            }
        }
    }
    return problems;
}
