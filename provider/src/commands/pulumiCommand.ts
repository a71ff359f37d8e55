import { execFile } from "node:child_process";
import { CommandError, type Io } from "./command";

/** What mends a failure, by its cause. */
const solutions: readonly (readonly [cause: RegExp, solution: string])[] = [
    [/^there is no `pulumi`/, "install the Pulumi CLI, or put its folder on the PATH."],
    [/no stack named/, "name one by --stack that `pulumi stack ls` shows in this folder."],
    [/no stack selected/, "select one by `pulumi stack select`, or name it by --stack."],
    [/no Pulumi\.yaml/, "run this in the folder of a Pulumi project."],
    [
        /passphrase must be set|incorrect passphrase/,
        "set PULUMI_CONFIG_PASSPHRASE to the stack's passphrase, or PULUMI_CONFIG_PASSPHRASE_FILE to a file with it.",
    ],
    [
        /must be set for login|requires logging in|log in at|unauthorized|access token/i,
        "log in by `pulumi login`, or set PULUMI_ACCESS_TOKEN to a token that is good.",
    ],
    [/^/, "mend that first: `pulumi stack` has to work in this folder."],
];

/**
 * Runs Pulumi's command line in the command's folder and gives what it printed. It asks no question.
 *
 * @param stack The stack, where it is not the one that is selected in the folder.
 * @throws CommandError where there is no `pulumi`, or it fails: its own words are the cause.
 */
export function runPulumi({ cwd, env }: Io, args: readonly string[], stack?: string): Promise<string> {
    const all = [...args, "--non-interactive", "--color=never", ...(stack === undefined ? [] : ["--stack", stack])];
    return new Promise((resolve, reject) => {
        const options = { cwd, env, maxBuffer: Number.POSITIVE_INFINITY };
        const child = execFile("pulumi", all, options, (error, stdout, stderr) => {
            if (error === null) {
                return resolve(stdout);
            }
            // Before the error can stand how it logged in, or a warning.
            const said = stderr
                .replace(/^[\s\S]*?^error: /m, "")
                .trim()
                .replace(/\s*\n\s*/g, " ");
            const cause = error.code === "ENOENT" ? "there is no `pulumi` on the PATH." : said || error.message;
            const [, solution = ""] = solutions.find(([pattern]) => pattern.test(cause)) ?? [];
            reject(new CommandError(`pulumi ${args.join(" ")} failed`, cause, solution));
        });
        child.stdin?.end();
    });
}
