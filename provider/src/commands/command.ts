import { formatError } from "../shared/errors";
import type { Explanation } from "../shared/explanations";

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
    /** Asks a question on the terminal and returns the answer, empty for none; undefined where nobody can answer. */
    readonly ask?: ((question: string) => Promise<string>) | undefined;
}

export interface Terminal {
    /** Characters in a line. */
    readonly columns: number;
    /** True where the terminal supports colours and NO_COLOR is not set. */
    readonly colours: boolean;
}

/** A command of `pulumi-mysafe`: its text, its options and its work. */
export interface Command {
    /** One line for the list of commands. */
    summary: string;
    /** The lines above the options in its `--help`. */
    description: string;
    /** The argument that the command requires, if it takes one. */
    argument?: readonly [name: string, description: string];
    /** Each option takes a value; `--help` shows the value's name and this description. */
    options: Readonly<Record<string, readonly [valueName: string, description: string]>>;
    /** Options without a value, with their descriptions. */
    switches?: Readonly<Record<string, string>>;
    /**
     * Runs the command with the values of its options and argument, by name, and returns the exit code. The value of a
     * switch is "true".
     *
     * @throws UsageError for wrong options: exit code 2 and a pointer to `--help`.
     * @throws CommandError for an expected failure: exit code 1.
     */
    run(values: Readonly<Record<string, string>>, io: Io): Promise<number>;
}

/** The arguments are wrong. The message is one line. */
export class UsageError extends Error {}

/** The command failed for an expected reason. The message has three lines: summary, `Cause:`, `Solution:`. */
export class CommandError extends Error {
    readonly explanation: Explanation;

    constructor(summary: string, cause: string, solution: string) {
        super(formatError(summary, { cause, solution }));
        this.explanation = { cause, solution };
    }
}
