/** Makes something for the cache: one process at a time, without leftovers after an interruption. */
import type { Context } from "./context";
import { onInterruption } from "./interruption";
import { withLock } from "./lock";
import { makeStaging, removeStaging, sweepStaging } from "./staging";

/**
 * Runs `work` with the cache's lock held. It removes the staging folders of dead processes first.
 * It removes those of `work` when that ends or the process is interrupted.
 *
 * @param interrupted Aborted when the process is interrupted, with the signal's name as its reason.
 * @param work Makes the files. `stage` returns a new staging folder.
 */
export async function withStaging<T>(
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
