/** A `pulumi` command that a test can end before its time, with all that it started. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import type { Stack } from "../../engine/stack";
import { until } from "./until";

/** A command that runs in a session of its own, as in a terminal of its own. */
export interface RunningPulumi {
    readonly pid: number;
    /** What it has printed so far. */
    output(): string;
    /** Its end: the exit code, or the signal that ended it, and how long it took from {@link signal} on. */
    readonly ended: Promise<{ exitCode: number | null; signal: NodeJS.Signals | null; secondsAfterSignal: number }>;
    /** Sends a signal to `pulumi` alone, as Ctrl-C in its display does. */
    signal(signal: NodeJS.Signals): void;
    /** The processes that it started and that still run: `ps` lines. */
    left(): string[];
    /** Ends what is left, by process id. */
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
    // "exit", since processes that outlive it keep its output open.
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
                    // It has ended meanwhile.
                }
            }
            await until(() => left().length === 0);
        },
    };
}
