import type { RoutedRequest } from "../shared/route";
import { assertCanOccur } from "./checkFault";
import type { Fault } from "./fault";

/** A fault that affects a request. */
export interface MetFault {
    readonly fault: Fault;
    /** Undoes the count. A fault with `act` does not affect a request that the gateway rejects. */
    undo(): void;
}

/** The injected faults, in order. */
export interface FaultQueue {
    /** Adds a fault. Throws if a field is wrong or the fault could affect no request. */
    inject(fault: Fault): void;
    /** Removes all faults. */
    clear(): void;
    /** Returns the faults that have affected no request, including those with a rate. */
    unmet(): Fault[];
    /** Returns the fault that affects a request, and counts it. */
    meet(request: RoutedRequest): MetFault | undefined;
}

interface QueuedFault {
    readonly fault: Fault;
    readonly random: () => number;
    seen: number;
    met: number;
}

/** Returns an empty queue. */
export function createFaultQueue(): FaultQueue {
    let queue: QueuedFault[] = [];
    let injected = 0;
    return {
        inject(fault) {
            assertCanOccur(fault);
            injected += 1;
            // Each fault has its own sequence. With one sequence, two faults would affect the same requests.
            const random = createRandom(fault.seed ?? injected);
            queue.push({ fault: { ...fault }, random, seen: 0, met: 0 });
        },
        clear() {
            queue = [];
        },
        unmet: () => queue.filter((queued) => queued.met === 0).map((queued) => queued.fault),
        meet(request) {
            let found: QueuedFault | undefined;
            for (const queued of queue) {
                if (!matches(queued.fault, request)) {
                    continue;
                }
                queued.seen += 1;
                if (found === undefined && queued.seen > (queued.fault.after ?? 0) && affects(queued)) {
                    found = queued;
                }
            }
            const met = found;
            if (met === undefined) {
                return undefined;
            }
            met.met += 1;
            return {
                fault: met.fault,
                undo() {
                    met.met -= 1;
                },
            };
        },
    };
}

function matches(fault: Fault, { route, identifier }: RoutedRequest): boolean {
    const routeMatches = fault.route === undefined ? route !== "token" : route === fault.route;
    return routeMatches && (fault.identifier === undefined || identifier === fault.identifier);
}

function affects({ fault, random, met }: QueuedFault): boolean {
    return fault.rate === undefined ? met < (fault.times ?? 1) : random() < fault.rate;
}

/** Returns a Mulberry32 generator, which gives the same sequence everywhere for a seed. */
function createRandom(seed: number): () => number {
    let state = Math.imul(seed, 0x9e3779b1);
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
}
