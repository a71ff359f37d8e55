/** Runs one command to its end within a limit, with its wall time and its memory. */
import { type ChildProcess, spawn } from "node:child_process";
import { onInterruption } from "../engine/interruption";
import { type TreeMemory, watchTree } from "./processTree";

/** What is run. */
export interface Command {
    file: string;
    args: readonly string[];
    cwd: string;
    env: NodeJS.ProcessEnv;
}

/** How it ended. */
export interface Measured extends TreeMemory {
    seconds: number;
    /** Why it was no success, with its last words; undefined when it ended with 0. */
    failed?: string;
}

const keptCharacters = 4_000;

/** Provider processes: Pulumi's dynamic one, and the REST provider of OpenTofu. */
const isProvider = (commandLine: string) => /cmd\/dynamic-provider|terraform-provider-restapi/.test(commandLine);

/** Runs a command; when it takes longer than `limitMs` it is ended with all its children. Never throws. */
export function measure(command: Command, limitMs: number): Promise<Measured> {
    return new Promise((resolve) => {
        const start = performance.now();
        // A group of its own, so that its children can be ended with it.
        const child = spawn(command.file, command.args, {
            cwd: command.cwd,
            env: command.env,
            stdio: ["ignore", "pipe", "pipe"],
            detached: true,
        });
        const stopWatching = child.pid === undefined ? () => ({}) : watchTree(child.pid, isProvider);
        let words = "";
        let failed: string | undefined;
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding("utf8").on("data", (text: string) => {
                words = (words + text).slice(-keptCharacters);
            });
        }
        const timer = setTimeout(() => {
            failed = `took longer than ${limitMs / 1_000} s`;
            endGroup(child);
        }, limitMs);
        const dispose = onInterruption(() => endGroup(child));
        const settle = (failure?: string) => {
            const seconds = (performance.now() - start) / 1_000;
            clearTimeout(timer);
            dispose();
            failed ??= failure;
            resolve({ seconds, ...stopWatching(), ...(failed === undefined ? {} : { failed }) });
        };
        child.once("error", (error) => settle(`cannot be run: ${error.message}`));
        child.once("close", (code, signal) => {
            const end = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
            settle(code === 0 ? undefined : `${end}:\n${words}`);
        });
    });
}

function endGroup(child: ChildProcess): void {
    try {
        process.kill(-(child.pid as number), "SIGKILL");
    } catch {
        // It had ended by itself.
    }
}
