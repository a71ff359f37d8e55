/** Runs one command within a time limit, and measures its wall time, memory and CPU time. */
import { type ChildProcess, spawn } from "node:child_process";
import { onInterruption } from "../engine/interruption";
import { type Role, type TreeUse, watchTree } from "./processTree";

/** A command to measure. */
export interface Command {
    file: string;
    args: readonly string[];
    cwd: string;
    env: NodeJS.ProcessEnv;
}

/** The result of a command. */
export interface Measured extends TreeUse {
    seconds: number;
    /** Why it failed, with its last output. Undefined if it exited with 0. */
    failed?: string;
}

const keptCharacters = 4_000;

/** The provider processes are Pulumi's dynamic one, our plugin, and the providers of OpenTofu. */
function roleOf(commandLine: string): Role | undefined {
    if (/cmd\/dynamic-provider|pulumi-resource-mysafe|terraform-provider-(mysafe|restapi)/.test(commandLine)) {
        return "provider";
    }
    return /@pulumi\/pulumi\/cmd\/run(?![-\w])/.test(commandLine) ? "program" : undefined;
}

/** Runs a command. After `limitMs` it kills the command with all its children. Never throws. */
export function measure(command: Command, limitMs: number): Promise<Measured> {
    return new Promise((resolve) => {
        const start = performance.now();
        // A process group of its own, so that its children end with it.
        const child = spawn(command.file, command.args, {
            cwd: command.cwd,
            env: command.env,
            stdio: ["ignore", "pipe", "pipe"],
            detached: true,
        });
        const stopWatching = child.pid === undefined ? () => ({}) : watchTree(child.pid, roleOf);
        let output = "";
        let failed: string | undefined;
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding("utf8").on("data", (text: string) => {
                output = (output + text).slice(-keptCharacters);
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
        child.once("error", (error) => settle(`cannot run: ${error.message}`));
        child.once("close", (code, signal) => {
            const end = signal ? `was killed by ${signal}` : `exited with code ${code}`;
            settle(code === 0 ? undefined : `${end}:\n${output}`);
        });
    });
}

function endGroup(child: ChildProcess): void {
    try {
        process.kill(-(child.pid as number), "SIGKILL");
    } catch {
        // It has already ended.
    }
}
