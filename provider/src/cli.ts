#!/usr/bin/env node
import { text } from "node:stream/consumers";
import { runCommandLine } from "./commandLine";

const { stdout } = process;
// Whoever reads the output may end first, as `head` does.
stdout.on("error", () => process.exit());

void runCommandLine(process.argv.slice(2), {
    stdout: (said) => void stdout.write(said),
    stderr: (said) => void process.stderr.write(said),
    readStdin: () => text(process.stdin),
    env: process.env,
    cwd: process.cwd(),
    terminal: stdout.isTTY ? { columns: stdout.columns, colours: stdout.hasColors() } : undefined,
}).then((exitCode) => {
    process.exitCode = exitCode;
});
