import { CommandError, type Io } from "./command";
import { runPulumi } from "./pulumiCommand";

/** The configuration of a stack, decrypted: it stays in memory. */
export interface StackConfig {
    /** By key, such as `mysafe:url`: the value as the engine hands it on, and whether the stack keeps it encrypted. */
    entries: Readonly<Record<string, { value?: unknown; secret?: boolean }>>;
    /** Pulumi's words for it, where there is no stack here. */
    missing?: string | undefined;
}

const noStack = /there is no `pulumi`[^.]*|no Pulumi.yaml project file found|no stack selected/;

/**
 * Reads a stack's configuration with Pulumi's command line. Without a CLI, a project or a stack it is empty.
 *
 * @param stack The stack, where it is not the one that is selected: then it has to be there.
 * @throws CommandError when the configuration cannot be read.
 */
export async function readStackConfig(io: Io, stack?: string): Promise<StackConfig> {
    try {
        return { entries: JSON.parse(await runPulumi(io, ["config", "--show-secrets", "--json"], stack)) };
    } catch (error) {
        const missing = error instanceof CommandError && noStack.exec(error.message)?.[0];
        if (stack === undefined && missing) {
            return { entries: {}, missing };
        }
        // Node's own words would repeat some of what is no JSON.
        throw error instanceof SyntaxError
            ? new CommandError("`pulumi config` printed no JSON", "it is too old.", "update it.")
            : error;
    }
}
