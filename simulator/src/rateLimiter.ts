/** Counts calls in windows of real time, as Kong's rate-limiting plugin does with its fixed windows. */
export interface RateLimiter {
    /** Undefined lets the call pass; else the whole seconds after which to try again, at least 1. */
    secondsToWait(): number | undefined;
}

/** A limit of so many calls in each window of so many seconds; without a limit every call passes. */
export function createRateLimiter(limit: { requests: number; perSeconds: number } | undefined): RateLimiter {
    let windowStart = Number.NEGATIVE_INFINITY;
    let passed = 0;
    return {
        secondsToWait() {
            if (limit === undefined) {
                return undefined;
            }
            const length = limit.perSeconds * 1000;
            const now = performance.now();
            if (now >= windowStart + length) {
                windowStart = now;
                passed = 0;
            }
            if (passed < limit.requests) {
                passed += 1;
                return undefined;
            }
            return Math.max(1, Math.ceil((windowStart + length - now) / 1000));
        },
    };
}
