import { ConnectionError, ExpectedError, firstLine, formatError, UnconfirmedError, VaultError } from "../shared/errors";
import { groupBy } from "../shared/groupBy";
import { formatRanges } from "../shared/identifierRanges";
import type { Failure } from "./batch";

/**
 * Some of many passwords failed. Its message says how many, and then, for all that failed in the same way together,
 * which, their cause and their solution.
 */
export class PartialFailureError extends ExpectedError {
    readonly summary: string;

    /** @param what What failed, and what became of the others: one line. */
    constructor(what: string, failures: readonly Failure[]) {
        const inOrder = [...failures].sort((one, other) => Number(one.identifier) - Number(other.identifier));
        const parts = [...groupBy(inOrder, ({ error }) => said(error))].map(
            ([text, alike]) =>
                `password${alike.length === 1 ? "" : "s"} ${formatRanges(alike.map(({ identifier }) => identifier))}: ${text}`,
        );
        super([what, ...parts].join("\n"), { cause: failures[0]?.error });
        this.summary = what;
    }
}

/** Gives an error the fields by which the engine keeps a resource as "created but failed to initialize". */
export function keepResource<T extends Error>(error: T, id: string, properties: object): T {
    // The engine prints reasons as a list, and not the message.
    return Object.assign(error, { id, properties, reasons: [error.message.replaceAll("\n", "\n\t  ")] });
}

/** What went wrong, its cause and its solution, in words that are the same for all passwords. */
function said(error: Error): string {
    return error instanceof VaultError || error instanceof ConnectionError || error instanceof UnconfirmedError
        ? formatError(error.summary, error.explanation)
        : error instanceof ExpectedError
          ? error.message
          : firstLine(error.message);
}
