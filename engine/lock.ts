/** Lets one process at a time make an engine; a lock whose holder was killed goes stale within seconds. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lock } from "proper-lockfile";
import { cacheKey } from "./cache";
import type { Context } from "./context";

const askAgainMs = 250;

/** Does `work` while no other process does; waits for one that does, and says so. */
export async function withLock<T>(context: Context, work: () => Promise<T>): Promise<T> {
    mkdirSync(context.cacheRoot, { recursive: true });
    const release = await acquire(context);
    try {
        return await work();
    } finally {
        await release().catch(() => undefined);
    }
}

async function acquire(context: Context): Promise<() => Promise<void>> {
    let waiting = false;
    try {
        for (;;) {
            try {
                return await lock(context.cacheRoot, {
                    lockfilePath: join(context.cacheRoot, `${cacheKey(context)}.lock`),
                    stale: context.limits.lockStaleMs,
                    update: Math.max(1_000, context.limits.lockStaleMs / 4),
                    // Only a process that was stopped for long loses its lock. What it makes is in a folder of its own
                    // and is moved in one step, so that two makers are wasteful, but not wrong.
                    onCompromised: () => undefined,
                });
            } catch (error) {
                if ((error as NodeJS.ErrnoException).code !== "ELOCKED" || context.signal.aborted) {
                    throw error;
                }
            }
            if (!waiting) {
                waiting = true;
                context.progress.line("another process is getting the engine: waiting for its result");
                context.progress.start(() => "waiting for the other process");
            }
            await sleep(askAgainMs, undefined, { signal: context.signal });
        }
    } finally {
        if (waiting) {
            context.progress.stop();
        }
    }
}
