/** A Pulumi stack in a throw-away folder, with its own state and settings, driven through the real CLI. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Engine, getEngine } from "./engine";
import { engineEnvironment } from "./environment";
import { onInterruption } from "./interruption";
import { type PulumiRun, runPulumi } from "./runPulumi";
import { type ConfigValue, type ExportedResource, StackFiles } from "./stackFiles";

export { type PulumiRun, runPulumi } from "./runPulumi";
export type { ExportedResource } from "./stackFiles";

/** The options of a stack. */
export interface StackOptions {
    /** The folder of the program: a `package.json` with its `main`, and its dependencies there or above. */
    program: string;
    /** The name of the project; "test" by default. */
    project?: string;
    /** The name of the stack; "dev" by default. */
    name?: string;
    /** Stack configuration in plain text, by full key: `mysafe:url`. */
    config?: Record<string, ConfigValue>;
    /** Stack configuration that Pulumi encrypts. */
    secrets?: Record<string, string>;
    /** Added to the environment of every command. */
    env?: Record<string, string>;
    /** The `runtime` of `Pulumi.yaml`; "nodejs" by default. */
    runtime?: string | { name: string; options: Record<string, unknown> };
    /** The folders of provider plugins, by package. */
    plugins?: Record<string, string>;
    /** The engine; by default {@link getEngine} finds or makes it, which can take minutes the first time. */
    engine?: Engine;
}

/** Output without progress dots and colours. */
const plain = ["--suppress-progress", "--color", "never"];

/** An initialised stack. {@link Stack.remove} removes all of it. */
export class Stack {
    readonly #dispose = onInterruption(() => this.remove());
    readonly #files: StackFiles;

    constructor(
        /** Holds `Pulumi.yaml` and the stack's settings. */
        readonly folder: string,
        readonly env: NodeJS.ProcessEnv,
        project = "test",
        name = "dev",
    ) {
        this.#files = new StackFiles(folder, env, project, name);
    }

    /** Makes the stack and selects it, without a process of the CLI. */
    create({ config = {}, secrets = {} }: Pick<StackOptions, "config" | "secrets">): void {
        this.#files.create({ config, secrets });
    }

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

    /** Sets one key of the stack's configuration, in its file. */
    async configure(key: string, value: ConfigValue): Promise<void> {
        this.#files.configure(key, value);
    }

    /** Sets one key that Pulumi decrypts, in the file. */
    async configureSecret(key: string, value: string): Promise<void> {
        this.#files.configureSecret(key, value);
    }

    /** Removes keys of the stack's configuration, from its file. */
    async unconfigure(...keys: string[]): Promise<void> {
        keys.forEach((key) => {
            this.#files.unconfigure(key);
        });
    }

    /** Changes the program of the project, and the folders of its provider plugins. */
    useProgram({ program, plugins = {} }: Pick<StackOptions, "program" | "plugins">): void {
        const providers = Object.entries(plugins).map(([name, path]) => ({ name, path }));
        const project = JSON.parse(readFileSync(join(this.folder, "Pulumi.yaml"), "utf8"));
        writeProject(this.folder, { ...project, main: program, plugins: { providers } });
    }

    /** Returns the resources of our own types in the backend's file, by name. */
    async resources(): Promise<Record<string, ExportedResource>> {
        const ours = this.#files.resources().filter(({ type }) => /^(pulumi-nodejs:dynamic\/)?mysafe:/.test(type));
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
    // The real path: by it the CLI finds which stack is selected.
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-mysafe-stack-")));
    const state = join(folder, "state");
    const home = join(folder, "home");
    mkdirSync(state);
    mkdirSync(home);
    const { project = "test", name = "dev", runtime = "nodejs" } = options;
    writeProject(folder, { name: project, runtime });
    const env = { ...engineEnvironment(engine, home, state), ...options.env };
    const stack = new Stack(folder, env, project, name);
    stack.useProgram(options);
    stack.create(options);
    return stack;
}

/** Writes `Pulumi.yaml`. JSON is YAML, and quotes every character of a path. */
function writeProject(folder: string, project: object): void {
    writeFileSync(join(folder, "Pulumi.yaml"), `${JSON.stringify(project)}\n`);
}
