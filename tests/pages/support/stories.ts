/** Reads the stories of a page: what a reader does, in order, and what the page shows of it. */
import { fromMarkdown } from "mdast-util-from-markdown";
import { visit } from "unist-util-visit";
import { type Beginning, type Directive, readDirective } from "./directives";

/** One step of a story. */
export type Step = { line: number } & (
    | { type: "file"; path: string; text: string }
    | { type: "commands"; text: string; expected: number | "any"; hidden: boolean }
    | { type: "secondTerminal"; command: string }
    | { type: "vault"; action: string }
    | { type: "output"; text: string }
);

/** A story begins in a fresh folder with a fresh vault. */
export interface Story {
    line: number;
    beginning: Beginning;
    steps: Step[];
}

/** The stories of a page, and its problems as `line: problem`. */
export interface PageStories {
    stories: Story[];
    problems: string[];
    /** True if the page says why it is not tried. */
    notTried: boolean;
}

/** Parses a page. */
export function readStories(markdown: string): PageStories {
    const page: PageStories = { stories: [], problems: [], notTried: false };
    let pending: Directive[] = [];
    let skipped = 0;
    let shell = 0;
    const problem = (line: number, text: string) => page.problems.push(`${line}: ${text}`);
    const add = (step: Step) => {
        const story = page.stories.at(-1);
        if (story) {
            story.steps.push(step);
        } else {
            problem(step.line, "no comment `<!-- begins: … -->` above");
        }
    };
    const onDirective = (directive: Directive, line: number) => {
        if (directive.type === "begins") {
            page.stories.push({ line, beginning: directive.beginning, steps: [] });
        } else if (directive.type === "setup") {
            add({ type: "commands", line, text: directive.commands, expected: 0, hidden: true });
        } else if (directive.type === "vault") {
            add({ type: "vault", line, action: directive.action });
        } else if (directive.type === "notTried") {
            page.notTried = true;
        } else {
            pending.push(directive);
        }
    };
    const onBlock = (language: string, text: string, line: number) => {
        const find = <Type extends Directive["type"]>(type: Type) =>
            pending.find((one): one is Extract<Directive, { type: Type }> => one.type === type);
        const file = find("file");
        const isShell = language === "sh" && file === undefined;
        shell += isShell ? 1 : 0;
        if (find("notRun")) {
            skipped += isShell ? 1 : 0;
            if (!isShell) {
                problem(line, "`not run` belongs before a block of `sh`");
            }
        } else if (file) {
            add({ type: "file", line, path: file.path, text });
        } else if (isShell && find("secondTerminal")) {
            add({ type: "secondTerminal", line, command: text });
        } else if (isShell) {
            add({ type: "commands", line, text, expected: find("exitCode")?.expected ?? 0, hidden: false });
        } else if (find("output") || (["", "text"].includes(language) && !find("notChecked"))) {
            const steps = page.stories.at(-1)?.steps ?? [];
            if (!steps.some((step) => step.type === "secondTerminal" || (step.type === "commands" && !step.hidden))) {
                problem(line, "an output without a command before it");
            }
            add({ type: "output", line, text });
        }
        pending = [];
    };
    visit(fromMarkdown(markdown), (node) => {
        const line = node.position?.start.line ?? 0;
        if (node.type === "code") {
            onBlock(node.lang ?? "", node.value, line);
        } else if (node.type === "html") {
            for (const { 1: comment = "", index } of node.value.matchAll(/<!--(.*?)-->/gs)) {
                const at = line + node.value.slice(0, index).split("\n").length - 1;
                try {
                    onDirective(readDirective(comment.trim()), at);
                } catch (error) {
                    problem(at, (error as Error).message);
                }
            }
        } else if (["paragraph", "heading", "list", "table"].includes(node.type) && pending.length > 0) {
            problem(line, `a comment above (${pending.map(({ type }) => type)}) has no block directly after it`);
            pending = [];
        }
    });
    if (shell > 0 && shell === skipped && !page.notTried) {
        problem(1, "all commands are skipped: add a comment `<!-- not tried: reason -->` at the top");
    }
    if (page.notTried) {
        return { stories: [], problems: page.problems.filter((one) => /unknown/.test(one)), notTried: true };
    }
    return page;
}
