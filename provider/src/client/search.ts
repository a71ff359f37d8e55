import { ExpectedError } from "../shared/errors";
import { firstOf, oneLine } from "../shared/text";
import { words } from "../shared/vocabulary";
import { type Filters, filterNames, matchesFilters } from "./filters";
import type { ListedPassword } from "./passwordList";

/** A search that a program may not make, or that did not find what it must. */
export class SearchError extends ExpectedError {
    constructor(message: string, options?: ErrorOptions) {
        super(message, message, undefined, options);
    }
}

/** A password of a search, without its secret. */
export type FoundPassword = Omit<ListedPassword, "identifier" | "tags" | "unreadableFields"> & {
    identifier: number;
    tags: string[];
};

/** The number of matches that an error lists. */
const maxListed = 20;

/**
 * Reads the filters of a search.
 *
 * @param shown Returns an argument as the door writes it.
 * @throws SearchError for an unknown or empty one.
 */
export function readFilters(functionName: string, args: object, shown: (argument: string) => string = String): Filters {
    for (const [argument, value] of Object.entries(args)) {
        if (!filterNames.includes(argument)) {
            const known = filterNames.map((name) => shown(name)).join(", ");
            throw new SearchError(`${functionName}: unknown argument \`${shown(argument)}\`. Use ${known}.`);
        }
        if (typeof value !== "string" || value.trim() === "") {
            throw new SearchError(
                `${functionName}: \`${shown(argument)}\` must be a text that is not empty. Check where its value comes from.`,
            );
        }
    }
    return { ...args };
}

/**
 * Returns the passwords of a list that match the filters.
 *
 * @param description The call, for errors.
 * @throws SearchError for an identifier that is no whole number.
 */
export function searchList(
    passwords: Iterable<ListedPassword>,
    filters: Filters,
    description: string,
): FoundPassword[] {
    // No page of the vendor says how the vault's own filters compare. A stricter one would miss passwords in silence.
    return [...passwords]
        .filter(matchesFilters(filters))
        .map(({ identifier, tags, unreadableFields, ...described }) => {
            if (!Number.isSafeInteger(Number(identifier))) {
                throw new SearchError(
                    `${description}: the vault's list contains the identifier ${JSON.stringify(identifier)}, which is not a whole number.`,
                );
            }
            return { ...described, identifier: Number(identifier), tags: [...tags] };
        });
}

/**
 * Returns the only password that a search found.
 *
 * @param isSecret True where an argument is a secret, so that an error shows identifiers alone.
 * @throws SearchError for none or several.
 */
export function onlyMatch(found: readonly FoundPassword[], description: string, isSecret = false): FoundPassword {
    const [first, ...others] = found;
    if (first === undefined) {
        throw new SearchError(
            `${description} found no password.\nCause: no password that the access key may see matches; the vault can leave inactive ones out of its list.\nSolution: correct the arguments, or declare the password by its identifier.`,
        );
    }
    if (others.length > 0) {
        const matches = found.map((password) => formatMatch(password, isSecret));
        throw new SearchError(
            [
                `${description} found ${found.length} passwords, expected one:`,
                ...firstOf(matches, maxListed).map((match) => `- ${match}`),
                `Solution: add arguments until one password matches, or use ${words().searchForMany}.`,
            ].join("\n"),
        );
    }
    return first;
}

/** Formats a match; only its identifier where an argument is a secret. */
function formatMatch({ identifier, name, username, url }: FoundPassword, isSecret: boolean): string {
    const texts = isSecret ? [] : [name, username, url].filter((text) => text !== "");
    const described = oneLine(texts.join(", "), 100);
    return `${identifier}${described && `: ${described}`}`;
}
