/** Folders in which an engine is made before it is moved into the cache, and what dead processes left of theirs. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { cacheKey } from "./cache";
import type { Context } from "./context";

/** After this a process of the same id is taken for another one. */
const oldestMs = 24 * 60 * 60 * 1_000;

/** Makes a new staging folder, named after the engine and this process. */
export function makeStaging(context: Context): string {
    mkdirSync(context.cacheRoot, { recursive: true });
    return mkdtempSync(join(context.cacheRoot, `${prefix(context)}${process.pid}-`));
}

/** Removes a staging folder; waits for children that were ended a moment ago and may still be writing. */
export function removeStaging(staging: string): void {
    rmSync(staging, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** Removes the staging folders of processes that are gone. To be called with the lock held. */
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
