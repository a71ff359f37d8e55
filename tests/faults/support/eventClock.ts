import type { Clock } from "../../../provider/src/client/clock";

/** A clock whose time moves to the earliest wait when nothing else is left to do. */
export interface EventClock extends Clock {
    /** Moves time until `work` ends. */
    during<T>(work: Promise<T>): Promise<T>;
}

/** Creates a clock that keeps the order of requests, which a clock that jumps at each wait does not. */
export function eventClock(random: () => number): EventClock {
    let now = 0;
    let waits: { at: number; end: () => void }[] = [];

    /** Waits until no promise can settle without time: that takes some rounds of the event loop. */
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
            // A rejection is handled at the end.
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
