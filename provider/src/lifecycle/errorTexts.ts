import { isRetryable } from "../client/retry";
import { ConfigError, ConnectionError, firstLine, UnconfirmedError, VaultError } from "../shared/errors";
import { words } from "../shared/vocabulary";
import { NothingFoundError } from "./nothingFound";
import { PartialFailureError } from "./partialFailure";

/**
 * Creates a function that returns the message of an error of an operation, with a hint at its end. In an outage all
 * resources fail alike, so only the first error of a run has cause and solution. The later ones name its request: the
 * engine prints errors in any order.
 */
export function createErrorTexts(): (error: Error, operation?: string) => string {
    const firstRequests = new Map<string, string>();
    return (error, operation = "") => {
        const hint = hintFor(operation, error);
        const failed = error instanceof UnconfirmedError ? error.last : error;
        const isOfRequest = failed instanceof VaultError || failed instanceof ConnectionError;
        // A code of the vault concerns one password.
        if (!isOfRequest || (failed instanceof VaultError && failed.code !== undefined)) {
            return `${error.message}${hint}`;
        }
        const lines = error.message.slice(firstLine(error.message).length) + hint;
        const first = firstRequests.get(lines);
        if (first === undefined) {
            firstRequests.set(lines, failed.request);
            return `${error.message}${hint}`;
        }
        return `${firstLine(error.message)}\nCause and solution: see the run's first error about ${first}.`;
    };
}

/** Returns the last line of an error that the settings of an earlier update can cause. */
function hintFor(operation: string, error: Error): string {
    const isHinted = (operation === "read" || operation === "delete") && canConcernSettings(error);
    const { olderSettings } = words();
    return isHinted && olderSettings !== "" ? `\n${olderSettings}` : "";
}

/** Returns whether other settings can resolve an error. A transient failure needs a retry; a code concerns a password. */
function canConcernSettings(error: Error): boolean {
    const cause = error instanceof PartialFailureError ? error.cause : error;
    return (
        cause instanceof ConfigError ||
        cause instanceof NothingFoundError ||
        (cause instanceof VaultError && cause.code === undefined && !cause.isTransient) ||
        (cause instanceof ConnectionError && !cause.isCancelled && !isRetryable(cause))
    );
}
