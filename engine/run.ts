/** Runs one command to its end, within limits, and ends it with all its children when it must. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";

/** How a command is run. */
export interface RunOptions {
    env: NodeJS.ProcessEnv;
    cwd?: string;
    /** The longest it may take, in milliseconds. */
    limitMs: number;
    /** The longest it may take without a line of output or a change in {@link measure}, in milliseconds. */
    stallMs?: number;
    /** A number that changes as long as something arrives, such as bytes on disk. */
    measure?: () => number;
    /** Ends the command at once when aborted. */
    signal: AbortSignal;
    /** Called with each line of either output. */
    onLine?: (line: string) => void;
}

/** How a command ended. */
export interface RunResult {
    exitCode: number | null;
    stdout: string;
    stderr: string;
    /** Why it did not end by itself with an exit code, in words that follow its name; undefined when it did. */
    failure?: string;
}

const keptCharacters = 20_000;
const graceMs = 2_000;

/** Runs `command`; never throws: what went wrong is in the result's `failure` or `exitCode`. */
export function run(command: string, args: string[], options: RunOptions): Promise<RunResult> {
    return new Promise((resolve) => {
        const result: RunResult = { exitCode: null, stdout: "", stderr: "" };
        const timers: NodeJS.Timeout[] = [];
        if (options.signal.aborted) {
            resolve({ ...result, failure: "was interrupted" });
            return;
        }
        const child = spawn(command, args, {
            cwd: options.cwd,
            env: options.env,
            stdio: ["ignore", "pipe", "pipe"],
            // A group of its own, so that its children can be ended with it.
            detached: process.platform !== "win32",
            windowsHide: true,
        });
        const end = (signal: NodeJS.Signals, failure: string) => {
            result.failure ??= failure;
            endGroup(child, signal);
        };
        const giveUp = (failure: string) => {
            end("SIGTERM", failure);
            timers.push(setTimeout(() => end("SIGKILL", failure), graceMs));
        };
        const onAbort = () => end("SIGKILL", "was interrupted");
        options.signal.addEventListener("abort", onAbort, { once: true });

        let lastActivity = Date.now();
        const collect = (stream: "stdout" | "stderr") => {
            let rest = "";
            child[stream]?.setEncoding("utf8").on("data", (text: string) => {
                lastActivity = Date.now();
                result[stream] = (result[stream] + text).slice(-keptCharacters);
                const lines = (rest + text).split(/\r?\n|\r/);
                rest = lines.pop() ?? "";
                lines.forEach((line) => {
                    options.onLine?.(line);
                });
            });
        };
        collect("stdout");
        collect("stderr");

        timers.push(setTimeout(() => giveUp(`gave no answer within ${seconds(options.limitMs)}`), options.limitMs));
        const { stallMs } = options;
        if (stallMs !== undefined) {
            let measured = options.measure?.();
            const look = () => {
                const now = options.measure?.();
                if (now !== measured) {
                    measured = now;
                    lastActivity = Date.now();
                } else if (Date.now() - lastActivity > stallMs && !result.failure) {
                    giveUp(`got nothing for ${seconds(stallMs)}`);
                }
            };
            timers.push(setInterval(look, Math.min(1_000, stallMs / 4)));
        }

        const settle = () => {
            timers.forEach(clearTimeout);
            options.signal.removeEventListener("abort", onAbort);
            resolve(result);
        };
        child.once("error", (error: NodeJS.ErrnoException) => {
            result.failure ??= `cannot be run (${error.code ?? error.message})`;
            settle();
        });
        child.once("exit", (code, signal) => {
            result.exitCode = code;
            if (signal) {
                result.failure ??= `was ended by ${signal}`;
                endGroup(child, "SIGKILL");
            }
        });
        child.once("close", settle);
    });
}

/** A duration for people: whole seconds, or tenths below one. */
export function seconds(milliseconds: number): string {
    return `${milliseconds < 1_000 ? (milliseconds / 1_000).toFixed(1) : Math.round(milliseconds / 1_000)} s`;
}

/** Why a run was no success, from its failure or its exit code and last words; undefined when it was one. */
export function whyFailed(result: RunResult): string | undefined {
    if (result.failure) {
        return result.failure;
    }
    if (result.exitCode === 0) {
        return undefined;
    }
    const words = lastWords(result.stderr) || lastWords(result.stdout);
    return `ended with exit code ${result.exitCode}${words ? `: ${words}` : ""}`;
}

/** The last line that says something, without credentials that an address in it may carry. */
function lastWords(text: string): string {
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    const last = lines.filter((line) => line && !/^go: downloading |^# /.test(line)).pop() ?? "";
    return last.replace(/\/\/[^/@\s]*@/g, "//").slice(0, 300);
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
    if (child.pid === undefined) {
        return;
    }
    try {
        if (process.platform === "win32") {
            spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore" });
        } else {
            process.kill(-child.pid, signal);
        }
    } catch {
        // It had ended by itself.
    }
}
