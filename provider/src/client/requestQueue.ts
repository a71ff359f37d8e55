import PQueue from "p-queue";
import type { RetryClock } from "./retry";

/** Whose turn it is: first tries last, so that the time of what is begun does not run out while it waits here. */
export const priorities = { firstTry: 0, begun: 1, token: 2 } as const;

/** Who sends when: so many requests in flight, and none while the vault limits their rate. */
export interface RequestQueue {
    /** Runs `send` when its turn has come. */
    run<T>(priority: number, send: () => Promise<T>): Promise<T>;
    /** Gives no turn for at least this long, in milliseconds: a rate limit that one call met is everybody's. */
    pauseFor(ms: number): void;
}

/** @param signal Ends what is held back: the turns that are left come at once, to be declined. */
export function createRequestQueue(maxConcurrency: number, clock: RetryClock, signal?: AbortSignal): RequestQueue {
    const queue = new PQueue({ concurrency: maxConcurrency });
    let end = Number.NEGATIVE_INFINITY;

    async function hold(): Promise<void> {
        queue.pause();
        for (let left = end - clock.now(); left > 0 && !signal?.aborted; left = end - clock.now()) {
            await clock.sleep(left, signal);
        }
        queue.start();
    }

    return {
        run: (priority, send) => queue.add(send, { priority }),
        pauseFor(ms) {
            end = Math.max(end, clock.now() + ms);
            if (!queue.isPaused) {
                void hold();
            }
        },
    };
}
