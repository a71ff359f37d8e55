import { firstLine } from "../shared/errors";
import type { RetryClock } from "./retry";

/** A run that waits for the vault says so after this long, and not more often. */
const tellEveryMs = 10_000;

/** What the user is told of calls that are under way. */
export interface RetryLog {
    /** One request has ended; told with `mysafe:debug` alone. */
    tried(request: string, tryNumber: number, sentAt: number, ended: string, requestId?: string): void;
    /** A call waits for its next try; told once there was silence for long. */
    waits(error: Error, tryNumber: number, ms: number): void;
    /** A call has ended, well or not. */
    over(): void;
}

/** Makes one for all calls of a process. */
export function createRetryLog(
    { debug, maxRetries }: { debug: boolean; maxRetries: number },
    clock: RetryClock,
    tell: (line: string) => void,
): RetryLog {
    let silentSince: number | undefined;
    return {
        tried(request, tryNumber, sentAt, ended, requestId) {
            if (debug) {
                const ms = Math.round(clock.now() - sentAt);
                const id = requestId === undefined ? "" : ` (request id ${requestId})`;
                tell(`debug: ${request}: ${ended} in ${ms} ms, try ${tryNumber}${id}`);
            }
        },
        waits(error, tryNumber, ms) {
            const now = clock.now();
            silentSince ??= now;
            if (now + ms - silentSince >= tellEveryMs) {
                silentSince = now + ms;
                const seconds = Math.max(1, Math.round(ms / 1000));
                // Not "failed": a try that ends well later is no failure.
                const reason = firstLine(error.message).replace(" failed: ", ": ");
                tell(`waiting for the vault: ${reason}; try ${tryNumber + 1} of ${maxRetries + 1} in ${seconds} s`);
            }
        },
        over() {
            silentSince = undefined;
        },
    };
}
