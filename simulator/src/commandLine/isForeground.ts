import { spawnSync } from "node:child_process";

/**
 * Returns true where this process may read its standard input. A shell stops a background job (`&`) that reads from the
 * terminal.
 */
export function isForeground(): boolean {
    if (!process.stdin.isTTY || process.platform === "win32") {
        return true;
    }
    const { status, stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(process.pid)], { encoding: "utf8" });
    return status !== 0 || stdout.includes("+");
}
