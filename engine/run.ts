/** Runs one command within time limits, and kills it with all its children if it exceeds them. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";

/** The options of {@link run}. */
export interface RunOptions {
    env: NodeJS.ProcessEnv;
    cwd?: string;
    /** The time limit in milliseconds. */
    limitMs: number;
    /** The time limit without output or a change of {@link measure}, in milliseconds. */
    stallMs?: number;
    /** Returns a number that changes with progress, such as bytes on disk. */
    measure?: () => number;
    /** Kills the command when aborted. */
    signal: AbortSignal;
    /** Called with each line of stdout and stderr. */
    onLine?: (line: string) => void;
}

/** The result of a command. */
export interface RunResult {
    exitCode: number | null;
    stdout: string;
    stderr: string;
    /** Why it has no exit code of its own, as a text that follows its name. Undefined if it has one. */
    failure?: string;
}

const keptCharacters = 20_000;
const graceMs = 2_000;

/** Runs `command`. Never throws: a failure is in the result's `failure` or `exitCode`. */
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
            // A process group of its own, so that its children end with it.
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

        timers.push(setTimeout(() => giveUp(`gave no response within ${seconds(options.limitMs)}`), options.limitMs));
        const { stallMs } = options;
        if (stallMs !== undefined) {
            let measured = options.measure?.();
            const look = () => {
                const now = options.measure?.();
                if (now !== measured) {
                    measured = now;
                    lastActivity = Date.now();
                } else if (Date.now() - lastActivity > stallMs && !result.failure) {
                    giveUp(`received nothing for ${seconds(stallMs)}`);
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
            result.failure ??= `cannot run (${error.code ?? error.message})`;
            settle();
        });
        child.once("exit", (code, signal) => {
            result.exitCode = code;
            if (signal) {
                result.failure ??= `was killed by ${signal}`;
                endGroup(child, "SIGKILL");
            }
        });
        child.once("close", settle);
    });
}

/** Returns a duration in whole seconds, or in tenths below one. */
export function seconds(milliseconds: number): string {
    return `${milliseconds < 1_000 ? (milliseconds / 1_000).toFixed(1) : Math.round(milliseconds / 1_000)} s`;
}

/** Returns why a run failed: its failure, or its exit code and last line. Undefined if it succeeded. */
export function failureOf(result: RunResult): string | undefined {
    if (result.failure) {
        return result.failure;
    }
    if (result.exitCode === 0) {
        return undefined;
    }
    const line = lastLine(result.stderr) || lastLine(result.stdout);
    return `ended with exit code ${result.exitCode}${line ? `: ${line}` : ""}`;
}

/** Returns the last meaningful line, without the credentials in its URLs. */
function lastLine(text: string): string {
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
        // It has already ended.
    }
}
