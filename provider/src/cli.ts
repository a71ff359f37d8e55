#!/usr/bin/env node
import { buffer } from "node:stream/consumers";
import { runCommandLine } from "./commands/commandLine";

const { stdout } = process;
stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
    // The reader of a pipe can end first, as `head` does.
    if (code === "EPIPE") {
        process.exit();
    }
    process.stderr.write(`pulumi-mysafe: cannot write to standard output: the system reported ${code}.\n`);
    process.exit(1);
});

void runCommandLine(process.argv.slice(2), {
    stdout: (text) => void stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    readStdin: () => buffer(process.stdin),
    env: process.env,
    cwd: process.cwd(),
    terminal: stdout.isTTY ? { columns: stdout.columns, colours: stdout.hasColors() } : undefined,
}).then((exitCode) => {
    process.exitCode = exitCode;
});
