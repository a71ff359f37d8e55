/** Reads the stories of a page: what a reader does, in order, and what the page shows of it. */
import { annotatedBlocks, type BlockDirective, type PageItem, type StoryDirective } from "./annotatedBlocks";
import type { Beginning } from "./directives";

/** One step of a story. */
export type Step = { line: number } & (
    | { type: "file"; path: string; text: string }
    | Commands
    | { type: "secondTerminal"; command: string }
    | { type: "vault"; action: string }
    | { type: "output"; text: string }
);

/** Commands of the shell. */
export interface Commands {
    type: "commands";
    text: string;
    /** The exit code of the last command. */
    expected: number | "not 0";
    /** The answers to its questions, in order. */
    inputs: string[];
    /** True for commands that the page does not show. */
    isHidden: boolean;
}

/** A story begins in a fresh folder with a fresh vault. */
export interface Story {
    line: number;
    beginning: Beginning;
    steps: Step[];
}

/** Returns the stories of a page, and its problems as `line: problem`. */
export function readStories(markdown: string): { stories: Story[]; problems: string[] } {
    const { items, problems } = annotatedBlocks(markdown);
    if (items.some((item) => item.type === "comment" && item.directive.type === "notTried")) {
        return { stories: [], problems };
    }
    const stories: Story[] = [];
    let isSkipped = false;
    let isUnused = false;
    for (const item of items) {
        if (item.type === "comment" && item.directive.type === "begins") {
            stories.push({ line: item.line, beginning: item.directive.beginning, steps: [] });
            isSkipped = false;
            continue;
        }
        if (item.type === "block" && item.language === "sh") {
            isSkipped = item.directives.some(({ type }) => type === "notRun");
            isUnused ||= isSkipped;
        }
        const step = stepOf(item, isSkipped);
        const story = stories.at(-1);
        if (step === undefined) {
            continue;
        }
        if (step.type === "output" && !story?.steps.some(isShown)) {
            problems.push(`${item.line}: an output without a command: add "not checked: reason" if it is none`);
        } else if (story === undefined) {
            problems.push(`${item.line}: no comment "begins: …" above`);
        } else {
            story.steps.push(step);
        }
    }
    if (isUnused && !stories.some(({ steps }) => steps.some(isShown))) {
        problems.push('1: all commands are skipped: add "not tried: reason" at the top');
    }
    return { stories, problems };
}

/** Returns the step of an item. Undefined for what a reader only reads. */
function stepOf(item: PageItem, isSkipped: boolean): Step | undefined {
    return item.type === "comment" ? stepOfComment(item.directive, item.line) : stepOfBlock(item, isSkipped);
}

function stepOfComment(directive: StoryDirective, line: number): Step | undefined {
    if (directive.type === "setup") {
        return { type: "commands", line, text: directive.commands, expected: 0, inputs: [], isHidden: true };
    }
    return directive.type === "vault" ? { type: "vault", line, action: directive.action } : undefined;
}

function stepOfBlock(
    { line, language, text, directives }: Extract<PageItem, { type: "block" }>,
    isSkipped: boolean,
): Step | undefined {
    const find = <Type extends BlockDirective["type"]>(type: Type) =>
        directives.find((one): one is Extract<BlockDirective, { type: Type }> => one.type === type);
    const file = find("file");
    if (file) {
        return { type: "file", line, path: file.path, text };
    }
    if (isSkipped) {
        return undefined;
    }
    if (language === "sh") {
        const expected = find("exitCode")?.expected ?? 0;
        const inputs = directives.flatMap((one) => (one.type === "input" ? [one.text] : []));
        return find("secondTerminal")
            ? { type: "secondTerminal", line, command: text }
            : { type: "commands", line, text, expected, inputs, isHidden: false };
    }
    const isOutput = ["", "text"].includes(language) && !find("notChecked");
    return isOutput ? { type: "output", line, text } : undefined;
}

function isShown(step: Step): boolean {
    return step.type === "secondTerminal" || (step.type === "commands" && !step.isHidden);
}
