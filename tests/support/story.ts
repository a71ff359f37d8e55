/** Provides a vault, a stack on a real engine and a common program for e2e stories. */
import assert from "node:assert/strict";
import { type Simulator, type SimulatorOptions, startSimulator } from "mysafe-simulator";
import { type Engine, getEngine } from "../../engine/engine";
import { createStack, type PulumiRun, type Stack, type StackOptions } from "../../engine/stack";
import { currentDoor } from "./doors";
import { pluginFolder, writeProgram } from "./packedProject";

/** The time limit of a story, since a first pack, an install and an engine command each take seconds. */
export const storyTimeoutMs = 240_000;

/** Declares one password for each entry of `test:declare`, such as `{"former-dba": {"identifier": 312}}`. */
export const declaringProgram = `
const pulumi = require("@pulumi/pulumi");
const { PasswordDisablement } = require("pulumi-mysafe");
for (const [name, args] of Object.entries(new pulumi.Config("test").requireObject("declare"))) {
    const made = new PasswordDisablement(name, args);
    exports[name] = made.status;
}
`;

/** The arguments of each declared resource, by name. */
export type Declared = Record<string, { identifier: unknown; reason?: unknown; onDestroy?: unknown }>;

let engine: Promise<Engine> | undefined;

/** Returns the engine of all stories, which it finds once. */
export function storyEngine(): Promise<Engine> {
    engine ??= getEngine({ log: () => {} });
    return engine;
}

/** Starts a vault for a story, and fails at the end if an injected fault affected no request. */
export async function withVault(options: SimulatorOptions, use: (vault: Simulator) => Promise<void>): Promise<void> {
    const vault = await startSimulator(options);
    let ended = false;
    try {
        await use(vault);
        ended = true;
    } finally {
        await vault.close({ allowUnmetFaults: !ended });
    }
}

/** Returns the settings that connect a stack to a simulator. The engine encrypts `secrets`. */
export function connection(vault: Simulator): Pick<StackOptions, "config" | "secrets"> {
    return {
        config: { "mysafe:url": vault.url, "mysafe:clientId": vault.clientId },
        secrets: { "mysafe:clientSecret": vault.clientSecret },
    };
}

/** Returns the same settings as environment variables. */
export function connectionEnvironment(vault: Simulator): Record<string, string> {
    return {
        SENHASEGURA_URL: vault.url,
        SENHASEGURA_CLIENT_ID: vault.clientId,
        SENHASEGURA_CLIENT_SECRET: vault.clientSecret,
    };
}

/** Returns a program with the plugin that it needs through the current door. */
export async function throughDoor(program: string): Promise<Pick<StackOptions, "program" | "plugins">> {
    return { program, plugins: currentDoor() === "plugin" ? { mysafe: await pluginFolder() } : {} };
}

/** Creates a stack in the packed project for a story, by default with {@link declaringProgram}. */
export async function withStack(options: Partial<StackOptions>, use: (stack: Stack) => Promise<void>): Promise<void> {
    const program = options.program ?? (await writeProgram("declaring", declaringProgram));
    const stack = await createStack({ ...(await throughDoor(program)), ...options, engine: await storyEngine() });
    try {
        await use(stack);
    } finally {
        stack.remove();
    }
}

/** Starts a vault and creates a stack that is connected to it. */
export function withVaultAndStack(
    simulator: SimulatorOptions,
    options: Partial<StackOptions>,
    use: (vault: Simulator, stack: Stack) => Promise<void>,
): Promise<void> {
    return withVault(simulator, (vault) => {
        const { config, secrets } = connection(vault);
        const merged = {
            ...options,
            config: { ...config, ...options.config },
            secrets: { ...secrets, ...options.secrets },
        };
        return withStack(merged, (stack) => use(vault, stack));
    });
}

/** Sets the declarations of {@link declaringProgram}. */
export async function declare(stack: Stack, declared: Declared): Promise<void> {
    await stack.configure("test:declare", JSON.stringify(declared));
}

/** Asserts that a command succeeded. The message of a failure is the output. */
export function succeeded(run: PulumiRun): PulumiRun {
    assert.equal(run.exitCode, 0, `exit code ${run.exitCode}:\n${run.output}`);
    return run;
}

/** Asserts that a command failed and printed these texts, without a stack trace. */
export function failedWith(run: PulumiRun, ...texts: (string | RegExp)[]): PulumiRun {
    assert.notEqual(run.exitCode, 0, `succeeded:\n${run.output}`);
    for (const text of texts) {
        const found = typeof text === "string" ? run.output.includes(text) : text.test(run.output);
        assert.ok(found, `no ${text} in the output:\n${run.output}`);
    }
    assert.doesNotMatch(run.output, /^\s+at .+:\d+:\d+/m, `a stack trace:\n${run.output}`);
    return run;
}

/** Asserts that a preview plans no change. */
export async function nothingToDo(stack: Stack, ...args: string[]): Promise<void> {
    succeeded(await stack.preview("--expect-no-changes", ...args));
}
