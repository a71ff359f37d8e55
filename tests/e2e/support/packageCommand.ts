import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Stack } from "../../../engine/stack";
import { packedProject } from "../../support/packedProject";

/** The result of a command of the package. */
export interface CommandEnd {
    exitCode: number | null;
    stdout: string;
    stderr: string;
}

/** Runs `pulumi-mysafe` of the packed package in a stack's folder, as a user does. */
export async function packageCommand(stack: Stack, args: string[], env: NodeJS.ProcessEnv = {}): Promise<CommandEnd> {
    const { folder } = await packedProject();
    const child = spawn(join(folder, "node_modules", ".bin", "pulumi-mysafe"), args, {
        cwd: stack.folder,
        env: { ...stack.env, ...env },
        shell: process.platform === "win32",
        stdio: ["ignore", "pipe", "pipe"],
    });
    const [exitCode, stdout, stderr] = await Promise.all([
        new Promise<number | null>((resolve) => child.once("close", resolve)),
        text(child.stdout),
        text(child.stderr),
    ]);
    return { exitCode, stdout, stderr };
}
