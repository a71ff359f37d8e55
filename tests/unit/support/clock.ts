import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../../provider/src/client/clock";

/** A clock whose time advances only by its waits, which end at once. */
export interface FakeClock extends Clock {
    /** All waits, in milliseconds. */
    readonly waits: number[];
    advance(ms: number): void;
}

/** Creates a clock with another origin than zero. Waits that start together end together. */
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
            await setImmediate();
            time = Math.max(time, end);
        },
        advance(ms) {
            time += ms;
        },
    };
}
