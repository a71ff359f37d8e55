/** Runs one `pulumi` command. */
import { spawn } from "node:child_process";
import { onInterruption } from "./interruption";

/** The result of one `pulumi` command. */
export interface PulumiRun {
    exitCode: number | null;
    signal: NodeJS.Signals | null;
    stdout: string;
    stderr: string;
    /** Both, in the order in which they came. */
    output: string;
    seconds: number;
}

/** Runs the `pulumi` on PATH to its end; it does not outlive this process. */
export function runPulumi(
    args: readonly string[],
    cwd: string,
    env: NodeJS.ProcessEnv,
    echo: (text: string) => void = () => {},
): Promise<PulumiRun> {
    const start = performance.now();
    const run: PulumiRun = { exitCode: null, signal: null, stdout: "", stderr: "", output: "", seconds: 0 };
    return new Promise((resolve, reject) => {
        const child = spawn("pulumi", ["--non-interactive", ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
        for (const stream of ["stdout", "stderr"] as const) {
            child[stream].setEncoding("utf8").on("data", (text: string) => {
                run[stream] += text;
                run.output += text;
                echo(text);
            });
        }
        const dispose = onInterruption(() => child.kill("SIGTERM"));
        child.once("error", (error) => {
            dispose();
            reject(error);
        });
        child.once("close", (exitCode, signal) => {
            dispose();
            resolve({ ...run, exitCode, signal, seconds: (performance.now() - start) / 1000 });
        });
    });
}
