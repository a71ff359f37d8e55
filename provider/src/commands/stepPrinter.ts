import type { Io } from "./command";

/** How a step ended; "-" where nothing was done. */
export type State = "ok" | "FAILED" | "-";

/** SGR codes of ECMA-48, by what a text begins with. */
const colours: readonly [RegExp, number][] = [
    [/^ok/, 32],
    [/^FAILED/, 31],
    [/^warning:/, 33],
    [/^(Cause|Solution):/, 1],
];

/** Makes what prints a step: how it ended, its name, and what was found there, one line below the other. */
export function createStepPrinter({ stdout, terminal }: Io, names: readonly string[]) {
    const width = Math.max(...names.map((name) => name.length));
    const indent = " ".repeat(width + 10);

    /** Lets the first word be in colour, where the terminal shows colours. */
    function coloured(text: string): string {
        const [word, code] = colours.find(([beginning]) => beginning.test(text)) ?? [];
        return word && terminal?.colours ? text.replace(word, `\u001b[${code}m$&\u001b[0m`) : text;
    }

    /** Breaks lines between words, where the terminal would break them anywhere. */
    function wrapped(text: string): string {
        const room = (terminal?.columns ?? 0) - indent.length;
        return room < 20 ? text : text.replace(new RegExp(`(?=.{${room + 1}})(.{1,${room}}) +`, "g"), `$1\n${indent}`);
    }

    return (state: State, name: string, lines: readonly string[]): void => {
        const found = lines.map((line) => coloured(wrapped(line))).join(`\n${indent}`);
        stdout(`${coloured(state.padEnd(8))}${name.padEnd(width + 2)}${found}\n`);
    };
}
