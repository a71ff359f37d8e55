import type { Settings } from "../settings/settings";
import { ConnectionError, type VaultError } from "../shared/errors";
import type { Log } from "../shared/log";
import type { Clock } from "./clock";
import type { ApiResponse } from "./responses";

/** Retries are logged after this long without a request that ended. */
const quietMs = 10_000;

/** Creates a log of what the requests of a process do. */
export function createRetryLog({ debug, maxRetries }: Pick<Settings, "debug" | "maxRetries">, clock: Clock, log: Log) {
    let waitingSince: number | undefined;
    let loggedReason: string | undefined;
    return {
        /** Logs an attempt where `mysafe:debug` is set. */
        attempted(request: string, attempt: number, startedAt: number, result: ApiResponse | ConnectionError): void {
            if (debug) {
                const ms = Math.round(clock.now() - startedAt);
                const end = result instanceof ConnectionError ? result.code : result.status;
                const id = "requestId" in result && result.requestId ? ` (request id ${result.requestId})` : "";
                log.info(`${request}: ${end} in ${ms} ms, attempt ${attempt}${id}`);
            }
        },

        /** Logs that requests wait for a retry, once for each reason. */
        retrying({ summary }: VaultError | ConnectionError, attempt: number, delayMs: number): void {
            waitingSince ??= clock.now();
            const isQuiet = clock.now() + delayMs - waitingSince < quietMs;
            if (!isQuiet && summary !== loggedReason) {
                loggedReason = summary;
                const seconds = Math.max(1, Math.round(delayMs / 1000));
                log.info(`waiting for the vault: ${summary}; retry ${attempt} of ${maxRetries} in ${seconds} s`);
            }
        },

        /** Records that a request ended. */
        ended(): void {
            waitingSince = undefined;
            loggedReason = undefined;
        },
    };
}
