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
    const printed = await runPulumi(io, ["config", "--show-secrets", "--json"], stack).catch((error: unknown) => {
        const missing = error instanceof CommandError && noStack.exec(error.message)?.[0];
        if (stack === undefined && missing) {
            return { missing };
        }
        throw error;
    });
    if (typeof printed === "object") {
        return { entries: {}, ...printed };
    }
    try {
        return { entries: JSON.parse(printed) };
    } catch {
        // Node's own words would repeat some of it.
        throw new CommandError(
            "pulumi config --json failed",
            "what it printed is no JSON.",
            "use the Pulumi CLI 3.216 or newer.",
        );
    }
}
