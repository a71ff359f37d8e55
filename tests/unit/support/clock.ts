import type { RetryClock } from "../../../provider/src/client/retry";

/** A clock that stands still but for its waits, which are over at once. */
export interface FakeClock extends RetryClock {
    /** Every wait so far, in milliseconds. */
    readonly waits: number[];
    advance(ms: number): void;
}

/** Starts at an odd hour, so that nothing takes its origin for zero. Waits that begin together end together. */
export function fakeClock(random: () => number = () => 0.5): FakeClock {
    let time = 12_345;
    const waits: number[] = [];
    return {
        waits,
        now: () => time,
        random,
        async sleep(ms) {
            waits.push(ms);
            const end = time + ms;
            await Promise.resolve();
            time = Math.max(time, end);
        },
        advance(ms) {
            time += ms;
        },
    };
}
