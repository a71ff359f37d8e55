/** Applies rules.yaml to a page. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { newlinesIn, type Sentence, sentencesOf } from "./sentences";

/** Words to avoid, with what to use instead. */
interface Rule {
    words: string;
    use: string;
    /** A sentence that breaks the rule. */
    bad: string;
}

interface Rules {
    limits: {
        wordsOfAllPages: number;
        linesOfReadme: number;
        wordsOfSentence: number;
        wordsOfLongSentence: number;
        shareOfLongSentences: number;
    };
    avoid: Rule[];
    avoidAtStart: Rule[];
}

/** The rules of `rules.yaml`. */
export const rules: Rules = parse(readFileSync(join(__dirname, "rules.yaml"), "utf8"));
const { limits } = rules;

const anywhere = rules.avoid.map(compiled);
const atStart = rules.avoidAtStart.map(compiled);

function compiled({ words, use }: Rule): { pattern: RegExp; use: string } {
    const pattern = new RegExp(`(?<![\\w-])(?:${words.replaceAll(" ", "\\s+")})(?![\\w-])`, "gi");
    return { pattern, use };
}

/** The counts and problems of a page. */
export interface Prose {
    path: string;
    /** One line for each problem, with file and line. */
    problems: string[];
    words: number;
    sentences: number;
    /** The sentences with more words than `wordsOfLongSentence`. */
    long: Sentence[];
}

/** Returns true if the limits do not apply to a page. */
export function isUncounted(path: string): boolean {
    return /^(docs\/reference|sdk|terraform\/docs)\/|^CHANGELOG\.md$|^bench\/.*RESULTS\.md$/.test(path);
}

/** Returns the counts and problems of a page. */
export function proseOf(path: string, markdown: string): Prose {
    const all = sentencesOf(markdown);
    const sentences = all.filter(({ isHeading, withoutCode }) => !isHeading && /\p{L}/u.test(withoutCode));
    const long = sentences.filter(({ words }) => words > limits.wordsOfLongSentence);
    const problems = all.flatMap(avoidedIn);
    if (!isUncounted(path)) {
        for (const { line, words } of long.filter((sentence) => sentence.words > limits.wordsOfSentence)) {
            problems.push({ line, text: `${words} words in a sentence, expected at most ${limits.wordsOfSentence}` });
        }
    }
    const lines = newlinesIn(markdown);
    if (path === "README.md" && lines > limits.linesOfReadme) {
        problems.push({ line: lines, text: `${lines} lines, expected at most ${limits.linesOfReadme}` });
    }
    return {
        path,
        problems: problems.sort((a, b) => a.line - b.line).map(({ line, text }) => `${path}:${line}: ${text}`),
        words: markdown.split(/\s+/).filter(Boolean).length,
        sentences: sentences.length,
        long,
    };
}

/** Returns a problem for each use of words to avoid in a sentence. */
function avoidedIn({ line, withoutCode, isHeading }: Sentence): { line: number; text: string }[] {
    const problems = anywhere.flatMap(({ pattern, use }) =>
        [...withoutCode.matchAll(pattern)].map(({ 0: words, index }) => ({
            line: line + newlinesIn(withoutCode.slice(0, index)),
            text: `"${words.replace(/\s+/g, " ")}": use ${use}`,
        })),
    );
    if (!isHeading && !withoutCode.endsWith("?")) {
        for (const { pattern, use } of atStart) {
            if (withoutCode.search(pattern) === 0) {
                problems.push({ line, text: `"${withoutCode.split(/\s/)[0]} …": use ${use}` });
            }
        }
    }
    return problems;
}

/** Returns the sums of the pages that count. */
export function totalOf(pages: Prose[]): { words: number; sentences: number; long: number } {
    const total = { words: 0, sentences: 0, long: 0 };
    for (const { words, sentences, long } of pages.filter(({ path }) => !isUncounted(path))) {
        total.words += words;
        total.sentences += sentences;
        total.long += long.length;
    }
    return total;
}

/** Returns the problems of all pages together. */
export function problemsOfAll(pages: Prose[]): string[] {
    const { words, sentences, long } = totalOf(pages);
    const problems: string[] = [];
    if (words > limits.wordsOfAllPages) {
        problems.push(`all pages: ${words} words, expected at most ${limits.wordsOfAllPages}`);
    }
    if (long > sentences * limits.shareOfLongSentences) {
        const length = `more than ${limits.wordsOfLongSentence} words`;
        const expected = percent(limits.shareOfLongSentences, 1);
        problems.push(
            `all pages: ${percent(long, sentences)} of the sentences have ${length}, expected at most ${expected}`,
        );
    }
    return problems;
}

/** Returns a share such as `4.2 %`. */
export function percent(part: number, whole: number): string {
    return `${((100 * part) / (whole || 1)).toFixed(1)} %`;
}
