#!/usr/bin/env node
import { createInterface } from "node:readline/promises";
import { buffer } from "node:stream/consumers";
import { runCommandLine } from "./commands/commandLine";

const { stdin, stdout, stderr } = process;
stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
    // The reader of a pipe can end first, as `head` does.
    if (code === "EPIPE") {
        process.exit();
    }
    stderr.write(`pulumi-mysafe: cannot write to standard output: the system reported ${code}.\n`);
    process.exit(1);
});

void runCommandLine(process.argv.slice(2), {
    stdout: (text) => void stdout.write(text),
    stderr: (text) => void stderr.write(text),
    readStdin: () => buffer(stdin),
    env: process.env,
    cwd: process.cwd(),
    terminal: stdout.isTTY ? { columns: stdout.columns, colours: stdout.hasColors() } : undefined,
    ask: stdin.isTTY && stderr.isTTY ? ask : undefined,
}).then((exitCode) => {
    process.exitCode = exitCode;
});

/** Asks on the terminal. Ctrl-C and Ctrl-D are an empty answer. */
async function ask(question: string): Promise<string> {
    const terminal = createInterface({ input: stdin, output: stderr });
    const ended = new Promise<string>((resolve) => terminal.once("close", () => resolve("\n")));
    const answer = await Promise.race([terminal.question(question).catch(() => ended), ended]);
    if (answer === "\n") {
        stderr.write(answer);
    }
    terminal.close();
    return answer.trim();
}
