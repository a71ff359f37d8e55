/** Lets one process at a time make an engine. The lock of a killed process goes stale within seconds. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lock } from "proper-lockfile";
import { cacheKey } from "./cache";
import type { Context } from "./context";

const pollMs = 250;

/** Runs `work` while no other process does. It waits for another process and logs that. */
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
                    // Only a long suspended process loses its lock. It works in its own folder and moves the result in
                    // one step, so two processes at once waste time but do no harm.
                    onCompromised: () => undefined,
                });
            } catch (error) {
                if ((error as NodeJS.ErrnoException).code !== "ELOCKED" || context.signal.aborted) {
                    throw error;
                }
            }
            if (!waiting) {
                waiting = true;
                context.progress.line("waiting for another process that is getting the engine");
                context.progress.start(() => "waiting for the other process");
            }
            await sleep(pollMs, undefined, { signal: context.signal });
        }
    } finally {
        if (waiting) {
            context.progress.stop();
        }
    }
}
