import { groupBy } from "../shared/collections";
import { ExpectedError, firstLine, formatError } from "../shared/errors";
import { formatRanges } from "../shared/identifierRanges";
import { withName } from "../shared/passwordName";
import type { BatchFailure } from "./batch";
import { nameLines, type Subject } from "./messages";

/**
 * Some passwords of a set failed. The message counts them, then lists them with cause and solution, those with the same
 * failure together.
 */
export class PartialFailureError extends ExpectedError {
    constructor(summary: string, failures: readonly BatchFailure[], nameOf: Subject["nameOf"] = () => undefined) {
        const attempted = failures
            .filter((failure) => failure.attempted)
            .sort((one, other) => Number(one.identifier) - Number(other.identifier));
        const parts = [...groupBy(attempted, ({ error }) => describeError(error))].map(([text, alike]) => {
            const identifiers = alike.map(({ identifier }) => identifier);
            const [problem, ...explanation] = text.split("\n");
            const [first = ""] = identifiers;
            const subject =
                identifiers.length === 1
                    ? `password ${withName(first, nameOf(first))}`
                    : `passwords ${formatRanges(identifiers)}`;
            return [`${subject}: ${problem}`, ...nameLines({ identifiers, nameOf }), ...explanation].join("\n");
        });
        super([summary, ...parts].join("\n"), summary, undefined, { cause: failures[0]?.error });
    }
}

/** Returns a count of the failures: `3 of 1000 passwords are not disabled (2 not attempted)`. */
export function describeRemaining(done: string, failures: readonly BatchFailure[], count: number): string {
    const notAttempted = failures.filter(({ attempted }) => !attempted).length;
    const hint = notAttempted > 0 ? ` (${notAttempted} not attempted)` : "";
    return `${failures.length} of ${count} passwords ${failures.length === 1 ? "is" : "are"} not ${done}${hint}`;
}

/** Returns what failed, its cause and its solution, in a text that is the same for all passwords. */
function describeError(error: Error): string {
    if (!(error instanceof ExpectedError)) {
        return firstLine(error.message);
    }
    const { summary, explanation, message } = error;
    return explanation === undefined ? message : formatError(summary, explanation);
}
