import { execFile } from "node:child_process";
import { CommandError, type Io } from "./command";

/**
 * Runs Pulumi's command line in the command's folder and gives what it printed. It asks no question.
 *
 * @param stack The stack, where it is not the one that is selected in the folder.
 * @throws CommandError where there is no `pulumi`, or it fails: its own words are the cause.
 */
export function runPulumi(io: Io, args: readonly string[], stack?: string): Promise<string> {
    const all = [...args, "--non-interactive", "--color", "never", ...(stack === undefined ? [] : ["--stack", stack])];
    const shown = `pulumi ${args.join(" ")}`;
    return new Promise((resolve, reject) => {
        const options = { cwd: io.cwd, env: io.env, maxBuffer: Number.POSITIVE_INFINITY, windowsHide: true };
        const child = execFile("pulumi", all, options, (error, stdout, stderr) => {
            if (error === null) {
                resolve(stdout);
            } else if (error.code === "ENOENT") {
                reject(
                    new CommandError(
                        `${shown} did not run`,
                        "there is no `pulumi` on the PATH.",
                        "install the Pulumi CLI, or put its folder on the PATH.",
                    ),
                );
            } else {
                const said = stderr.trim().replace(/^error: /, "") || `it ended with ${error.code ?? error.signal}`;
                reject(
                    new CommandError(
                        `${shown} failed`,
                        said,
                        "run it in the folder of a Pulumi project, logged in to its backend, and select the stack or name it by --stack.",
                    ),
                );
            }
        });
        child.stdin?.end();
    });
}
