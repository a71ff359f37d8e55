/** Prints the demonstration: its steps and what they showed, apart from Pulumi's own output. */
import type { WriteStream } from "node:tty";

/** See {@link createNarrator}. */
export interface Narrator {
    /** A line of ours. */
    say(line: string): void;
    /** Begins a numbered step with the command that it runs. */
    step(title: string, command: string): void;
    /** Pulumi's output, as it comes. */
    pulumi(text: string): void;
    /** What a step had to show, and whether it did. */
    claim(claim: string, holds: boolean): void;
    /** The last lines. */
    end(): void;
    /** Arguments that make Pulumi colour its output as we do ours. */
    readonly colour: string[];
    /** Claims that did not hold. */
    readonly failures: number;
}

/** Colours only on a terminal, and where NO_COLOR does not forbid it. */
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
        say: line,
        step(title, command) {
            // What came before, an engine that had to be built perhaps, is not the demonstration's time.
            start = steps === 0 ? performance.now() : start;
            steps += 1;
            line(`\n${paint(1, `${steps}. ${title}`)}`);
            line(`   ${paint(2, `$ ${command}`)}\n`);
            emptyLines = 1;
        },
        pulumi(text) {
            // Pulumi parts its blocks by empty lines, sometimes by several.
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
            line(holds ? `   ${paint(32, "✓")} ${claim}` : `   ${paint(31, "✗ NOT SHOWN:")} ${claim}`);
        },
        end() {
            const seconds = ((performance.now() - start) / 1000).toFixed(0);
            line("");
            line(
                failures === 0
                    ? `All ${steps} steps showed what they should, in ${seconds} s. Next: "Try it by hand" in README.md.`
                    : `${failures} of the claims above did not hold.`,
            );
        },
    };
}
