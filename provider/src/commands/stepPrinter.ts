import type { Io } from "./command";

/** The result of a step; "-" if there was nothing to check. */
export type State = "ok" | "FAILED" | "-";

/** SGR codes of ECMA-48 by the first word of a text. */
const colours: readonly [RegExp, number][] = [
    [/^ok/, 32],
    [/^FAILED/, 31],
    [/^warning:/, 33],
    [/^(Cause|Solution):/, 1],
];

/** Creates a function that prints a step: its state, its name and its findings, one below the other. */
export function createStepPrinter({ stdout, terminal }: Io, names: readonly string[]) {
    const width = Math.max(...names.map((name) => name.length));
    const indent = " ".repeat(width + 10);

    /** Colours the first word, if the terminal shows colours. */
    function colour(text: string): string {
        const [word, code] = colours.find(([beginning]) => beginning.test(text)) ?? [];
        return word && terminal?.colours ? text.replace(word, `\u001b[${code}m$&\u001b[0m`) : text;
    }

    /** Breaks long lines between words, which the terminal would not do. */
    function wrap(text: string): string {
        const room = (terminal?.columns ?? 0) - indent.length;
        return room < 20 ? text : text.replace(new RegExp(`(?=.{${room + 1}})(.{1,${room}}) +`, "g"), `$1\n${indent}`);
    }

    return (state: State, name: string, lines: readonly string[]): void => {
        const findings = lines.map((line) => colour(wrap(line))).join(`\n${indent}`);
        stdout(`${colour(state.padEnd(8))}${name.padEnd(width + 2)}${findings}\n`);
    };
}
