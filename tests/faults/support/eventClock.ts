import type { RetryClock } from "../../../provider/src/client/retry";

/** A clock whose time goes on only when nothing is left to do: then to the earliest of all waits, and no further. */
export interface EventClock extends RetryClock {
    /** Lets time go on until `work` has ended. */
    during<T>(work: Promise<T>): Promise<T>;
}

/** Unlike a clock that jumps at each wait, this one shows who overtakes whom. */
export function eventClock(random: () => number): EventClock {
    let now = 0;
    let waits: { at: number; end: () => void }[] = [];

    /** All that can go on without time has done so: promises take some rounds of node's loop to settle. */
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
            // Seen to at the end; a rejection in the meantime is not unhandled.
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
