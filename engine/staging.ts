/** The staging folders in which engines are made, and the removal of those that dead processes left. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { cacheKey } from "./cache";
import type { Context } from "./context";

/** Beyond this age, a process with the same id is another one. */
const oldestMs = 24 * 60 * 60 * 1_000;

/** Creates a staging folder, named after the engine and this process. */
export function makeStaging(context: Context): string {
    mkdirSync(context.cacheRoot, { recursive: true });
    return mkdtempSync(join(context.cacheRoot, `${prefix(context)}${process.pid}-`));
}

/** Removes a staging folder. It retries, since children that were just killed may still be writing. */
export function removeStaging(staging: string): void {
    rmSync(staging, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** Removes the staging folders of ended processes. The caller must hold the lock. */
export function sweepStaging(context: Context): void {
    for (const name of readdirSync(context.cacheRoot).filter((entry) => entry.startsWith(prefix(context)))) {
        const folder = join(context.cacheRoot, name);
        const pid = Number.parseInt(name.slice(prefix(context).length), 10);
        const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
        if (pid !== process.pid && (!isAlive(pid) || age > oldestMs)) {
            removeStaging(folder);
        }
    }
}

function prefix(context: Context): string {
    return `staging-${cacheKey(context)}-`;
}

function isAlive(pid: number): boolean {
    try {
        return process.kill(pid, 0);
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}
