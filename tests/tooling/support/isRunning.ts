import { readFileSync } from "node:fs";

/** Returns true if a process is running. A zombie has ended, even if its parent has not collected it yet. */
export function isRunning(pid: number): boolean {
    try {
        process.kill(pid, 0);
    } catch {
        return false;
    }
    return !isZombie(pid);
}

function isZombie(pid: number): boolean {
    try {
        // The state follows the name in brackets.
        return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    } catch {
        // There is no /proc, or the process has ended meanwhile.
        return false;
    }
}
