import { readSettings, type Settings } from "../settings/settings";
import { createRedactor } from "../shared/redact";
import { CommandError, type Io } from "./command";
import { runPulumi } from "./pulumiCommand";

/** The decrypted configuration of a stack; it stays in memory. */
export interface StackConfig {
    /** By key, such as `mysafe:url`: the value as the provider gets it, and whether the stack encrypts it. */
    entries: Readonly<Record<string, { value?: string; secret?: boolean }>>;
    /** Why there is no configuration to read, and how to change that. */
    missing?: { reason: string; solution: string } | undefined;
}

type Entries = StackConfig["entries"];

/** Reasons by the CLI's message. The CLI gives its errors no code. */
const noStack: readonly (readonly [cause: RegExp, reason: string])[] = [
    [/no `pulumi` on the PATH/, "there is no `pulumi` on the PATH"],
    [/no Pulumi\.yaml project file found/, "there is no Pulumi project"],
    [/no stack selected/, "no stack is selected"],
    [
        /must be set for login|requires logging in|log in at|unauthorized: no credentials/i,
        "there is no valid Pulumi login",
    ],
];

/**
 * Reads the configuration of a stack with the Pulumi CLI. Without a CLI, a project, a login or a stack it is empty.
 *
 * @param stack The stack, which must exist; by default the selected one.
 * @throws CommandError if the configuration cannot be read.
 */
export async function readStackConfig(io: Io, stack?: string): Promise<StackConfig> {
    try {
        return { entries: await readEntries(io, stack) };
    } catch (error) {
        if (stack === undefined && error instanceof CommandError) {
            const { cause, solution } = error.explanation;
            const [, reason] = noStack.find(([pattern]) => pattern.test(cause)) ?? [];
            if (reason !== undefined) {
                return { entries: {}, missing: { reason, solution } };
            }
        }
        throw error;
    }
}

async function readEntries(io: Io, stack?: string): Promise<Entries> {
    try {
        return parseEntries(await runPulumi(io, ["config", "--show-secrets", "--json"], stack));
    } catch (error) {
        if (!(error instanceof CommandError && /passphrase must be set/.test(error.explanation.cause))) {
            throw error;
        }
        // Only the values that a stack encrypts need the passphrase, and these can all be of other packages.
        const entries = parseEntries(await runPulumi(io, ["config", "--json"], stack));
        if (Object.entries(entries).some(([key, { secret }]) => secret && key.startsWith("mysafe:"))) {
            throw error;
        }
        return entries;
    }
}

function parseEntries(text: string): Entries {
    try {
        return JSON.parse(text);
    } catch {
        // The message of a SyntaxError repeats a part of the output.
        throw new CommandError(
            "`pulumi config` printed no JSON",
            "the output is hidden because it can contain secrets.",
            "check the output of `pulumi config --json` in this folder, and which `pulumi` is first on the PATH.",
        );
    }
}

/** Reads the settings as the resources of a stack do. @throws ConfigError with all missing and wrong settings. */
export function readStackSettings({ entries }: StackConfig, env: Io["env"]): Settings {
    return readSettings(
        (key) => entries[key]?.value,
        env,
        (key) => entries[key]?.secret === true,
    );
}

/** Returns a function that replaces in a line the values that a stack encrypts, and the hosts of their URLs. */
export function createStackRedaction({ entries }: StackConfig): (line: string) => string {
    const values = Object.entries(entries).flatMap(([key, { value = "", secret }]) =>
        secret && key.startsWith("mysafe:") ? value.trim() : [],
    );
    const urls = values.filter((value) => URL.canParse(value)).map((value) => new URL(value));
    const parts = urls.flatMap(({ host, hostname, pathname }) => [host, hostname, pathname.replace(/^\/|\/$/g, "")]);
    // Short values are numbers and common words: to redact them would reveal them.
    return createRedactor([...values, ...parts].filter(({ length }) => length > 6));
}
