import type { Clock } from "../../../provider/src/client/clock";

/** A clock whose time advances to the earliest wait when all other work is done. */
export interface EventClock extends Clock {
    /** Advances time until `work` ends. */
    during<T>(work: Promise<T>): Promise<T>;
}

/** Creates a clock that preserves the order of requests. */
export function eventClock(random: () => number): EventClock {
    let now = 0;
    let waits: { at: number; end: () => void }[] = [];

    /** Waits some rounds of the event loop, until every promise that needs no time has settled. */
    async function settled(): Promise<void> {
        for (let round = 0; round < 6; round += 1) {
            await new Promise((resolve) => setImmediate(resolve));
        }
    }

    return {
        now: () => now,
        random,
        sleep: (ms) => new Promise((end) => waits.push({ at: now + ms, end: () => end() })),
        async during(work) {
            let over = false;
            const ended = work.finally(() => {
                over = true;
            });
            // The caller of `during` handles a rejection.
            ended.catch(() => {});
            for (await settled(); !over; await settled()) {
                now = Math.min(...waits.map(({ at }) => at));
                const due = waits.filter(({ at }) => at <= now);
                waits = waits.filter(({ at }) => at > now);
                for (const { end } of due) {
                    end();
                }
            }
            return ended;
        },
    };
}
