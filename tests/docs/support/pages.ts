/** Every page of Markdown in the repository, taken apart: its links, its anchors and its blocks of code. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import GithubSlugger from "github-slugger";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";

/** The folder of the repository. */
export const repository = join(__dirname, "..", "..", "..");

/** A block of code between fences. */
export interface Block {
    /** The page and the line of the block's first fence: `docs/life.md:88`. */
    place: string;
    /** What the fence says: `ts`, `sh`, …; empty where it says nothing. */
    language: string;
    text: string;
    /** Code that the page's comment before the block, `<!-- given: … -->`, puts before it unseen. */
    given: string;
    /** Whether the comment before the block, `<!-- continues -->`, joins it to the one of its language before it. */
    continues: boolean;
}

/** One page. */
export interface Page {
    /** From the repository's folder, with slashes. */
    path: string;
    /** Where it links to, as written, with the line of each. */
    links: { place: string; target: string }[];
    /** What may follow `#` in a link to it, as GitHub makes it of the headings, and what HTML in it names. */
    anchors: Set<string>;
    blocks: Block[];
}

/** Not ours, or made of what is checked where it comes from. */
const passedOver = new Set(["node_modules", "dist", "coverage", ".git"]);
const made = "provider/README.md";

/** All pages of the repository, by path. */
export function allPages(): Map<string, Page> {
    const paths = pagesIn(repository).filter((path) => path !== made);
    return new Map(paths.sort().map((path) => [path, readPage(path)]));
}

function pagesIn(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const file = join(folder, entry.name);
        if (entry.isDirectory()) {
            return passedOver.has(entry.name) ? [] : pagesIn(file);
        }
        return entry.name.endsWith(".md") ? [relative(repository, file).split(sep).join("/")] : [];
    });
}

function readPage(path: string): Page {
    return parsePage(path, readFileSync(join(repository, path), "utf8"));
}

/** Takes a page apart. */
export function parsePage(path: string, markdown: string): Page {
    const page: Page = { path, links: [], anchors: new Set(), blocks: [] };
    const slugger = new GithubSlugger();
    visit(fromMarkdown(markdown), (node, index, parent) => {
        const place = `${path}:${node.position?.start.line}`;
        if (node.type === "heading") {
            page.anchors.add(slugger.slug(textOf(node)));
        } else if (node.type === "link" || node.type === "image" || node.type === "definition") {
            page.links.push({ place, target: node.url });
        } else if (node.type === "html") {
            for (const [, name, value = ""] of node.value.matchAll(/\s(href|src|id|name)="([^"]*)"/g)) {
                if (name === "href" || name === "src") {
                    page.links.push({ place, target: value });
                } else {
                    page.anchors.add(value);
                }
            }
        } else if (node.type === "code") {
            const before = parent?.children[(index ?? 0) - 1];
            const comment = before?.type === "html" ? (before.value.match(/^<!--(.*)-->$/s)?.[1]?.trim() ?? "") : "";
            page.blocks.push({
                place,
                language: node.lang ?? "",
                text: node.value,
                given: comment.match(/^given:(.*)$/s)?.[1] ?? "",
                continues: comment === "continues",
            });
        }
    });
    return page;
}

/** Whether a page is made by TypeDoc. */
export function isReference({ path }: Pick<Page, "path">): boolean {
    return path.startsWith("docs/reference/");
}
