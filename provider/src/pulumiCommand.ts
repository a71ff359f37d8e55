import { execFile } from "node:child_process";
import { CommandError, type Io } from "./command";

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
            const said = stderr.trim().replace(/^error: /, "");
            const cause = error.code === "ENOENT" ? "there is no `pulumi` on the PATH." : said || error.message;
            reject(
                new CommandError(
                    `pulumi ${args.join(" ")} failed`,
                    cause,
                    "install the Pulumi CLI, log in, and run this in the folder of a project whose stack is selected, or name it by --stack.",
                ),
            );
        });
        child.stdin?.end();
    });
}
