import { ExpectedError, formatError } from "../shared/errors";
import type { Explanation } from "../shared/explanations";
import { words } from "../shared/vocabulary";

/** A reason to refuse a declaration, as data: each door prints it in its own form. */
export interface Failure {
    /** The input that is wrong, such as `identifier`; empty where the whole run is concerned. */
    property: string;
    /** The place in the list `identifiers`, from 0. */
    index?: number | undefined;
    identifier?: string | undefined;
    /** The name of the password, where it is known. */
    name?: string | undefined;
    /** The problem, in one line. */
    summary: string;
    cause?: string | undefined;
    solution?: string | undefined;
    /** `"run"` where no other declaration can be checked either. */
    scope: "password" | "run";
    /** True where the summary names what it is about. Others are the end of a sentence about a value. */
    isSentence?: true;
}

/** A guard refuses an operation. Nothing was sent. */
export class GuardError extends ExpectedError {
    constructor(failures: readonly Failure[]) {
        super(failures.map(formatFailure).join("\n"), failures.map(({ summary }) => summary).join(", "));
    }
}

/** The path of a value in a declaration. */
export type Place = Pick<Failure, "property" | "index" | "identifier">;

/** Returns the path of a value as errors show it: `identifier`, `identifiers[17]`. */
export function formatPath({ property, index }: Place): string {
    const input = words().input(property);
    return index === undefined ? input : `${input}[${index}]`;
}

/** Returns a failure of one declared value. */
export function failureAt({ property, index, identifier }: Place, summary: string, explanation: Explanation): Failure {
    return { property, index, identifier, summary, ...explanation, scope: "password" };
}

/** Returns a failure of one declared value with a summary that names what it is about. */
export function sentenceAt(place: Place, summary: string, explanation: Explanation): Failure {
    return { ...failureAt(place, summary, explanation), isSentence: true };
}

/** Returns a failure of the whole run from an expected error. @throws any other error. */
export function failureOfRun(error: unknown, context = "", hint = ""): Failure {
    if (!(error instanceof ExpectedError)) {
        throw error;
    }
    return { property: "", summary: `${context}${error.message}${hint}`, scope: "run" };
}

/** Returns the lines of a failure: what is wrong, its cause and its solution. */
export function formatFailure({ summary, cause, solution }: Failure): string {
    return cause === undefined || solution === undefined ? summary : formatError(summary, { cause, solution });
}
