/** Splits a Markdown page into sentences. */
import type { Nodes, PhrasingContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { split } from "sentence-splitter";
import { SKIP, visit } from "unist-util-visit";

/** A sentence of a page. */
export interface Sentence {
    /** The line where it begins. */
    line: number;
    /** The text without marks of emphasis and links. */
    text: string;
    /** The same text with each character of inline code replaced by a dot in the middle of the line. */
    withoutCode: string;
    words: number;
    /** True for a heading and for a cell of a header row. */
    isHeading: boolean;
}

/** Replaces the characters of inline code. It is no letter and ends no sentence. */
const codeMark = "·";

/** Returns the sentences of a page. */
export function sentencesOf(markdown: string): Sentence[] {
    const sentences: Sentence[] = [];
    const add = ({ children, position }: Nodes & { children: PhrasingContent[] }, isHeading: boolean) =>
        sentences.push(...sentencesOfBlock(children, position?.start.line ?? 0, isHeading));
    const tree = fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
    visit(tree, (node) => {
        switch (node.type) {
            case "paragraph":
            case "heading":
                add(node, node.type === "heading");
                return SKIP;
            case "table":
                for (const [index, row] of node.children.entries()) {
                    for (const cell of row.children) {
                        add(cell, index === 0);
                    }
                }
                return SKIP;
        }
    });
    return sentences;
}

function sentencesOfBlock(nodes: PhrasingContent[], firstLine: number, isHeading: boolean): Sentence[] {
    const full = textOf(nodes, ({ value }) => value);
    // Both texts have the same length.
    const masked = textOf(nodes, ({ value }) => codeMark.repeat(value.length));
    // The library takes a full stop after a digit for a decimal point, also at the end of a sentence.
    return split(masked.replace(/\d/g, codeMark))
        .filter(({ type }) => type === "Sentence")
        .map(({ range: [start, end] }) => {
            const withoutCode = masked.slice(start, end);
            return {
                line: firstLine + newlinesIn(masked.slice(0, start)),
                text: full.slice(start, end).replace(/\s+/g, " "),
                withoutCode,
                words: withoutCode.split(/\s+/).filter((word) => /[\p{L}\p{N}·]/u.test(word)).length,
                isHeading,
            };
        });
}

/** Returns the text of inline nodes, with the line ends of their source. */
function textOf(nodes: PhrasingContent[], codeText: (code: { value: string }) => string): string {
    return nodes
        .map((node) => {
            switch (node.type) {
                case "text":
                    return node.value;
                case "inlineCode":
                    return `\`${codeText(node)}\``;
                case "break":
                    return "\n";
                case "image":
                case "imageReference":
                    return node.alt ?? "";
                default:
                    return "children" in node ? textOf(node.children, codeText) : "";
            }
        })
        .join("");
}

/** Returns the number of line ends in a text. */
export function newlinesIn(text: string): number {
    return text.split("\n").length - 1;
}
