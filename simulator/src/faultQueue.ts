import { describeFault, type Fault, faultKinds } from "./fault";
import { type Call, routes } from "./route";

/** A fault that a request met. */
export interface MetFault {
    readonly fault: Fault;
    /** As if the request had not met it: for a fault that acts, when the gateway refuses the request itself. */
    giveBack(): void;
}

/** The injected faults, in order. */
export interface FaultQueue {
    /** Adds one; throws if its kind, route, times or rate make no sense, since it could never be met. */
    inject(fault: Fault): void;
    /** Forgets all, met or not. */
    clear(): void;
    /** Those that no request met, also the ones with a rate. */
    unmet(): Fault[];
    /** The first fault that fits a call, now counted as met. */
    meet(call: Call): MetFault | undefined;
}

interface QueuedFault {
    readonly fault: Fault;
    readonly random: () => number;
    seen: number;
    met: number;
}

/** An empty queue. */
export function createFaultQueue(): FaultQueue {
    let queue: QueuedFault[] = [];
    let injected = 0;
    return {
        inject(fault) {
            assertSensible(fault);
            injected += 1;
            // Each fault has its own sequence, or two with a rate would strike at the same requests.
            const random = createRandom(fault.seed ?? injected);
            queue.push({ fault: { ...fault }, random, seen: 0, met: 0 });
        },
        clear() {
            queue = [];
        },
        unmet: () => queue.filter((queued) => queued.met === 0).map((queued) => queued.fault),
        meet(call) {
            let found: QueuedFault | undefined;
            for (const queued of queue) {
                if (!fits(queued.fault, call)) {
                    continue;
                }
                queued.seen += 1;
                if (found === undefined && queued.seen > (queued.fault.after ?? 0) && strikes(queued)) {
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
                giveBack() {
                    met.met -= 1;
                },
            };
        },
    };
}

function fits(fault: Fault, call: Call): boolean {
    const route = fault.route === undefined ? call.route !== "token" : call.route === fault.route;
    return route && (fault.identifier === undefined || call.identifier === fault.identifier);
}

function strikes({ fault, random, met }: QueuedFault): boolean {
    return fault.rate === undefined ? met < (fault.times ?? 1) : random() < fault.rate;
}

function assertSensible(fault: Fault): void {
    const { kind, route, times = 1, rate = 1 } = fault;
    if (!faultKinds.includes(kind)) {
        throw new Error(`Unknown fault kind "${kind}"; there are ${faultKinds.join(", ")}`);
    }
    if (route !== undefined && !routes.includes(route)) {
        throw new Error(`Unknown route "${route}"; there are ${routes.join(", ")}`);
    }
    if (!(times >= 1) || !(rate > 0 && rate <= 1)) {
        throw new Error(`The fault ${describeFault(fault)} would never be met: times is at least 1, rate in (0, 1]`);
    }
}

/** Mulberry32: small, and the same sequence everywhere for a seed. */
function createRandom(seed: number): () => number {
    let state = Math.imul(seed, 0x9e3779b1);
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
}
