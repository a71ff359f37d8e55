/** Runs OpenTofu. */
import { type ExecFileException, execFile } from "node:child_process";
import { join } from "node:path";
import { fileName } from "../../engine/onPath";

/** The result of one `tofu` command. */
export interface TofuRun {
    exitCode: number;
    stdout: string;
    stderr: string;
}

/** Runs `tofu` of a folder in the folder of a configuration. */
export function runTofu(
    tofuFolder: string,
    args: readonly string[],
    { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<TofuRun> {
    const tofu = join(tofuFolder, fileName("tofu", process.platform));
    return new Promise((resolve, reject) => {
        execFile(tofu, args, { cwd, env }, (error: ExecFileException | null, stdout, stderr) => {
            if (error && typeof error.code !== "number") {
                reject(error);
            } else {
                resolve({ exitCode: Number(error?.code ?? 0), stdout, stderr });
            }
        });
    });
}
