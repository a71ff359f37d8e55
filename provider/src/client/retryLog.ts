import type { Settings } from "../settings/settings";
import { ConnectionError, type VaultError } from "../shared/errors";
import type { Log } from "../shared/log";
import type { Clock } from "./clock";
import type { ApiResponse } from "./responses";

/** A shorter outage is not logged. */
const quietMs = 4_000;

/** The cause of a request without a response. */
const noResponse = "ETIMEDOUT";

/** Creates a log of what the requests of a process do, and of what they wait for. */
export function createRetryLog(
    { debug, maxRetries, maxRetryMs, timeoutMs }: Pick<Settings, "debug" | "maxRetries" | "maxRetryMs" | "timeoutMs">,
    clock: Clock,
    log: Log,
) {
    /** The causes that are logged since the vault last answered. */
    const loggedCauses = new Set<string>();
    /** The start of the first attempt since then. */
    let unansweredSince: number | undefined;
    let answeredAt = Number.NEGATIVE_INFINITY;
    let hasLoggedSlowness = false;

    function logWait(cause: string, summary: string, retry: number, delayMs: number): void {
        if (!loggedCauses.has(cause)) {
            loggedCauses.add(cause);
            const seconds = Math.max(1, Math.round(delayMs / 1000));
            const next = `retry ${retry} of ${maxRetries} in ${seconds} s`;
            log.info(`waiting for the vault: ${summary}; ${next}, the last within ${maxRetryMs / 1000} s`);
        }
    }

    return {
        /**
         * Logs once in a process that a response is slow, unless the vault answers other requests meanwhile. Returns a
         * function that ends the wait for the response.
         */
        sent(startedAt: number): () => void {
            const hasRetry = maxRetries > 0 && maxRetryMs >= timeoutMs;
            if (hasLoggedSlowness || !hasRetry || timeoutMs <= quietMs) {
                return () => {};
            }
            const timer = setTimeout(() => {
                if (!hasLoggedSlowness && answeredAt < startedAt) {
                    hasLoggedSlowness = true;
                    logWait(noResponse, `no response for ${quietMs / 1000} s`, 1, timeoutMs - quietMs);
                }
            }, quietMs);
            return () => clearTimeout(timer);
        },

        /** Records the end of an attempt, and logs it where `mysafe:debug` is set. */
        attempted(request: string, attempt: number, startedAt: number, result: ApiResponse | ConnectionError): void {
            unansweredSince ??= startedAt;
            if (debug) {
                const ms = Math.round(clock.now() - startedAt);
                const end = result instanceof ConnectionError ? result.code : result.status;
                const id = "requestId" in result && result.requestId ? ` (request id ${result.requestId})` : "";
                log.info(`${request}: ${end} in ${ms} ms, attempt ${attempt}${id}`);
            }
        },

        /** Logs that requests wait for a retry, once for each cause of an outage. */
        retrying(error: VaultError | ConnectionError, retry: number, delayMs: number): void {
            const retryAt = clock.now() + delayMs;
            if (retryAt - (unansweredSince ?? retryAt) >= quietMs) {
                logWait(error instanceof ConnectionError ? error.code : error.summary, error.summary, retry, delayMs);
            }
        },

        /** Records the end of a call, whose attempts are no outage of the next one. */
        ended(): void {
            unansweredSince = undefined;
        },

        /** Records an answer of the vault, which ends an outage. */
        answered(): void {
            answeredAt = clock.now();
            unansweredSince = undefined;
            loggedCauses.clear();
        },
    };
}
