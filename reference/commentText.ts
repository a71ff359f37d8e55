import type { Comment, CommentDisplayPart, Reflection } from "typedoc";
import { inLine } from "./markdown";

/** Returns the Markdown link to an exported name from a page. */
export type Link = (name: string) => string;

/** Returns the text of a comment before its tags, each paragraph in one line. */
export function summaryOf({ comment, name }: Reflection, link: Link): string {
    if (comment === undefined) {
        throw new Error(`${name} has no comment`);
    }
    return textOf(comment.summary, link).split("\n\n").map(inLine).join("\n\n");
}

/** Returns the text of each tag with a name, such as `@throws`. */
export function tagsOf(comment: Comment | undefined, tag: `@${string}`, link: Link): string[] {
    return (comment?.getTags(tag) ?? []).map(({ content }) => textOf(content, link));
}

/** Comments have whole addresses, which work in an editor. */
export const docsAddress = "https://github.com/pulumi-mysafe/pulumi-mysafe/blob/main/docs/";

function textOf(parts: readonly CommentDisplayPart[], link: Link): string {
    return parts
        .map((part) => (part.kind === "inline-tag" ? link(part.text) : part.text))
        .join("")
        .replaceAll(docsAddress, "../")
        .trim();
}
