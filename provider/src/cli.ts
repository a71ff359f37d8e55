#!/usr/bin/env node
import { text } from "node:stream/consumers";
import { runCommandLine } from "./commandLine";

// Whoever reads the output may end first, as `head` does.
process.stdout.on("error", () => process.exit());

void runCommandLine(process.argv.slice(2), {
    stdout: (said) => void process.stdout.write(said),
    stderr: (said) => void process.stderr.write(said),
    readStdin: () => text(process.stdin),
    env: process.env,
    cwd: process.cwd(),
}).then((exitCode) => {
    process.exitCode = exitCode;
});
