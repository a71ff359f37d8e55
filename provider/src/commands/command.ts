import { type ParseArgsConfig, parseArgs } from "node:util";

/** All that a command may touch of the process that it runs in, so that tests can give it another one. */
export interface Io {
    /** Writes to the standard output: what was asked for, and nothing else. */
    stdout(text: string): void;
    /** Writes to the standard error: what is told beside it. */
    stderr(text: string): void;
    /** Reads the whole standard input. */
    readStdin(): Promise<Uint8Array>;
    /** The environment. */
    readonly env: Readonly<Record<string, string | undefined>>;
    /** The folder that paths start from, and in which `pulumi` runs. */
    readonly cwd: string;
    /** The terminal that the standard output is; undefined where it is a file or a pipe. */
    readonly terminal?: Terminal | undefined;
}

/** What a command needs to know of a terminal. */
export interface Terminal {
    /** How many characters a line has. */
    readonly columns: number;
    /** Whether it shows colours, and is to (NO_COLOR). */
    readonly colours: boolean;
}

/**
 * What runs a command of the command line: is given the arguments after its name, and answers the exit code.
 *
 * @throws UsageError for arguments that it does not know: told with a pointer to `--help`, exit code 2.
 * @throws CommandError for what is expected to go wrong: told as it is, exit code 1.
 */
export type Command = (args: string[], io: Io) => Promise<number>;

/** The arguments are wrong; the message says which, and what would be right, in one line. */
export class UsageError extends Error {}

/** The command cannot do its work. Its message has three lines: what failed, `Cause:`, `Solution:`. */
export class CommandError extends Error {
    constructor(what: string, cause: string, solution: string) {
        super(`${what}\nCause: ${cause}\nSolution: ${solution}`);
    }
}

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<T extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: T }>>["values"];

/**
 * Reads the options of a command, as node:util's parseArgs has them; arguments without a name are refused.
 *
 * @throws UsageError for an option that is not there, lacks its value, or has one too many.
 */
export function parseOptions<T extends Options>(args: string[], options: T): Values<T> {
    try {
        return parseArgs({ args, options }).values;
    } catch (error) {
        // Node's own words; after the first sentence they are about "--".
        throw new UsageError((error as Error).message.split(/\. |\.?\n/, 1)[0]);
    }
}
