/** A `pulumi` command that a test can end early, with all its processes. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import type { Stack } from "../../engine/stack";
import { until } from "./until";

/** A command in its own session, as in a terminal. */
export interface RunningPulumi {
    readonly pid: number;
    /** Returns its output so far. */
    output(): string;
    /** The exit code or the signal that ended it, and its duration after {@link signal}. */
    readonly ended: Promise<{ exitCode: number | null; signal: NodeJS.Signals | null; secondsAfterSignal: number }>;
    /** Sends a signal to `pulumi` alone, as its display does on Ctrl-C. */
    signal(signal: NodeJS.Signals): void;
    /** Returns the `ps` lines of its processes that still run. */
    left(): string[];
    /** Kills the remaining processes by id. */
    sweep(): Promise<void>;
}

/** Starts `pulumi` in a stack. */
export function startPulumi(stack: Stack, args: readonly string[]): RunningPulumi {
    const child = spawn("pulumi", ["--non-interactive", ...args], {
        cwd: stack.folder,
        env: stack.env,
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
    });
    const pid = child.pid ?? 0;
    let output = "";
    let signalledAt = Number.NaN;
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
            output += text;
        });
    }
    // Processes that outlive the command keep its output open and delay "close".
    const ended = once(child, "exit").then(([exitCode, signal]) => ({
        exitCode,
        signal,
        secondsAfterSignal: (performance.now() - signalledAt) / 1000,
    }));
    const left = () =>
        execFileSync("ps", ["-e", "-o", "pid=,sid=,stat=,args="], { encoding: "utf8" })
            .split("\n")
            .filter((line) => Number(line.trim().split(/\s+/)[1]) === pid && !/^\s*\d+\s+\d+\s+Z/.test(line));
    return {
        pid,
        output: () => output,
        ended,
        signal(signal) {
            signalledAt = performance.now();
            process.kill(pid, signal);
        },
        left,
        async sweep() {
            for (const line of left()) {
                try {
                    process.kill(Number(line.trim().split(/\s+/)[0]), "SIGKILL");
                } catch {
                    // The process has ended meanwhile.
                }
            }
            await until(() => left().length === 0);
        },
    };
}
