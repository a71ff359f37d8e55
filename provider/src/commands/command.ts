import { type ParseArgsConfig, parseArgs } from "node:util";
import { formatError } from "../shared/errors";

/** The parts of the process that a command may use, so that tests can replace them. */
export interface Io {
    /** Writes the command's result to standard output. */
    stdout(text: string): void;
    /** Writes messages about the run to standard error. */
    stderr(text: string): void;
    /** Reads all of standard input. */
    readStdin(): Promise<Uint8Array>;
    readonly env: Readonly<Record<string, string | undefined>>;
    /** The folder in which relative paths start and `pulumi` runs. */
    readonly cwd: string;
    /** The terminal of standard output; undefined for a file or a pipe. */
    readonly terminal?: Terminal | undefined;
}

/** The properties of a terminal that a command uses. */
export interface Terminal {
    /** Characters in a line. */
    readonly columns: number;
    /** Whether the terminal supports colours and NO_COLOR is not set. */
    readonly colours: boolean;
}

/**
 * Runs a command with the arguments after its name and returns the exit code.
 *
 * @throws UsageError for wrong arguments: exit code 2 and a pointer to `--help`.
 * @throws CommandError for an expected failure: exit code 1.
 */
export type Command = (args: string[], io: Io) => Promise<number>;

/** The arguments are wrong. The message is one line. */
export class UsageError extends Error {}

/** The command failed for an expected reason. The message has three lines: summary, `Cause:`, `Solution:`. */
export class CommandError extends Error {
    constructor(summary: string, cause: string, solution: string) {
        super(formatError(summary, { cause, solution }));
    }
}

/** The text and the options of a command: the source of its parser and of its `--help`. */
export interface CommandDefinition<Name extends string> {
    name: string;
    /** What the command does, in lines. */
    description: string;
    /** Each option has a value; the usage shows the value's name and this description. */
    options: Readonly<Record<Name, readonly [valueName: string, description: string]>>;
}

/** Returns a command that parses its options, answers `--help`, and calls `run` with the values. */
export function defineCommand<Name extends string>(
    definition: CommandDefinition<Name>,
    run: (values: Readonly<Partial<Record<Name, string>>>, io: Io) => Promise<number>,
): Command {
    const names = Object.keys(definition.options) as Name[];
    const withValue = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
    return async (args, io) => {
        const { help, ...values } = parseOptions(args, { ...withValue, help: { type: "boolean", short: "h" } });
        if (help) {
            io.stdout(usageOf(definition));
            return 0;
        }
        return run(values as Partial<Record<Name, string>>, io);
    };
}

function usageOf({ name, description, options }: CommandDefinition<string>): string {
    const lines = Object.entries(options).map(([option, [valueName, text]]) => [`--${option} ${valueName}`, text]);
    return `Usage: pulumi-mysafe ${name} [options]\n\n${description}\n\n${formatLines([...lines, ["--help, -h", "this text"]])}`;
}

/** Returns names and their descriptions as two columns of a usage text. */
export function formatLines(lines: readonly (readonly string[])[]): string {
    const width = Math.max(...lines.map(([name = ""]) => name.length));
    return lines.map(([name = "", description]) => `  ${name.padEnd(width)}  ${description}\n`).join("");
}

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<T extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: T }>>["values"];

/**
 * Parses options with node:util's parseArgs and refuses positional arguments.
 *
 * @throws UsageError for an unknown option, a missing value or a value that the option does not take.
 */
function parseOptions<T extends Options>(args: string[], options: T): Values<T> {
    try {
        return parseArgs({ args, options }).values;
    } catch (error) {
        // The sentences after Node's first one explain "--", which these commands do not need.
        throw new UsageError((error as Error).message.split(/\. |\.?\n/, 1)[0]);
    }
}
