import { forEach } from "../shared/collections";
import { ConfigError, ConnectionError, UnconfirmedError, VaultError } from "../shared/errors";
import { isVaultRejection } from "../shared/responseFacts";
import type { RunContext } from "./context";

export type BatchResult<T> =
    | { identifier: string; value: T; error?: undefined }
    | { identifier: string; error: Error; attempted: boolean };

export type BatchFailure = Extract<BatchResult<never>, { error: Error }>;

const statusIntervalMs = 1_500;

/** A request that waits for a retry holds no connection, so more items than connections are in progress. */
const itemsPerConnection = 4;

/**
 * Does the same with each identifier, side by side, and returns one result for each, in order of completion. It stops
 * when every other item would fail in the same way: the run is cancelled, or the vault itself fails.
 *
 * @param name The action, for status messages: `disabling`.
 * @throws ConfigError when a setting is missing or wrong.
 */
export async function runBatch<T>(
    context: Pick<RunContext, "settings" | "vault" | "log">,
    name: string,
    identifiers: readonly string[],
    action: (identifier: string) => Promise<T>,
): Promise<BatchResult<T>[]> {
    const results: BatchResult<T>[] = [];
    if (identifiers.length === 0) {
        return results;
    }
    const { maxConcurrency } = context.settings();
    const maxConsecutiveFailures = Math.max(maxConcurrency, itemsPerConnection);
    let consecutiveVaultFailures = 0;
    let aborted: Error | undefined;

    const timer = setInterval(() => {
        const { retrying } = context.vault();
        const failures = failuresIn(results);
        const failed = failures.filter(({ attempted }) => attempted).length;
        const counts = [
            // The resources of single passwords run side by side, each with a batch of its own.
            ...(identifiers.length > 1 ? [`${results.length - failures.length} of ${identifiers.length} done`] : []),
            ...(retrying > 0 ? [`${retrying} retrying`] : []),
            ...(failed > 0 ? [`${failed} failed`] : []),
        ];
        if (counts.length > 0) {
            context.log.status(`${name}: ${counts.join(", ")}`);
        }
    }, statusIntervalMs);
    try {
        await forEach(identifiers, maxConcurrency * itemsPerConnection, async (identifier) => {
            if (aborted !== undefined) {
                results.push({ identifier, error: aborted, attempted: false });
                return;
            }
            try {
                results.push({ identifier, value: await action(identifier) });
                consecutiveVaultFailures = 0;
            } catch (error) {
                const failure = error as Error;
                const attempted = !isCancelledBeforeSending(failure);
                results.push({ identifier, error: failure, attempted });
                consecutiveVaultFailures = isAboutOneItem(failure) ? 0 : consecutiveVaultFailures + 1;
                if (failsEveryItem(failure) || consecutiveVaultFailures >= maxConsecutiveFailures) {
                    aborted = failure;
                }
            }
        });
    } finally {
        clearInterval(timer);
    }
    return results;
}

export function failuresIn(results: readonly BatchResult<unknown>[]): BatchFailure[] {
    return results.filter((result): result is BatchFailure => result.error !== undefined);
}

/** Returns the identifiers of the results with this value. */
export function identifiersByValue<T>(results: readonly BatchResult<T>[], value: T): string[] {
    return results.flatMap((result) =>
        result.error === undefined && result.value === value ? [result.identifier] : [],
    );
}

/** Runs a request about one password; returns `"missing"` when the vault does not have it. */
export async function unlessMissing<T>(request: () => Promise<T>): Promise<T | "missing"> {
    try {
        return await request();
    } catch (error) {
        if (error instanceof VaultError && error.code === 1005) {
            return "missing";
        }
        throw error;
    }
}

function isCancelledBeforeSending(error: Error): boolean {
    return error instanceof ConnectionError && error.isCancelled && !error.reachedServer;
}

/** Returns whether the vault itself answered about this one item. */
function isAboutOneItem(error: Error): boolean {
    const last = error instanceof UnconfirmedError ? error.last : error;
    return (
        last instanceof VaultError &&
        (isVaultRejection(last) || last.isVaultFailure || (last.status < 300 && last.fromVault))
    );
}

/** Returns whether every other item would fail in the same way. */
function failsEveryItem(error: Error): boolean {
    const last = error instanceof UnconfirmedError ? error.last : error;
    return error instanceof ConfigError || (last instanceof ConnectionError && last.isCancelled);
}
