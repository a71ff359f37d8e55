import {
    ConnectionError,
    ExpectedError,
    firstLine,
    formatError,
    ResourceInitError,
    UnconfirmedError,
    VaultError,
} from "../shared/errors";
import { groupBy } from "../shared/collections";
import { formatRanges } from "../shared/identifierRanges";
import type { Failure } from "./batch";

/**
 * Some of many passwords failed. Its message says how many, and then, for all that failed in the same way together,
 * which, their cause and their solution.
 */
export class PartialFailureError extends ResourceInitError {
    static override readonly title = "UnfinishedError";

    /** @param what What failed, and what became of the others: one line. */
    constructor(what: string, failures: readonly Failure[]) {
        const inOrder = [...failures].sort((one, other) => Number(one.identifier) - Number(other.identifier));
        const parts = [...groupBy(inOrder, ({ error }) => said(error))].map(
            ([text, alike]) =>
                `password${alike.length === 1 ? "" : "s"} ${formatRanges(alike.map(({ identifier }) => identifier))}: ${text}`,
        );
        super([what, ...parts].join("\n"), { cause: failures[0]?.error });
    }
}

/** What went wrong, its cause and its solution, in words that are the same for all passwords. */
function said(error: Error): string {
    return error instanceof VaultError || error instanceof ConnectionError || error instanceof UnconfirmedError
        ? formatError(error.summary, error.explanation)
        : error instanceof ExpectedError
          ? error.message
          : firstLine(error.message);
}
