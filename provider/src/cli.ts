#!/usr/bin/env node
import { buffer } from "node:stream/consumers";
import { runCommandLine } from "./commands/commandLine";

const { stdout } = process;
stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
    // Whoever reads the output may end first, as `head` does.
    if (code === "EPIPE") {
        process.exit();
    }
    process.stderr.write(`pulumi-mysafe: the output cannot be written: the system said ${code}.\n`);
    process.exit(1);
});

void runCommandLine(process.argv.slice(2), {
    stdout: (said) => void stdout.write(said),
    stderr: (said) => void process.stderr.write(said),
    readStdin: () => buffer(process.stdin),
    env: process.env,
    cwd: process.cwd(),
    terminal: stdout.isTTY ? { columns: stdout.columns, colours: stdout.hasColors() } : undefined,
}).then((exitCode) => {
    process.exitCode = exitCode;
});
