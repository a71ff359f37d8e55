import { setTimeout as wait } from "node:timers/promises";
import pRetry from "p-retry";
import { ConnectionError, type VaultError } from "../shared/errors";
import { isKnownCode, isVaultRejection } from "../shared/explanations";
import { type ApiResponse, isSuccess } from "./responses";

/** How long and how often one call is tried. */
export interface RetryPolicy {
    /** Further tries after the first. */
    maxRetries: number;
    /** No further try begins later than this after the first. */
    maxRetryMs: number;
    /** Wait before the first retry; each later one waits twice as long. */
    minDelayMs: number;
    /** No backoff is longer; the vault's `Retry-After` can be. */
    maxDelayMs: number;
}

/** Backoff of every call; tries and time are the user's (`mysafe:maxRetries`, `mysafe:maxRetrySeconds`). */
export const backoff = { minDelayMs: 250, maxDelayMs: 10_000 } as const;

/** What can be set in tests: time and chance. */
export interface RetryClock {
    now(): number;
    /** Ends early when the signal is given. */
    sleep(ms: number, signal?: AbortSignal): Promise<void>;
    /** From 0 to below 1, as `Math.random`. */
    random(): number;
}

/** The machine's own time and chance. */
export const systemClock: RetryClock = {
    now: () => performance.now(),
    sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => {}),
    random: Math.random,
};

/** Thrown inside the loop for an answer that is worth another try; the loop ends by throwing its `error`. */
export class RetryableError extends Error {
    constructor(
        readonly error: VaultError | ConnectionError,
        readonly retryAfterMs?: number,
        /** The wait, where whoever throws this sees to it that the next attempt does not begin sooner. */
        readonly heldBackMs?: number,
    ) {
        super(error.message);
    }
}

/** What an answer asks for. */
export type RetryDecision = "accept" | "retry" | "renewToken" | "refuse";

/** Decides what an answer and its body ask for. */
export type VerdictOf = (answer: ApiResponse, body: string) => RetryDecision;

/** Whether the gateway limits the rate of calls. Its phrase counts whatever the status: proxies between rewrite that. */
export function isRateLimit({ status, gateway }: Pick<ApiResponse, "status" | "gateway">): boolean {
    return gateway === "rateLimited" || status === 429;
}

/**
 * Decides what an answer asks for. Two questions: did the vault do nothing, and is twice the same as once? Every call
 * of ours is the same twice as once (disabling, listing, reading), so the first alone never forbids a retry.
 */
export function classifyResponse(answer: ApiResponse): RetryDecision {
    const { status, gateway } = answer;
    // The vault's own no is final.
    if (isVaultRejection(answer)) {
        return "refuse";
    }
    // The gateway's phrases count whatever the status or the body's form: proxies between rewrite both.
    if (isRateLimit(answer)) {
        return "retry";
    }
    if (gateway === "noRoute" || status === 401 || status === 403 || status === 404) {
        return "renewToken";
    }
    if (gateway === "noClientCertificate") {
        return "refuse";
    }
    if (gateway === "upstream" || (status >= 502 && status <= 504)) {
        return "retry";
    }
    if (isSuccess(status)) {
        // What is not in the vault's form (a proxy's page, an empty or cut body) confirms nothing: ask again.
        return answer.fromVault ? (answer.isMarkedAsError ? "refuse" : "accept") : "retry";
    }
    // 500 among them: the vendor says to contact support.
    return "refuse";
}

/**
 * Whether it is certain that the vault did nothing: the call did not reach it, or it, or its gateway, said no. After
 * anything else a call that changes the vault may have been done.
 */
export function hadNoEffect(ended: ApiResponse | ConnectionError): boolean {
    if (ended instanceof ConnectionError) {
        return ended.neverSent;
    }
    const { status, code, gateway } = ended;
    if (isKnownCode(code)) {
        return true;
    }
    if (gateway !== undefined) {
        return gateway !== "upstream";
    }
    // 408 is a proxy's: it may have passed the call on before it gave up.
    return status >= 300 && status < 500 && status !== 408;
}

/** Connection failures that another try can mend. A host that is not found, and TLS, are settings to correct. */
const passing = new Set([
    "ECONNREFUSED",
    "ECONNRESET",
    "ECONNABORTED",
    "EPIPE",
    "ETIMEDOUT",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ERR_STREAM_PREMATURE_CLOSE",
]);

/** Whether another try can mend a connection failure. */
export function isRetryable(error: ConnectionError): boolean {
    return passing.has(error.code) || /^PROXY_(50[234]|CLOSED)$/.test(error.code);
}

/**
 * The wait before the next try: the vault's `Retry-After` where it gave one, else exponential, from half to the whole
 * of 250 ms, 500 ms, 1 s, … 10 s. Both carry jitter, so that resources that failed together do not return together.
 *
 * @param retry 1 before the second try, 2 before the third, …
 */
export function retryDelayMs(
    retry: number,
    retryAfterMs: number | undefined,
    policy: Pick<RetryPolicy, "minDelayMs" | "maxDelayMs">,
    random: number,
): number {
    if (retryAfterMs !== undefined) {
        return retryAfterMs + random * policy.minDelayMs;
    }
    const whole = Math.min(policy.maxDelayMs, policy.minDelayMs * 2 ** (retry - 1));
    return whole / 2 + (random * whole) / 2;
}

/** What a loop can be given beside its attempts. */
export interface RetryOptions {
    /** Told before each wait, with the try that failed and the wait in ms. */
    onWait?: (error: Error, tryNumber: number, ms: number) => void;
    /** Ends waits early; the attempt that follows is to say no. */
    signal?: AbortSignal | undefined;
}

/**
 * Runs `attempt` until it answers, throws anything but {@link RetryableError}, or tries or time are used up; then throws
 * the error of the last try.
 *
 * @param attempt Calls `begin` when it sends: the time that it queued before its first try does not count, and no
 * later try begins when the time is used up.
 */
export async function withRetry<T>(
    policy: RetryPolicy,
    clock: RetryClock,
    attempt: (tryNumber: number, begin: () => void) => Promise<T>,
    { onWait = () => {}, signal }: RetryOptions = {},
): Promise<T> {
    let start = clock.now();
    let begun = false;
    let last: RetryableError | undefined;
    const begin = () => {
        if (!begun) {
            begun = true;
            start = clock.now();
        } else if (last && clock.now() - start > policy.maxRetryMs) {
            throw last;
        }
    };
    // Most calls need no second try, and so no loop.
    const first = attempt(1, begin);
    try {
        return await first;
    } catch (error) {
        if (!(error instanceof RetryableError)) {
            throw error;
        }
    }
    try {
        // p-retry counts, bounds and loops; the waits are ours, because `Retry-After` must beat the backoff.
        return await pRetry((tryNumber) => (tryNumber === 1 ? first : attempt(tryNumber, begin)), {
            retries: policy.maxRetries,
            minTimeout: 0,
            shouldRetry: ({ error }) => error instanceof RetryableError,
            onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
                if (!(error instanceof RetryableError) || retriesLeft === 0) {
                    return;
                }
                last = error;
                const ms = error.heldBackMs ?? retryDelayMs(attemptNumber, error.retryAfterMs, policy, clock.random());
                if (clock.now() - start + ms > policy.maxRetryMs) {
                    throw error;
                }
                onWait(error.error, attemptNumber, ms);
                if (error.heldBackMs === undefined) {
                    await clock.sleep(ms, signal);
                }
            },
        });
    } catch (error) {
        throw error instanceof RetryableError ? error.error : error;
    }
}
