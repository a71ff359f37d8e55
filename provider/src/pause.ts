import type { RetryClock } from "./retry";

/** A time before which nobody sends: a rate limit that one call met is everybody's. */
export interface Pause {
    /** Lasts at least this much longer, in milliseconds. */
    extend(ms: number): void;
    /** Waits for its end, or for the signal. */
    over(): Promise<void>;
}

/** Makes one that is over. */
export function createPause(clock: RetryClock, signal?: AbortSignal): Pause {
    let end = Number.NEGATIVE_INFINITY;
    return {
        extend(ms) {
            end = Math.max(end, clock.now() + ms);
        },
        async over() {
            for (let left = end - clock.now(); left > 0 && !signal?.aborted; left = end - clock.now()) {
                await clock.sleep(left, signal);
            }
        },
    };
}
