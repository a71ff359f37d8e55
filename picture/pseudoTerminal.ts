/** Runs a command in a pseudo-terminal, so that it writes as it does for a person: with colours, and lines redrawn. */
import { spawn } from "node:child_process";

/** Where a command runs. */
export interface PseudoTerminal {
    cwd: string;
    env: NodeJS.ProcessEnv;
    /** Its size, in characters. */
    columns: number;
    rows: number;
}

/**
 * Runs a shell command to its end and answers all that it wrote, control sequences included.
 *
 * @throws Error when it cannot be run or fails, with what it wrote.
 */
export function runInTerminal(command: string, { cwd, env, columns, rows }: PseudoTerminal): Promise<string> {
    // CI and NO_COLOR would make it write as for a file.
    const { CI: _ci, NO_COLOR: _noColor, ...others } = env;
    const own = { TERM: "xterm-256color", COLORTERM: "", SHELL: "/bin/sh", LC_ALL: "C.UTF-8" };
    const sized = `stty cols ${columns} rows ${rows} && ${command}`;
    return new Promise((resolve, reject) => {
        const child = spawn("script", ["--quiet", "--return", "--command", sized, "/dev/null"], {
            cwd,
            env: { ...others, ...own },
            // Kept open: at its end `script` would send an end of file to the command.
            stdio: ["pipe", "pipe", "inherit"],
        });
        let written = "";
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
            written += text;
        });
        child.once("error", (error) =>
            reject(
                new Error(
                    `${command} was not run in a terminal\nCause: ${error.message}\n` +
                        "Solution: install util-linux, whose program script makes the terminal; macOS has another one.",
                ),
            ),
        );
        child.once("close", (code) =>
            code === 0 ? resolve(written) : reject(new Error(`${command} ended with exit code ${code}:\n${written}`)),
        );
    });
}
