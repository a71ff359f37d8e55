import type { Clock } from "../client/clock";
import { ConnectionError } from "../shared/errors";

/** The time without an event after which the run starts no other read. */
const quietMs = 1_000;

/**
 * Collects for a run whether the vault has any of the passwords that its reads look up. The key of another tenant finds
 * none of them, and that is no evidence that all were deleted.
 *
 * The engine reads resources side by side, and a provider does not know how many there are. So a read that finds only
 * missing passwords waits for the other reads.
 */
export function createPresence(sleep: Clock["sleep"], signal: AbortSignal) {
    const found = new AbortController();
    const ended = AbortSignal.any([signal, found.signal]);
    const missing = new Set<string>();
    let lookups = 0;
    /** Counts the starts and ends of reads. */
    let events = 0;
    let quiet: Promise<void> | undefined;

    async function waitForQuiet(): Promise<void> {
        let before: number;
        do {
            before = events;
            await sleep(quietMs, ended);
        } while (!ended.aborted && (lookups > 0 || events !== before));
    }

    return {
        /** Runs the requests of a read. While they are in progress, the run can still find a password. */
        async duringLookup<T>(ask: () => Promise<T>): Promise<T> {
            lookups += 1;
            events += 1;
            try {
                return await ask();
            } finally {
                lookups -= 1;
                events += 1;
            }
        },

        /** Records that the vault has a password of the run. */
        markFound(): void {
            // Each call of `abort` makes an error with a stack trace.
            if (!found.signal.aborted) {
                found.abort();
            }
        },

        /**
         * Waits until the run finds a password, or until its reads have ended without one. Returns undefined in the first
         * case, and in the second one all identifiers that the vault does not have.
         *
         * @param identifiers The missing passwords of one read.
         * @throws ConnectionError when the run is cancelled.
         */
        async whenNothingFound(identifiers: readonly string[]): Promise<readonly string[] | undefined> {
            for (const identifier of identifiers) {
                missing.add(identifier);
            }
            quiet ??= waitForQuiet();
            await quiet;
            if (found.signal.aborted) {
                return undefined;
            }
            if (signal.aborted) {
                throw cancelled();
            }
            return [...missing];
        },
    };
}

function cancelled(): ConnectionError {
    const facts = { request: "the lookup", code: "ECANCELED", reachedServer: true };
    return new ConnectionError(facts, "cancelled before it found any of its passwords in the vault", {
        cause: "the run was cancelled.",
        solution: "run the same command again.",
    });
}
