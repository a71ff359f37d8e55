import PQueue from "p-queue";
import type { Clock } from "./clock";

/** Priorities of requests. First attempts go last, so that a retry does not time out in the queue. */
export const priorities = { first: 0, retry: 1, token: 2 } as const;

/**
 * Creates a queue that limits the requests in flight.
 *
 * @param signal Ends a pause at once, so that the transport can refuse what waits.
 */
export function createRequestQueue(concurrency: number, clock: Clock, signal?: AbortSignal) {
    const queue = new PQueue({ concurrency });
    let pausedUntil = Number.NEGATIVE_INFINITY;

    async function pause(): Promise<void> {
        queue.pause();
        // A later call can extend the pause during the wait.
        while (clock.now() < pausedUntil && !signal?.aborted) {
            await clock.sleep(pausedUntil - clock.now(), signal);
        }
        queue.start();
    }

    return {
        /** Runs `send` when a place is free. */
        run: <T>(priority: number, send: () => Promise<T>): Promise<T> => queue.add(send, { priority }),

        /** Starts no request for at least this long. */
        pauseFor(ms: number): void {
            pausedUntil = Math.max(pausedUntil, clock.now() + ms);
            if (!queue.isPaused) {
                void pause();
            }
        },
    };
}
