/** A Pulumi stack in a temporary folder, with its own state and configuration, driven with the real CLI. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Engine, getEngine } from "./engine";
import { engineEnvironment } from "./environment";
import { onInterruption } from "./interruption";

/** The options of a stack. */
export interface StackOptions {
    /** The folder of the program: a `package.json` with its `main`, and its dependencies there or above. */
    program: string;
    /** The name of the project; "test" by default. */
    project?: string;
    /** The name of the stack; "dev" by default. */
    name?: string;
    /** Stack configuration in plain text, by full key: `mysafe:url`. */
    config?: Record<string, string>;
    /** Stack configuration that Pulumi encrypts. */
    secrets?: Record<string, string>;
    /** Added to the environment of every command. */
    env?: Record<string, string>;
    /** The `runtime` of `Pulumi.yaml`; "nodejs" by default. */
    runtime?: string | { name: string; options: Record<string, unknown> };
    /** The engine; by default {@link getEngine} finds or makes it, which can take minutes the first time. */
    engine?: Engine;
}

/** The result of a `pulumi` command. */
export interface PulumiRun {
    exitCode: number | null;
    signal: NodeJS.Signals | null;
    stdout: string;
    stderr: string;
    /** Both, in order of arrival. */
    output: string;
    seconds: number;
}

/** The fields of a resource in `pulumi stack export` that tests use. */
export interface ExportedResource {
    urn: string;
    type: string;
    id?: string;
    inputs: Record<string, unknown>;
    outputs: Record<string, unknown>;
    /** The place of its declaration in the program. */
    sourcePosition?: string;
}

/** Turns progress dots and colours off. */
const plain = ["--suppress-progress", "--color", "never"];

/** An initialised stack. {@link Stack.remove} removes all of it. */
export class Stack {
    readonly #dispose = onInterruption(() => this.remove());

    constructor(
        /** Holds `Pulumi.yaml`, the stack's configuration, `state/` and `home/`. */
        readonly folder: string,
        readonly env: NodeJS.ProcessEnv,
    ) {}

    /** Runs `pulumi` with these arguments. `echo` receives its output as it arrives. */
    run(args: readonly string[], echo: (text: string) => void = () => {}): Promise<PulumiRun> {
        return runPulumi(args, this.folder, this.env, echo);
    }

    /** Runs `pulumi preview`. */
    preview(...args: string[]): Promise<PulumiRun> {
        return this.run(["preview", ...plain, ...args]);
    }

    /** Runs `pulumi up` with its preview, without a prompt. */
    up(...args: string[]): Promise<PulumiRun> {
        return this.run(["up", "--yes", ...plain, ...args]);
    }

    /** Runs `pulumi refresh` with its preview, without a prompt. */
    refresh(...args: string[]): Promise<PulumiRun> {
        return this.run(["refresh", "--yes", ...plain, ...args]);
    }

    /** Runs `pulumi destroy` with its preview, without a prompt. */
    destroy(...args: string[]): Promise<PulumiRun> {
        return this.run(["destroy", "--yes", ...plain, ...args]);
    }

    /** Sets one key of the stack's configuration. */
    async configure(key: string, value: string): Promise<void> {
        await this.expect(["config", "set", key, "--", value]);
    }

    /** Returns the stack's resources of our own types, by name. */
    async resources(): Promise<Record<string, ExportedResource>> {
        const { stdout } = await this.expect(["stack", "export"]);
        const all: ExportedResource[] = JSON.parse(stdout).deployment.resources ?? [];
        const ours = all.filter((resource) => resource.type.startsWith("pulumi-nodejs:dynamic/mysafe:"));
        return Object.fromEntries(ours.map((resource) => [resource.urn.split("::").at(-1), resource]));
    }

    /** Runs a command that must succeed. @throws Error with its output if it fails. */
    async expect(args: readonly string[]): Promise<PulumiRun> {
        const run = await this.run(args);
        if (run.exitCode !== 0) {
            throw new Error(`pulumi ${args[0]} ended with exit code ${run.exitCode}:\n${run.output}`);
        }
        return run;
    }

    /** Removes the folder and everything in it. */
    remove(): void {
        this.#dispose();
        rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
    }
}

/** Creates a stack. @throws EngineError if there is no engine. */
export async function createStack(options: StackOptions): Promise<Stack> {
    const engine = options.engine ?? (await getEngine());
    const folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-stack-"));
    const state = join(folder, "state");
    const home = join(folder, "home");
    mkdirSync(state);
    mkdirSync(home);
    const { project = "test", name = "dev", runtime = "nodejs", config = {}, secrets = {} } = options;
    const yaml = { name: project, runtime, main: options.program };
    // JSON is YAML, and quotes every character of a path.
    writeFileSync(join(folder, "Pulumi.yaml"), `${JSON.stringify(yaml)}\n`);
    const stack = new Stack(folder, { ...engineEnvironment(engine, home, state), ...options.env });
    try {
        await stack.expect(["stack", "init", name]);
        const settings = [
            ...Object.entries(config).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]),
            ...Object.entries(secrets).flatMap(([key, value]) => ["--secret", `${key}=${value}`]),
        ];
        if (settings.length > 0) {
            await stack.expect(["config", "set-all", ...settings]);
        }
    } catch (error) {
        stack.remove();
        throw error;
    }
    return stack;
}

/** Runs the `pulumi` on PATH. It does not outlive this process. */
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
