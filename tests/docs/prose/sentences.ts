/** Splits a Markdown page into sentences. */
import type { PhrasingContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { toNlcst } from "mdast-util-to-nlcst";
import { gfmTable } from "micromark-extension-gfm-table";
import type { Nodes, SentenceContent, Sentence as SentenceNode } from "nlcst";
import { toString as textOf } from "nlcst-to-string";
import { ParseEnglish } from "parse-english";
import { SKIP, visit } from "unist-util-visit";
import { VFile } from "vfile";

/** A sentence of a page. */
export interface Sentence {
    /** The line where it begins. */
    line: number;
    /** The Markdown text without marks of emphasis and links. */
    text: string;
    words: number;
    /** True for a heading and for a cell of a header row, which do not count as sentences. */
    isHeading: boolean;
    /** The parsed sentence. Inline code is a `SourceNode`. */
    tree: SentenceNode;
}

/** Returns the sentences of a page. */
export function sentencesOf(markdown: string): Sentence[] {
    const file = new VFile(markdown);
    const parser = new ParseEnglish();
    const sentences: Sentence[] = [];
    const add = (children: PhrasingContent[], line: number, isHeading: boolean) => {
        // The type of the block does not matter, but mdast-util-to-nlcst ignores table cells.
        const [first, last] = [children[0]?.position, children.at(-1)?.position];
        const position = first && last && { start: first.start, end: last.end };
        if (position) {
            const root = toNlcst({ type: "paragraph", children, position }, file, parser);
            sentences.push(...split(root, line, isHeading));
        }
    };
    const tree = fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
    visit(tree, (node, index, parent) => {
        if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell") {
            add(node.children, node.position?.start.line ?? 0, node.type === "heading");
            return SKIP;
        }
        if (node.type === "tableRow" && parent?.type === "table" && index === 0) {
            for (const cell of node.children) {
                add(cell.children, cell.position?.start.line ?? 0, true);
            }
            return SKIP;
        }
    });
    return sentences;
}

/** Returns the sentences of a block that begins at a line. */
function split(root: Nodes, firstLine: number, isHeading: boolean): Sentence[] {
    const sentences: Sentence[] = [];
    let line = firstLine;
    visit(root, (node) => {
        if (node.type === "SentenceNode") {
            sentences.push({
                line,
                text: textOf(node).replace(/\s+/g, " "),
                words: countWords(node),
                isHeading,
                tree: node,
            });
        }
        if ("value" in node) {
            line += newlinesIn(node.value);
        }
    });
    return sentences;
}

/** Returns the number of words between spaces that contain a letter, a digit or inline code. */
function countWords(sentence: SentenceNode): number {
    const marks = sentence.children.map(({ type }) => {
        if (type === "WhiteSpaceNode") {
            return " ";
        }
        return type === "WordNode" || type === "SourceNode" ? "w" : "";
    });
    return marks.join("").split(" ").filter(Boolean).length;
}

/** Returns the number of lines from the start of a sentence to one of its nodes. */
export function linesBefore({ tree }: Sentence, node: SentenceContent): number {
    return newlinesIn(textOf(tree.children.slice(0, tree.children.indexOf(node))));
}

function newlinesIn(text: string): number {
    return text.split("\n").length - 1;
}
