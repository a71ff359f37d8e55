/** Runs a command in a pseudo-terminal, so that it writes colours and redraws lines. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";

/** The folder, environment and terminal of a command. */
export interface PseudoTerminal {
    cwd: string;
    env: NodeJS.ProcessEnv;
    /** The size in characters. */
    columns: number;
    rows: number;
    /** The kind of terminal, by default `xterm-256color`. */
    term?: string;
}

/** Starts a shell command in a pseudo-terminal. What its stdin receives is entered at the terminal. */
export function startInTerminal(
    command: string,
    { cwd, env, columns, rows, term = "xterm-256color" }: PseudoTerminal,
): ChildProcessByStdio<Writable, Readable, null> {
    // CI and NO_COLOR would turn the output of a terminal off.
    const { CI: _ci, NO_COLOR: _noColor, ...others } = env;
    const own = { TERM: term, COLORTERM: "", SHELL: "/bin/sh", LC_ALL: "C.UTF-8" };
    const sized = `stty cols ${columns} rows ${rows} && ${command}`;
    const child = spawn("script", ["--quiet", "--return", "--command", sized, "/dev/null"], {
        cwd,
        env: { ...others, ...own },
        // stdin stays open, since `script` would forward its end to the command.
        stdio: ["pipe", "pipe", "inherit"],
    });
    child.stdout.setEncoding("utf8");
    return child;
}

/**
 * Runs a shell command. Returns its output, including control sequences.
 *
 * @throws Error with the output if the command cannot run or fails.
 */
export function runInTerminal(command: string, terminal: PseudoTerminal): Promise<string> {
    return new Promise((resolve, reject) => {
        const child = startInTerminal(command, terminal);
        let written = "";
        child.stdout.on("data", (text: string) => {
            written += text;
        });
        child.once("error", (error) => reject(cannotRun(command, error)));
        child.once("close", (code) =>
            code === 0 ? resolve(written) : reject(new Error(`${command} ended with exit code ${code}:\n${written}`)),
        );
    });
}

/** Returns the error of a command that could not start in a terminal. */
export function cannotRun(command: string, { message }: Error): Error {
    return new Error(
        `${command} cannot run in a terminal\nCause: ${message}\n` +
            "Solution: install util-linux for its program `script`. The one of macOS does not work.",
    );
}
