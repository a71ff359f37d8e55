/** The time between two looks, and the time for which this process outlives its parent, in milliseconds. */
const intervalMs = 1_000;
const gracePeriodMs = 2_000;

/**
 * Calls `onEnd` when the process that started this one has ended, and ends this process soon after. Otherwise it would
 * continue beside the next run.
 */
export function watchParentEnd(onEnd: () => void): void {
    const parent = process.ppid;
    const timer = setInterval(() => {
        if (process.ppid !== parent) {
            clearInterval(timer);
            onEnd();
            setTimeout(() => process.exit(1), gracePeriodMs);
        }
    }, intervalMs);
    timer.unref();
}
