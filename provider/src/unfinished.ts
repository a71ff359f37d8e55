import type { Failure } from "./batch";
import {
    ConnectionError,
    ExpectedError,
    firstLine,
    KeepingError,
    threeLines,
    UnconfirmedError,
    VaultError,
} from "./errors";
import { groupBy } from "./groupBy";
import { asRanges } from "./identifierRanges";

/**
 * Some of many passwords failed. Its message says how many, and then, for all that failed in the same way together,
 * which, their cause and their solution.
 */
export class UnfinishedError extends KeepingError {
    static override readonly title = "UnfinishedError";

    /** @param what What failed, and what became of the others: one line. */
    constructor(what: string, failures: readonly Failure[]) {
        const inOrder = [...failures].sort((one, other) => Number(one.identifier) - Number(other.identifier));
        const parts = [...groupBy(inOrder, ({ error }) => said(error))].map(
            ([text, alike]) =>
                `password${alike.length === 1 ? "" : "s"} ${asRanges(alike.map(({ identifier }) => identifier))}: ${text}`,
        );
        super([what, ...parts].join("\n"), { cause: failures[0]?.error });
    }
}

/** What went wrong, its cause and its solution, in words that are the same for all passwords. */
function said(error: Error): string {
    return error instanceof VaultError || error instanceof ConnectionError || error instanceof UnconfirmedError
        ? threeLines(error.said, error.explanation)
        : error instanceof ExpectedError
          ? error.message
          : firstLine(error.message);
}
