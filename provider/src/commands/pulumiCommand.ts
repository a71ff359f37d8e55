import { execFile } from "node:child_process";
import { CommandError, type Io } from "./command";

/** Solutions by the Pulumi CLI's error message. */
const solutions: readonly (readonly [message: RegExp, solution: string])[] = [
    [/no stack named/, "pass --stack with a name that `pulumi stack ls` lists in this folder."],
    [/no stack selected/, "run `pulumi stack select`, or pass --stack."],
    [/no Pulumi\.yaml/, "run this command in the folder of a Pulumi project."],
    [
        /passphrase must be set|incorrect passphrase/,
        "set PULUMI_CONFIG_PASSPHRASE to the stack's passphrase, or PULUMI_CONFIG_PASSPHRASE_FILE to a file with it.",
    ],
    [
        /must be set for login|requires logging in|log in at|unauthorized|access token/i,
        "run `pulumi login`, or set PULUMI_ACCESS_TOKEN to a valid token.",
    ],
];

/**
 * Runs the Pulumi CLI without prompts in the command's folder and returns its standard output.
 *
 * @param stack The stack; by default the one that is selected in the folder.
 * @throws CommandError where `pulumi` is not installed or fails; the cause is its own error message.
 */
export function runPulumi({ cwd, env }: Io, args: readonly string[], stack?: string): Promise<string> {
    const options = ["--non-interactive", "--color=never", ...(stack === undefined ? [] : ["--stack", stack])];
    return new Promise((resolve, reject) => {
        const settings = { cwd, env, maxBuffer: Number.POSITIVE_INFINITY };
        const child = execFile("pulumi", [...args, ...options], settings, (error, stdout, stderr) => {
            if (error === null) {
                return resolve(stdout);
            }
            const { cause, solution } =
                error.code === "ENOENT"
                    ? {
                          cause: "there is no `pulumi` on the PATH.",
                          solution: "install the Pulumi CLI, or add its folder to the PATH.",
                      }
                    : explain(stderr, error);
            reject(new CommandError(`pulumi ${args.join(" ")} failed`, cause, solution));
        });
        child.stdin?.end();
    });
}

function explain(stderr: string, error: Error) {
    // Lines about the login, or warnings, can precede the error.
    const message = stderr
        .replace(/^[\s\S]*?^error: /m, "")
        .trim()
        .replace(/\s*\n\s*/g, " ");
    const [, solution = "fix this error first: `pulumi stack` must work in this folder."] =
        solutions.find(([pattern]) => pattern.test(message)) ?? [];
    return { cause: message || error.message, solution };
}
