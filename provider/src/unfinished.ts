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
import { asRanges } from "./identifierRanges";

/**
 * Some of many passwords failed. Its message says how many, and then, for all that failed in the same way together,
 * which, their cause and their solution.
 */
export class UnfinishedError extends KeepingError {
    /** @param what What failed, and what became of the others: one line. */
    constructor(what: string, failures: readonly Failure[]) {
        const together = new Map<string, string[]>();
        const inOrder = [...failures].sort((one, other) => Number(one.identifier) - Number(other.identifier));
        for (const { identifier, error } of inOrder) {
            const text = said(error);
            const identifiers = together.get(text) ?? [];
            identifiers.push(identifier);
            together.set(text, identifiers);
        }
        const parts = [...together].map(
            ([text, identifiers]) => `password${identifiers.length === 1 ? "" : "s"} ${asRanges(identifiers)}: ${text}`,
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
