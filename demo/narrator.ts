/** Prints the demonstration: its steps and claims, separated from Pulumi's own output. */
import type { WriteStream } from "node:tty";

/** The output of the demonstration. */
export interface Narrator {
    /** Prints a line. */
    line(text: string): void;
    /** Prints the title and the command of the next step. */
    step(title: string, command: string): void;
    /** Prints Pulumi's output as it arrives. */
    pulumi(text: string): void;
    /** Prints a claim and whether it holds. */
    claim(claim: string, holds: boolean): void;
    /** Prints the summary. */
    end(): void;
    /** The arguments that give Pulumi the same colours. */
    readonly colour: string[];
    /** The number of claims that do not hold. */
    readonly failures: number;
}

/** Returns a narrator, which uses colours only on a terminal without NO_COLOR. */
export function createNarrator(out: Pick<WriteStream, "write"> & { isTTY?: boolean }): Narrator {
    const coloured = out.isTTY === true && !process.env.NO_COLOR;
    const paint = (code: number, text: string) => (coloured ? `\x1b[${code}m${text}\x1b[0m` : text);
    const line = (text: string) => out.write(`${text}\n`);
    let start = performance.now();
    let steps = 0;
    let failures = 0;
    let emptyLines = 1;
    let unfinished = "";

    return {
        colour: ["--color", coloured ? "always" : "never"],
        get failures() {
            return failures;
        },
        line,
        step(title, command) {
            // The time starts with the first step, since making an engine can take minutes.
            start = steps === 0 ? performance.now() : start;
            steps += 1;
            line(`\n${paint(1, `${steps}. ${title}`)}`);
            line(`   ${paint(2, `$ ${command}`)}\n`);
            emptyLines = 1;
        },
        pulumi(text) {
            // Pulumi separates its blocks by one or more empty lines.
            const lines = (unfinished + text).split("\n");
            unfinished = lines.pop() ?? "";
            for (const each of lines) {
                emptyLines = each.trim() === "" ? emptyLines + 1 : 0;
                if (emptyLines <= 1) {
                    line(each.trim() === "" ? "" : `   ${each}`);
                }
            }
        },
        claim(claim, holds) {
            failures += holds ? 0 : 1;
            line(holds ? `   ${paint(32, "✓")} ${claim}` : `   ${paint(31, "✗ DOES NOT HOLD:")} ${claim}`);
        },
        end() {
            const seconds = ((performance.now() - start) / 1000).toFixed(0);
            line("");
            line(
                failures === 0
                    ? `All claims of ${steps} steps hold, after ${seconds} s. Next: docs/start.md.`
                    : `${failures} of the claims above do not hold.`,
            );
        },
    };
}
