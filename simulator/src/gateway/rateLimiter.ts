/** A rate limit with fixed windows of real time, as in Kong's rate-limiting plugin. */
export interface RateLimiter {
    /** Counts a call. Returns undefined if it may pass, or the whole seconds until a retry, at least 1. */
    secondsToWait(): number | undefined;
}

/** Returns a limiter of `requests` calls in each window of `perSeconds`. Without a limit every call passes. */
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
