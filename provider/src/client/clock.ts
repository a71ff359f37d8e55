import { setTimeout as wait } from "node:timers/promises";

/** Time and chance, which tests replace. */
export interface Clock {
    /** Milliseconds from any origin. */
    now(): number;
    /** Waits; the signal ends the wait early. */
    sleep(ms: number, signal?: AbortSignal): Promise<void>;
    /** Returns a number from 0 to below 1, as `Math.random`. */
    random(): number;
}

/** The machine's own time and chance. */
export const systemClock: Clock = {
    now: () => performance.now(),
    sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => {}),
    random: Math.random,
};
