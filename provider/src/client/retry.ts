import pRetry from "p-retry";
import type { Settings } from "../settings/settings";
import { ConnectionError, type VaultError } from "../shared/errors";
import { effectiveStatus, isKnownCode, isVaultRejection } from "../shared/explanations";
import type { Clock } from "./clock";
import { type ApiResponse, isSuccess } from "./responses";

export type RetryDecision = "accept" | "retry" | "renewToken" | "refuse";

/**
 * Returns the next step after a response. All our requests are idempotent, so any of them may be retried. A message of
 * the gateway counts more than the status, which a proxy can have rewritten.
 */
export function classifyResponse(response: ApiResponse): RetryDecision {
    // A rejection with the vault's own code is final.
    if (isVaultRejection(response)) {
        return "refuse";
    }
    const status = effectiveStatus(response);
    // A rate limit passes with time.
    if (status === 429) {
        return "retry";
    }
    // The gateway refuses the token: the vendor documents 404 for that too.
    if (status === 401 || status === 403 || status === 404) {
        return "renewToken";
    }
    // The gateway did not reach the vault, or had no answer in time.
    if (status >= 502 && status <= 504) {
        return "retry";
    }
    // A redirect, a bad request or a 500 is final: for a 500 the vendor says to contact support.
    if (!isSuccess(status)) {
        return "refuse";
    }
    // A success that is not in the vault's form comes from a proxy, or was cut: it confirms nothing.
    if (!response.fromVault) {
        return "retry";
    }
    // The vault can reject with status 200.
    return response.isMarkedAsError ? "refuse" : "accept";
}

/** Connection failures that can pass. A host that is not found and a failed TLS handshake are settings to correct. */
const transientCodes = [
    /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/,
    /^(ERR_STREAM_PREMATURE_CLOSE|PROXY_CLOSED|PROXY_50[234])$/,
];

/** Returns whether another attempt can succeed after a connection failure. */
export function isRetryable(error: ConnectionError): boolean {
    return transientCodes.some((pattern) => pattern.test(error.code));
}

/** Returns whether an attempt certainly changed nothing in the vault. Where that is uncertain, the result is false. */
export function hadNoEffect(result: ApiResponse | ConnectionError): boolean {
    if (result instanceof ConnectionError) {
        return !result.reachedServer;
    }
    // The vault gives a code in place of a change.
    if (isKnownCode(result.code)) {
        return true;
    }
    // A proxy sends 408 when it gives up, and can have forwarded the request before.
    const status = effectiveStatus(result);
    return status >= 300 && status < 500 && status !== 408;
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
    constructor(
        readonly error: VaultError | ConnectionError,
        readonly retryAfterMs?: number,
    ) {
        super(error.message);
    }
}

/** The limits of one request, and what happens between its attempts. */
export interface RetryOptions extends Pick<Settings, "maxRetries" | "maxRetryMs"> {
    clock: Clock;
    /** Ends a wait early; the attempt after it must throw. */
    signal?: AbortSignal | undefined;
    /** Runs before the wait for a retry. */
    onRetry?: (error: VaultError | ConnectionError, attemptNumber: number, delayMs: number) => void;
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
    let deadline = Number.POSITIVE_INFINITY;
    let lastFailure: RetryableError | undefined;

    function start(): void {
        // The first start sets the deadline: the wait in the queue before it does not count.
        deadline = Math.min(deadline, clock.now() + maxRetryMs);
        if (lastFailure && clock.now() > deadline) {
            throw lastFailure;
        }
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
            shouldConsumeRetry: () => true,
            async shouldRetry({ error, attemptNumber }) {
                if (!(error instanceof RetryableError)) {
                    return false;
                }
                const delayMs = retryDelayMs(attemptNumber, error.retryAfterMs, clock.random());
                if (clock.now() + delayMs > deadline) {
                    return false;
                }
                lastFailure = error;
                onRetry?.(error.error, attemptNumber, delayMs);
                await clock.sleep(delayMs, signal);
                return true;
            },
        });
    } catch (error) {
        throw error instanceof RetryableError ? error.error : error;
    }
}
