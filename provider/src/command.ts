import { threeLines } from "./errors";

/** All that a command may touch of the process that it runs in, so that tests can give it another one. */
export interface Io {
    /** Writes to the standard output: what was asked for, and nothing else. */
    stdout(text: string): void;
    /** Writes to the standard error: what is told beside it. */
    stderr(text: string): void;
    /** Reads the whole standard input. */
    readStdin(): Promise<string>;
    /** The environment. */
    readonly env: Readonly<Record<string, string | undefined>>;
    /** The folder that paths start from, and in which `pulumi` runs. */
    readonly cwd: string;
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
        super(threeLines(what, { cause, solution }));
    }
}
