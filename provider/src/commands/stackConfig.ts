import { createRedactor } from "../client/index";
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
    let printed = "";
    try {
        printed = await runPulumi(io, ["config", "--show-secrets", "--json"], stack);
        return { entries: JSON.parse(printed.replace(/^\uFEFF/, "")) };
    } catch (error) {
        const missing = error instanceof CommandError && noStack.exec(error.message)?.[0];
        if (stack === undefined && missing) {
            return { entries: {}, missing };
        }
        // Node's own words would repeat some of what is no JSON.
        throw error instanceof SyntaxError
            ? new CommandError(
                  "`pulumi config` printed no JSON",
                  printed.trim() === "" ? "it printed nothing." : "what it printed is not shown: it can hold secrets.",
                  "look at what `pulumi config --json` prints in this folder, and which `pulumi` is the first on the PATH.",
              )
            : error;
    }
}

/** Makes what strikes out of a line what a stack keeps encrypted. */
export function createStackRedaction({ entries }: StackConfig): (line: string) => string {
    const values = Object.entries(entries).flatMap(([key, { value, secret }]) =>
        secret && key.startsWith("mysafe:") ? `${value ?? ""}`.trim() : [],
    );
    const urls = values
        .filter((value) => /^https?:/i.test(value) && URL.canParse(value))
        .map((value) => new URL(value));
    const parts = urls.flatMap(({ host, hostname, pathname }) => [host, hostname, pathname.replace(/^\/|\/$/g, "")]);
    const forms = [...values, ...parts];
    // Shorter ones are numbers and words that any line has: there they would be told by striking them out.
    const strike = createRedactor(forms.filter(({ length }) => length > 6));
    const strikeQuoted = createRedactor(forms.filter(({ length }) => length > 2));
    return (line) =>
        strike(
            // A setting that is wrong is repeated in part, too: cut, or one value of a list.
            line.replace(/^(- (mysafe:\w+) \(stack config\) (?:is|has) )".*"/, (whole, before, key) =>
                entries[key]?.secret ? `${before}[secret]` : whole,
            ),
        ).replace(/".*"/, strikeQuoted);
}
