/** Reads links, anchors and code blocks of every Markdown page in the repository. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import GithubSlugger from "github-slugger";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";

/** The folder of the repository. */
export const repository = join(__dirname, "..", "..", "..");

/** A fenced code block. */
export interface Block {
    /** The page and the line of the opening fence, such as `docs/start.md:88`. */
    place: string;
    /** The language of the fence, such as `ts`. Empty if it has none. */
    language: string;
    text: string;
    /** Hidden code in front of the block, from a comment `<!-- given: … -->`. */
    given: string;
    /** True if a comment `<!-- continues -->` joins the block to the previous one of its language. */
    continues: boolean;
}

/** A page. */
export interface Page {
    /** The path from the repository's folder, with slashes. */
    path: string;
    /** The targets of its links, with their lines. */
    links: { place: string; target: string }[];
    /** The anchors that GitHub creates for the headings, and those of HTML elements. */
    anchors: Set<string>;
    blocks: Block[];
}

/** Folders with generated files or with files of others. */
const ignoredFolders = new Set(["node_modules", "dist", "coverage", ".git"]);
/** A generated copy. */
const generated = "provider/README.md";

/** Returns all pages of the repository, by path. */
export function allPages(): Map<string, Page> {
    return new Map(pagePaths().map((path) => [path, readPage(path)]));
}

/** Returns the paths of all pages, sorted. */
export function pagePaths(): string[] {
    return pagesIn(repository)
        .filter((path) => path !== generated)
        .sort();
}

function pagesIn(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const file = join(folder, entry.name);
        if (entry.isDirectory()) {
            return ignoredFolders.has(entry.name) ? [] : pagesIn(file);
        }
        return entry.name.endsWith(".md") ? [relative(repository, file).split(sep).join("/")] : [];
    });
}

function readPage(path: string): Page {
    return parsePage(path, readFileSync(join(repository, path), "utf8"));
}

/** Parses a page. */
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
            const found = before?.type === "html" ? before.value.matchAll(/<!--(.*?)-->/gs) : [];
            const comments = [...found].map(([, comment = ""]) => comment.trim());
            page.blocks.push({
                place,
                language: node.lang ?? "",
                text: node.value,
                given: comments.flatMap((comment) => comment.match(/^given:(.*)$/s)?.[1] ?? []).join("\n"),
                continues: comments.includes("continues"),
            });
        }
    });
    return page;
}
