/** Reads the HTML comments that say how a page is tried. */

/** Where a story begins. */
export interface Beginning {
    kind: "empty" | "project" | "example";
    /** The name of the example. Empty for other kinds. */
    example: string;
    /** The option `listInactive` of the simulator. */
    listInactive: boolean;
}

/** The meaning of one comment. */
export type Directive =
    | { type: "begins"; beginning: Beginning }
    | { type: "setup"; commands: string }
    | { type: "vault"; action: string }
    | { type: "file"; path: string }
    | { type: "exitCode"; expected: number | "not 0" }
    | { type: "input"; text: string }
    | { type: "secondTerminal" }
    | { type: "notRun" }
    | { type: "notTried" }
    | { type: "notChecked" };

const readers: [RegExp, (...groups: string[]) => Directive][] = [
    [/^begins: (empty|project)((?: \S+)*)$/, (kind, words) => begins(kind as Beginning["kind"], "", words)],
    [/^begins: example (\S+)((?: \S+)*)$/, (example, words) => begins("example", example, words)],
    [/^setup:\s*(.+)$/s, (commands) => ({ type: "setup", commands })],
    [/^vault: (.+)$/, (action) => ({ type: "vault", action })],
    [/^file: (\S+)$/, (path) => ({ type: "file", path })],
    [/^exit code (\d+)$/, (code) => ({ type: "exitCode", expected: Number(code) })],
    [/^fails$/, () => ({ type: "exitCode", expected: "not 0" })],
    [/^input: (.*)$/, (text) => ({ type: "input", text })],
    [/^second terminal$/, () => ({ type: "secondTerminal" })],
    [/^not run: .+$/s, () => ({ type: "notRun" })],
    [/^not tried: .+$/s, () => ({ type: "notTried" })],
    [/^not checked: .+$/s, () => ({ type: "notChecked" })],
    // Other tests compare these blocks.
    [/^made by .+$/s, () => ({ type: "notChecked" })],
];

/** The comments of the test that compiles blocks. */
const ofOthers = /^(given:|continues$)/;

/** Returns the directive of a comment, or undefined for a comment of others. @throws Error if it is unknown. */
export function readDirective(comment: string): Directive | undefined {
    if (ofOthers.test(comment)) {
        return undefined;
    }
    for (const [pattern, read] of readers) {
        const found = pattern.exec(comment);
        if (found) {
            return read(...found.slice(1).map((group) => group ?? ""));
        }
    }
    throw new Error(`unknown comment "${comment}": see tests/pages/support/directives.ts`);
}

function begins(kind: Beginning["kind"], example: string, words: string): Directive {
    const unknown = words.split(" ").filter((word) => word !== "" && word !== "listInactive");
    if (unknown.length > 0) {
        throw new Error(`unknown option "${unknown.join(" ")}" of "begins": expected listInactive`);
    }
    return { type: "begins", beginning: { kind, example, listInactive: words.includes("listInactive") } };
}
