import { createRedactor } from "../shared/redact";
import { CommandError, type Io } from "./command";
import { runPulumi } from "./pulumiCommand";

/** The decrypted configuration of a stack; it stays in memory. */
export interface StackConfig {
    /** By key, such as `mysafe:url`: the value as the provider gets it, and whether the stack encrypts it. */
    entries: Readonly<Record<string, { value?: string; secret?: boolean }>>;
    /** Why there is no stack, as Pulumi reports it. */
    missing?: string | undefined;
}

// The CLI gives its errors no code.
const noStack = /there is no `pulumi`[^.]*|no Pulumi.yaml project file found|no stack selected/;

/**
 * Reads the configuration of a stack with the Pulumi CLI. Without a CLI, a project or a stack it is empty.
 *
 * @param stack The stack, which must exist; by default the selected one.
 * @throws CommandError if the configuration cannot be read.
 */
export async function readStackConfig(io: Io, stack?: string): Promise<StackConfig> {
    try {
        return { entries: JSON.parse(await runPulumi(io, ["config", "--show-secrets", "--json"], stack)) };
    } catch (error) {
        if (error instanceof SyntaxError) {
            // The message of a SyntaxError repeats a part of the output.
            throw new CommandError(
                "`pulumi config` printed no JSON",
                "the output is hidden because it can contain secrets.",
                "check the output of `pulumi config --json` in this folder, and which `pulumi` is first on the PATH.",
            );
        }
        const missing = error instanceof CommandError && noStack.exec(error.message)?.[0];
        if (stack === undefined && missing) {
            return { entries: {}, missing };
        }
        throw error;
    }
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
