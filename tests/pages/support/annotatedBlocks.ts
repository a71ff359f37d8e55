/** Reads the code blocks and comments of a page in order. */
import { fromMarkdown } from "mdast-util-from-markdown";
import { visit } from "unist-util-visit";
import { type Directive, readDirective } from "./directives";

/** A code block with the comments directly before it, or a comment of the story. */
export type PageItem = { line: number } & (
    | { type: "block"; language: string; text: string; directives: BlockDirective[] }
    | { type: "comment"; directive: StoryDirective }
);

const ofStory = ["begins", "setup", "vault", "notTried"] as const;
type OfStory = (typeof ofStory)[number];
export type StoryDirective = Extract<Directive, { type: OfStory }>;
export type BlockDirective = Exclude<Directive, { type: OfStory }>;

/** Returns the items of a page, and its problems as `line: problem`. */
export function annotatedBlocks(markdown: string): { items: PageItem[]; problems: string[] } {
    const items: PageItem[] = [];
    const problems: string[] = [];
    let pending: BlockDirective[] = [];
    const onComment = (comment: string, line: number) => {
        try {
            const directive = readDirective(comment);
            if (directive && isOfStory(directive)) {
                items.push({ type: "comment", line, directive });
            } else if (directive) {
                pending.push(directive);
            }
        } catch (error) {
            problems.push(`${line}: ${(error as Error).message}`);
        }
    };
    visit(fromMarkdown(markdown), (node) => {
        const line = node.position?.start.line ?? 0;
        if (node.type === "code") {
            items.push({ type: "block", line, language: node.lang ?? "", text: node.value, directives: pending });
            pending = [];
        } else if (node.type === "html") {
            for (const { 1: comment = "", index } of node.value.matchAll(/<!--(.*?)-->/gs)) {
                onComment(comment.trim(), line + node.value.slice(0, index).split("\n").length - 1);
            }
        } else if (node.type === "paragraph" || node.type === "heading") {
            // A table can follow a comment about how it is made.
            const lost = pending.filter(({ type }) => type !== "notChecked");
            problems.push(
                ...lost.map(({ type }) => `${line}: the comment "${type}" above has no block directly after it`),
            );
            pending = [];
        }
    });
    return { items, problems };
}

function isOfStory(directive: Directive): directive is StoryDirective {
    return ofStory.some((type) => type === directive.type);
}
