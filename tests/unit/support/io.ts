import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Terminal } from "../../../provider/src/commands/command";
import { runCommandLine } from "../../../provider/src/commands/commandLine";

/** The output and exit code of a command line. */
export interface CommandRun {
    exitCode: number;
    stdout: string;
    stderr: string;
}

/** The environment of a command line. By default all of it is empty. */
export interface CommandPlace {
    stdin?: string | Uint8Array;
    env?: Record<string, string | undefined>;
    cwd?: string;
    terminal?: Terminal | undefined;
    /** The answers of a person at the terminal; without them nobody can answer. */
    answers?: string[];
}

/** Runs a command line of the package in this process. */
export async function commandLine(args: string[], place: CommandPlace = {}): Promise<CommandRun> {
    const { stdin = "", env = {}, cwd = ".", terminal, answers } = place;
    const run: CommandRun = { exitCode: -1, stdout: "", stderr: "" };
    const ask = async (question: string) => {
        const answer = answers?.shift() ?? "";
        run.stderr += `${question}${answer}\n`;
        return answer;
    };
    run.exitCode = await runCommandLine(args, {
        stdout: (text) => {
            run.stdout += text;
        },
        stderr: (text) => {
            run.stderr += text;
        },
        readStdin: async () => Buffer.from(stdin),
        env,
        cwd,
        terminal,
        ask: answers && ask,
    });
    return run;
}

/** Creates a folder for an action and removes it at the end. */
export async function inFolder<T>(act: (folder: string) => T | Promise<T>): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-command-"));
    try {
        return await act(folder);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
