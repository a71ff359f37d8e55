/** A vault and a stack whose commands print the texts of `docs/reference/errors.md`. */
import assert from "node:assert/strict";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import type { PulumiRun, Stack, StackOptions } from "../../../engine/stack";
import { writeProgram } from "../../support/packedProject";
import { connectionEnvironment, withStack, withVault } from "../../support/story";
import { type Entry, entriesOf } from "./errorsOutput";

/** The arguments of `pulumi`, in the order of the page. */
export const commands = ["preview", "up", "up --skip-preview", "refresh", "destroy"] as const;

/** One of {@link commands}. */
export type Command = (typeof commands)[number];

/** The arguments of each declared resource, by name. */
export type Declared = Record<string, { identifier: unknown; onDestroy?: "leave" | "restore" }>;

/** The result of a command, and its messages about resources. */
export interface Outcome {
    succeeded: boolean;
    entries: Entry[];
    output: string;
}

/** `mysafe:timeoutSeconds`, longer than any correct response takes on a busy machine. */
const timeoutSeconds = "3";

const program = `
const { PasswordDisablement } = require("pulumi-mysafe");
for (const [name, args] of Object.entries(JSON.parse(process.env.TEST_DECLARED))) {
    new PasswordDisablement(name, args);
}
`;

/** A vault and a stack. The environment connects them, because it is faster to change than the configuration. */
export class Stage {
    declared: Declared = {};

    constructor(
        readonly vault: Simulator,
        readonly stack: Stack,
        /** The vault's base URL in the stack's settings. */
        readonly url: string,
    ) {}

    /** Sets the declarations of the next commands. */
    declares(declared: Declared): void {
        this.declared = declared;
        this.stack.env.TEST_DECLARED = JSON.stringify(declared);
    }

    /** Sets environment variables of the next commands. An undefined value removes one. */
    set(variables: Record<string, string | undefined>): void {
        for (const [name, value] of Object.entries(variables)) {
            if (value === undefined) {
                delete this.stack.env[name];
            } else {
                this.stack.env[name] = value;
            }
        }
    }

    /** Runs a command, and fails if it prints a secret or a stack trace. */
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

    /** Runs a command that must succeed. */
    async expect(command: Command, ...args: string[]): Promise<void> {
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

/** The options of a stage. */
export interface StageOptions extends Pick<StackOptions, "config"> {
    vault?: SimulatorOptions;
}

/** Creates a stage for an action and removes it at the end. The stage retries nothing, to save time. */
export async function withStage(options: StageOptions, use: (stage: Stage) => Promise<void>): Promise<void> {
    const folder = await writeProgram("declaring-by-environment", program);
    await withVault(options.vault ?? {}, async (vault) => {
        // A scene can make this host name unknown.
        const url = vault.url.replace("127.0.0.1", "localhost");
        const config = { "mysafe:maxRetries": "0", "mysafe:timeoutSeconds": timeoutSeconds, ...options.config };
        const env = { ...connectionEnvironment(vault), SENHASEGURA_URL: url };
        await withStack({ program: folder, config, env }, (stack) => use(new Stage(vault, stack, url)));
    });
}
