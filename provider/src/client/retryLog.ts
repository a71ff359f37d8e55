import { ConnectionError, type VaultError } from "../shared/errors";
import type { Log } from "../shared/log";
import type { Clock } from "./clock";
import type { ApiResponse } from "./responses";

/** Retries are logged after this long without a request that ended. */
const quietMs = 10_000;

/** Logs what the requests of a process do. */
export interface RetryLog {
    /** Logs each attempt where `mysafe:debug` is set. */
    attempted(request: string, attempt: number, startedAt: number, result: ApiResponse | ConnectionError): void;
    /** Logs that requests wait for a retry, once for each reason. */
    retrying(error: VaultError | ConnectionError, attempt: number, delayMs: number): void;
    /** Records that a request ended. */
    ended(): void;
}

export function createRetryLog(
    { debug, maxRetries }: { debug: boolean; maxRetries: number },
    clock: Clock,
    log: Log,
): RetryLog {
    let waitingSince: number | undefined;
    let loggedReason: string | undefined;
    return {
        attempted(request, attempt, startedAt, result) {
            if (debug) {
                const ms = Math.round(clock.now() - startedAt);
                const end = result instanceof ConnectionError ? result.code : result.status;
                const id = "requestId" in result && result.requestId ? ` (request id ${result.requestId})` : "";
                log.info(`${request}: ${end} in ${ms} ms, attempt ${attempt}${id}`);
            }
        },
        retrying({ summary }, attempt, delayMs) {
            waitingSince ??= clock.now();
            const isQuiet = clock.now() + delayMs - waitingSince < quietMs;
            if (!isQuiet && summary !== loggedReason) {
                loggedReason = summary;
                const seconds = Math.max(1, Math.round(delayMs / 1000));
                log.info(`waiting for the vault: ${summary}; retry ${attempt} of ${maxRetries} in ${seconds} s`);
            }
        },
        ended() {
            waitingSince = undefined;
            loggedReason = undefined;
        },
    };
}
