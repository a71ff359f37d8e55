/** Splits a shell script into its commands. */
import { spawnSync } from "node:child_process";

/** A command of a script, which can have several lines. */
export interface Statement {
    /** The number of its first line, from 0. */
    line: number;
    text: string;
}

/** Returns the commands of a script. Comments and blank lines belong to the command after them. */
export function statementsOf(script: string): Statement[] {
    const statements: Statement[] = [];
    let lines: string[] = [];
    for (const [index, line] of script.split("\n").entries()) {
        lines.push(line);
        const text = lines.join("\n");
        if (/^\s*(#.*)?$/.test(line) && lines.every((one) => /^\s*(#.*)?$/.test(one))) {
            lines = [];
        } else if (isComplete(text)) {
            statements.push({ line: index - lines.length + 1, text });
            lines = [];
        }
    }
    return lines.length > 0 ? [...statements, { line: 0, text: lines.join("\n") }] : statements;
}

/** Returns true if bash can parse the text. It only warns about an open here-document. */
function isComplete(text: string): boolean {
    const { status, stderr } = spawnSync("bash", ["-n"], { input: `${text}\n`, encoding: "utf8" });
    return status === 0 && stderr === "" && !text.endsWith("\\");
}
