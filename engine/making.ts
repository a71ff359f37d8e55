/** The frame around making something for the cache: one process at a time, and nothing left by an interruption. */
import type { Context } from "./context";
import { onInterruption } from "./interruption";
import { withLock } from "./lock";
import { makeStaging, removeStaging, sweepStaging } from "./staging";

/**
 * Runs `work` with the cache's lock held. When it ends, or the process is interrupted, its staging folders go, as those of
 * dead processes did before.
 *
 * @param interrupted Aborted, with the signal's name as its reason, when the process is interrupted.
 * @param work What makes it; `stage` gives a new staging folder.
 */
export async function making<T>(
    context: Context,
    interrupted: AbortController,
    work: (stage: () => string) => Promise<T>,
): Promise<T> {
    const stages: string[] = [];
    const removeAll = () => stages.splice(0).forEach(removeStaging);
    const stopListening = onInterruption((reason) => {
        interrupted.abort(reason);
        context.progress.stop();
        removeAll();
    });
    function stage(): string {
        const folder = makeStaging(context);
        stages.push(folder);
        return folder;
    }
    try {
        return await withLock(context, () => {
            sweepStaging(context);
            return work(stage).finally(removeAll);
        });
    } finally {
        stopListening();
        context.progress.stop();
    }
}
