import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { CommandError, type Io } from "./command";

/** Solutions by cause, which is mostly the Pulumi CLI's error message. */
const solutions: readonly (readonly [cause: RegExp, solution: string])[] = [
    [/no `pulumi` on the PATH/, "install the Pulumi CLI, or add its folder to the PATH."],
    [/no stack named/, "pass --stack with a name that `pulumi stack ls` lists in this folder."],
    [/no stack selected/, "run `pulumi stack select` or `pulumi stack init`, or pass --stack."],
    [/no Pulumi\.yaml/, "run this command in the folder of a Pulumi project."],
    [
        /passphrase must be set|incorrect passphrase/,
        "set PULUMI_CONFIG_PASSPHRASE to the stack's passphrase, or PULUMI_CONFIG_PASSPHRASE_FILE to a file with it.",
    ],
    [
        /must be set for login|requires logging in|log in at|unauthorized|access token/i,
        "run `pulumi login`, or set PULUMI_ACCESS_TOKEN to a valid token.",
    ],
    [/^/, "fix this error first: `pulumi stack` must work in this folder."],
];

/**
 * Runs the Pulumi CLI without prompts in the command's folder and returns its standard output.
 *
 * @param stack The stack; by default the one that is selected in the folder.
 * @throws CommandError where `pulumi` is not installed or fails; the cause is its own error message.
 */
export async function runPulumi({ cwd, env }: Io, args: readonly string[], stack?: string): Promise<string> {
    const options = ["--non-interactive", "--color=never", ...(stack === undefined ? [] : ["--stack", stack])];
    const settings = { cwd, env, maxBuffer: Number.POSITIVE_INFINITY };
    const running = promisify(execFile)("pulumi", [...args, ...options], settings);
    running.child.stdin?.end();
    try {
        return (await running).stdout;
    } catch (error) {
        const cause = causeOf(error as NodeJS.ErrnoException & { stderr: string });
        const [, solution = ""] = solutions.find(([pattern]) => pattern.test(cause)) ?? [];
        throw new CommandError(`pulumi ${args.join(" ")} failed`, cause, solution);
    }
}

function causeOf({ code, stderr, message }: NodeJS.ErrnoException & { stderr: string }): string {
    if (code === "ENOENT") {
        return "there is no `pulumi` on the PATH.";
    }
    // Lines about the login, or warnings, can precede the error.
    const error = stderr.replace(/^[\s\S]*?^error: /m, "");
    return error.trim().replace(/\s*\n\s*/g, " ") || message;
}
