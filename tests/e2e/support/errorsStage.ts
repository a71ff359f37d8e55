/** A vault and a stack whose commands are run for what they print: the source of `docs/errors.md`. */
import assert from "node:assert/strict";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import type { PulumiRun, Stack, StackOptions } from "../../../engine/stack";
import { writeProgram } from "../../support/packedProject";
import { connectionEnvironment, withStack, withVault } from "../../support/story";
import { type Entry, entriesOf } from "./errorsOutput";

/** What a user types after `pulumi`, in the page's order. */
export const commands = ["preview", "up", "up --skip-preview", "refresh", "destroy"] as const;

/** One of {@link commands}. */
export type Command = (typeof commands)[number];

/** The arguments of each declared resource, by name. */
export type Declared = Record<string, { identifier: unknown; onDestroy?: "leave" | "enable" }>;

/** How a command ended, and what it printed of its resources. */
export interface Outcome {
    succeeded: boolean;
    entries: Entry[];
    output: string;
}

/** How long the vault's answers are waited for, in seconds; longer than any right one takes on a busy machine. */
const timeoutSeconds = "3";

const program = `
const { PasswordDisablement } = require("pulumi-mysafe");
for (const [name, args] of Object.entries(JSON.parse(process.env.TEST_DECLARED))) {
    new PasswordDisablement(name, args);
}
`;

/** A vault, and a stack that the environment connects to it, since that changes quicker than the configuration. */
export class Stage {
    declared: Declared = {};

    constructor(
        readonly vault: Simulator,
        readonly stack: Stack,
        /** The vault's base URL as the stack has it. */
        readonly url: string,
    ) {}

    /** What the program declares from now on. */
    declares(declared: Declared): void {
        this.declared = declared;
        this.stack.env.TEST_DECLARED = JSON.stringify(declared);
    }

    /** Sets environment variables of the commands from now on; undefined takes one away. */
    set(variables: Record<string, string | undefined>): void {
        for (const [name, value] of Object.entries(variables)) {
            if (value === undefined) {
                delete this.stack.env[name];
            } else {
                this.stack.env[name] = value;
            }
        }
    }

    /** Runs a command to its end, and looks for what no command may print. */
    async run(command: Command, ...args: string[]): Promise<Outcome> {
        const run = await this.stack.run([
            ...command.split(" "),
            ...(command === "preview" ? [] : ["--yes"]),
            "--suppress-progress",
            "--color",
            "never",
            ...args,
        ]);
        this.#assertClean(run);
        return { succeeded: run.exitCode === 0, entries: entriesOf(run.output, this.url), output: run.output };
    }

    /** Runs a command that has nothing to say. */
    async quietly(command: Command, ...args: string[]): Promise<void> {
        const { succeeded, output } = await this.run(command, ...args);
        assert.ok(succeeded, output);
    }

    #assertClean({ output }: PulumiRun): void {
        const { clientSecret, issuedTokens } = this.vault;
        const secrets = [clientSecret, ...issuedTokens, ...this.vault.passwords().map(({ secret }) => secret)];
        const { SENHASEGURA_CLIENT_SECRET: secretOfStack = clientSecret } = this.stack.env;
        const unwanted: [what: string, isThere: boolean][] = [
            ["a stack trace", /^\s+at .+:\d+/m.test(output)],
            ["a place in the code", /file:\/\/|node_modules|\.[cm]?js:\d/.test(output)],
            ["a folder of this machine", /pulumi-mysafe-(?:stack|run)-/.test(output)],
            ["a secret", [...secrets, secretOfStack].some((secret) => output.includes(secret))],
        ];
        for (const [what, isThere] of unwanted) {
            assert.ok(!isThere, `${what} in:\n${output}`);
        }
    }
}

/** How a stage differs from others. */
export interface StageOptions extends Pick<StackOptions, "config"> {
    vault?: SimulatorOptions;
}

/** Makes a stage, and takes it away at the end. No call is tried twice, so that no time is lost. */
export async function withStage(options: StageOptions, tell: (stage: Stage) => Promise<void>): Promise<void> {
    const folder = await writeProgram("declaring-by-environment", program);
    await withVault(options.vault ?? {}, async (vault) => {
        // By name, so that it can be one that is not found.
        const url = vault.url.replace("127.0.0.1", "localhost");
        const config = { "mysafe:maxRetries": "0", "mysafe:timeoutSeconds": timeoutSeconds, ...options.config };
        const env = { ...connectionEnvironment(vault), SENHASEGURA_URL: url };
        await withStack({ program: folder, config, env }, (stack) => tell(new Stage(vault, stack, url)));
    });
}
