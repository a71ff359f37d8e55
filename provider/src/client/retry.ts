import pRetry from "p-retry";
import type { Settings } from "../settings/settings";
import { ConnectionError, type VaultError } from "../shared/errors";
import {
    canSucceedLater,
    effectiveStatus,
    isKnownCode,
    isVaultRejection,
    rejectsToken,
    wasRefused,
} from "../shared/responseFacts";
import type { Clock } from "./clock";
import { type ApiResponse, isSuccess } from "./responses";
import { isTlsSetting } from "./tlsFailures";

export type RetryDecision = "accept" | "retry" | "renewToken" | "refuse";

/**
 * Returns the next step after a response. All our requests are idempotent, so the client may retry each. A message of
 * the gateway counts more than the status, which a proxy can have rewritten.
 */
export function classifyResponse(response: ApiResponse): RetryDecision {
    // A rejection with the vault's own code is final.
    if (isVaultRejection(response)) {
        return "refuse";
    }
    if (rejectsToken(response)) {
        return "renewToken";
    }
    if (!isSuccess(effectiveStatus(response))) {
        return canSucceedLater(response) ? "retry" : "refuse";
    }
    // A success that is not in the vault's form comes from a proxy, or was cut: it confirms nothing.
    if (!response.fromVault) {
        return "retry";
    }
    // The vault can reject with status 200.
    return response.isMarkedAsError ? "refuse" : "accept";
}

/** Connection failures that another attempt cannot change. Settings and the program must change first. */
const finalCodes = [
    // The run is cancelled, the host or the proxy is a wrong one, or this machine forbids the connection.
    /^(ECANCELED|EINTR|ENOTFOUND|EACCES|EPERM|PROXY_0)$/,
    // Node refuses the request.
    /^(ERR_(HTTP_)?INVALID_|ERR_UNESCAPED_)|^unknown$/,
    // The response has another form than the vault's, each time.
    /^(ERR_ENCODING_|max-size$|UNSUPPORTED_ENCODING$)/,
];

/** Returns whether another attempt can succeed after a connection failure. */
export function isRetryable({ code }: ConnectionError): boolean {
    const proxyStatus = /^PROXY_([1-9]\d\d)$/.exec(code)?.[1];
    if (proxyStatus !== undefined) {
        return canSucceedLater({ status: Number(proxyStatus) });
    }
    return !isTlsSetting(code) && !finalCodes.some((pattern) => pattern.test(code));
}

/** A preview retries for this long where nothing listens. */
export const unreachablePreviewMs = 4_000;

/** Returns whether nothing listens at the other end, or no way leads there. */
export function isUnreachable({ code }: ConnectionError): boolean {
    return /^(ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EAI_AGAIN)$/.test(code);
}

/** Returns whether an attempt certainly changed nothing in the vault. Where that is uncertain, the result is false. */
export function hadNoEffect(result: ApiResponse | ConnectionError): boolean {
    if (result instanceof ConnectionError) {
        return !result.reachedServer;
    }
    // The vault gives a code in place of a change.
    return isKnownCode(result.code) || wasRefused(result);
}

/** Bounds of the backoff. `Retry-After` can be longer. */
const minDelayMs = 250;
const maxDelayMs = 10_000;

/**
 * Returns the wait before a retry. `Retry-After` beats the backoff, which doubles from 250 ms to 10 s. Jitter separates
 * requests that failed together.
 *
 * @param retry 1 before the second attempt.
 * @param random From 0 to below 1.
 */
export function retryDelayMs(retry: number, retryAfterMs: number | undefined, random: number): number {
    if (retryAfterMs !== undefined) {
        return retryAfterMs + random * minDelayMs;
    }
    const longestMs = Math.min(maxDelayMs, minDelayMs * 2 ** (retry - 1));
    return (longestMs * (1 + random)) / 2;
}

/** Ends an attempt that {@link withRetry} may repeat. */
export class RetryableError extends Error {
    /** The wait that `Retry-After` asks for. */
    readonly retryAfterMs: number | undefined;
    /** False where only the time limit bounds the retries. */
    readonly countsAsRetry: boolean;
    /** A time limit for this failure, where it is shorter than the one of all. */
    readonly limitMs: number;

    constructor(
        readonly error: VaultError | ConnectionError,
        options: { retryAfterMs?: number | undefined; countsAsRetry?: boolean; limitMs?: number | undefined } = {},
    ) {
        super(error.message);
        this.retryAfterMs = options.retryAfterMs;
        this.countsAsRetry = options.countsAsRetry ?? true;
        this.limitMs = options.limitMs ?? Number.POSITIVE_INFINITY;
    }
}

/** The limits of one request, and what happens between its attempts. */
export interface RetryOptions extends Pick<Settings, "maxRetries" | "maxRetryMs"> {
    clock: Clock;
    /** Ends a wait early; the attempt after it must throw. */
    signal?: AbortSignal | undefined;
    /** Runs before the wait for a retry. */
    onRetry?: (error: VaultError | ConnectionError, retry: number, delayMs: number) => void;
}

/**
 * Runs `attempt` again after each {@link RetryableError}, up to a limit; then throws the error of the last attempt.
 *
 * @param attempt Calls `start` when its request leaves the queue; `start` throws where the time limit is over.
 */
export async function withRetry<T>(
    attempt: (attemptNumber: number, start: () => void) => Promise<T>,
    { maxRetries, maxRetryMs, clock, signal, onRetry }: RetryOptions,
): Promise<T> {
    let firstStartedAt: number | undefined;
    let startedAt = 0;
    let lastFailure: RetryableError | undefined;

    function start(): void {
        startedAt = clock.now();
        // The time limit begins with the first start: the wait in the queue before it does not count.
        firstStartedAt ??= startedAt;
        // `shouldRetry` has granted a wait for Retry-After, whatever the queue adds to it.
        if (lastFailure && lastFailure.retryAfterMs === undefined && startedAt > firstStartedAt + maxRetryMs) {
            throw lastFailure;
        }
    }

    /** Returns whether the next attempt starts in time. Of a Retry-After, neither request nor jitter counts. */
    function fitsLimit(delayMs: number, { retryAfterMs, limitMs }: RetryableError): boolean {
        const startsAt = retryAfterMs === undefined ? clock.now() + delayMs : startedAt + retryAfterMs;
        return startsAt <= (firstStartedAt ?? startsAt) + Math.min(maxRetryMs, limitMs);
    }

    try {
        return await pRetry((attemptNumber) => attempt(attemptNumber, start), {
            retries: maxRetries,
            // `shouldRetry` waits. p-retry's backoff has no `Retry-After` and no jitter at its maximum, and its
            // `maxRetryTime` counts the time in the queue before the first attempt.
            minTimeout: 0,
            // p-retry's defaults. It would add them to a copy, for 3 % of the CPU time of a request.
            maxTimeout: Number.POSITIVE_INFINITY,
            maxRetryTime: Number.POSITIVE_INFINITY,
            factor: 2,
            randomize: false,
            onFailedAttempt() {},
            shouldConsumeRetry: ({ error }) => !(error instanceof RetryableError) || error.countsAsRetry,
            async shouldRetry({ error, attemptNumber, retriesConsumed }) {
                if (!(error instanceof RetryableError)) {
                    return false;
                }
                const delayMs = retryDelayMs(attemptNumber, error.retryAfterMs, clock.random());
                if (!fitsLimit(delayMs, error)) {
                    return false;
                }
                lastFailure = error;
                onRetry?.(error.error, retriesConsumed + 1, delayMs);
                await clock.sleep(delayMs, signal);
                return true;
            },
        });
    } catch (error) {
        throw error instanceof RetryableError ? error.error : error;
    }
}
