import { styleText } from "node:util";
import type { Io } from "./command";

/** The result of a step; "-" if there was nothing to check. */
export type State = "ok" | "FAILED" | "-";

/** Styles by the first word of a text. */
const styles = { ok: "green", FAILED: "red", "warning:": "yellow", "Cause:": "bold", "Solution:": "bold" } as const;

/** Creates a function that prints a step: its state, its name and its findings, one below the other. */
export function createStepPrinter({ stdout, terminal }: Io, names: readonly string[]) {
    const width = Math.max(...names.map((name) => name.length));
    const indent = " ".repeat(width + 10);

    /** Styles the first word, if the terminal shows colours. */
    function style(text: string): string {
        const [word, format] = Object.entries(styles).find(([start]) => text.startsWith(start)) ?? [];
        if (!word || !format || !terminal?.colours) {
            return text;
        }
        // Without the option, Node asks the standard output of this process instead of the given terminal.
        return text.replace(word, styleText(format, word, { validateStream: false }));
    }

    /** Breaks long lines between words, which the terminal would not do. */
    function wrap(text: string): string {
        const room = (terminal?.columns ?? 0) - indent.length;
        return room < 20 ? text : text.replace(new RegExp(`(?=.{${room + 1}})(.{1,${room}}) +`, "g"), `$1\n${indent}`);
    }

    return (state: State, name: string, lines: readonly string[]): void => {
        const findings = lines.map((line) => style(wrap(line))).join(`\n${indent}`);
        stdout(`${style(state.padEnd(8))}${name.padEnd(width + 2)}${findings}\n`);
    };
}
