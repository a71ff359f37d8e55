import { type Failure, formatFailure } from "../checks/failure";
import { SearchError } from "../client/search";
import { formatIdentifiers, nameLines } from "../lifecycle/messages";
import { NothingFoundError } from "../lifecycle/nothingFound";
import { PartialFailureError } from "../lifecycle/partialFailure";
import { groupBy } from "../shared/collections";
import { ConfigError, ConnectionError, ExpectedError, firstLine, VaultError } from "../shared/errors";
import { withName } from "../shared/passwordName";
import { toAttribute } from "./names";
import type { Diagnostic } from "./protocol";

const severities = { error: 1, warning: 2 } as const;

/** Returns a diagnostic from the lines of a message: the first is its summary. An attribute gives it a line of the program. */
export function diagnosticOf(severity: keyof typeof severities, message: string, attribute?: string): Diagnostic {
    const summary = firstLine(message);
    return {
        severity: severities[severity],
        // A setting starts the sentence by its name.
        summary: attribute !== undefined && summary.startsWith(attribute) ? summary : capitalize(summary),
        detail: capitalize(message.slice(summary.length + 1)),
        ...(attribute === undefined || attribute === ""
            ? {}
            : { attribute: { steps: [{ attribute_name: attribute }] } }),
    };
}

/** Returns the diagnostic of an error. @param message Its text, where that is another one for the run. */
export function diagnosticOfError(error: Error, message = error.message): Diagnostic {
    if (!(error instanceof ConfigError)) {
        return diagnosticOf("error", message);
    }
    // The summary has the first setting, and not the number of settings.
    const text = error.problems.join("\n").replace(": ", "\n");
    return { ...diagnosticOf("error", text), summary: firstLine(text) };
}

/** Returns the diagnostic of a warning: its first sentence is the summary. */
export function diagnosticOfWarning(message: string): Diagnostic {
    return diagnosticOf("warning", message.includes("\n") ? message : message.replace(/\. (?=[A-Z])/, ".\n"));
}

/** Returns the diagnostic of an object that waits for another one's error to be resolved. */
export function diagnosticOfFollower(done: string): Diagnostic {
    return diagnosticOf("error", `not ${done}: see the first error of the run`);
}

/**
 * Returns the diagnostics of failures. Terraform prints the whole list of a set with each, so the passwords of a set that are
 * refused for the same reason have one together.
 */
export function diagnosticsOfFailures(failures: readonly Failure[]): Diagnostic[] {
    const groups = groupBy(failures, ({ property, summary, cause, solution }) =>
        JSON.stringify([property, summary, cause, solution]),
    );
    return [...groups.values()].flatMap(diagnosticOfAlike);
}

function diagnosticOfAlike([failure, ...others]: readonly Failure[]): Diagnostic[] {
    if (failure === undefined) {
        return [];
    }
    const attribute = toAttribute(failure.property);
    const diagnostic = placed(diagnosticOf("error", formatFailure(failure), attribute), failure.index);
    if (failure.property === "" || failure.isSentence) {
        return [diagnostic];
    }
    const names = new Map([failure, ...others].map((one) => [one.identifier ?? "", one.name]));
    const identifiers = [...names.keys()].filter((identifier) => identifier !== "");
    const [only = "", second] = identifiers;
    const subject = second === undefined ? withName(only, names.get(only)) : formatIdentifiers(identifiers);
    const lines = nameLines({ identifiers, nameOf: (identifier) => names.get(identifier) });
    return [
        {
            ...diagnostic,
            summary: `${[attribute, subject].filter((part) => part !== "").join(" ")}: ${failure.summary}`,
            detail: [...lines, diagnostic.detail].join("\n"),
        },
    ];
}

/** Returns a diagnostic at an item of its list: of a list that the configuration has item by item, Terraform prints that line. */
function placed(diagnostic: Diagnostic, index: number | undefined): Diagnostic {
    const { attribute } = diagnostic;
    return attribute === undefined || index === undefined
        ? diagnostic
        : { ...diagnostic, attribute: { steps: [...attribute.steps, { element_key_int: index }] } };
}

/** Returns whether an error concerns all resources of the run alike, and not one password. */
export function isOfWholeRun(error: unknown): boolean {
    const isWrapped =
        error instanceof PartialFailureError || (error instanceof SearchError && error.cause !== undefined);
    const cause = isWrapped ? error.cause : error;
    return (
        cause instanceof RunFailure ||
        cause instanceof ConfigError ||
        cause instanceof NothingFoundError ||
        cause instanceof ConnectionError ||
        (cause instanceof VaultError && cause.code === undefined)
    );
}

/** A failure of the whole run that a check returned. */
export class RunFailure extends ExpectedError {
    constructor({ summary }: Failure) {
        super(summary, firstLine(summary));
    }
}

/** Returns a text with a capital at its start, unless it starts with a name such as `never_disable`. */
function capitalize(text: string): string {
    return /^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
