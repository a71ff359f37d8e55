import { closeSync, openSync } from "node:fs";

/**
 * Returns whether somebody can watch the run: it has a terminal, and is none of a pipeline, which sets `CI`. The engine
 * gives this process pipes, but leaves it in the session of the command, with the terminal of that session.
 */
export function hasTerminal(
    env: NodeJS.ProcessEnv = process.env,
    platform: NodeJS.Platform = process.platform,
    device = "/dev/tty",
): boolean {
    if (!/^(|0|false)$/i.test(env.CI ?? "")) {
        return false;
    }
    if (platform === "win32") {
        return true;
    }
    try {
        closeSync(openSync(device, "r"));
        return true;
    } catch {
        return false;
    }
}
