import type { ObjectKind } from "../client/kinds";
import { formatRanges } from "../shared/identifierRanges";

/** The number of ranges that one message lists. */
const maxRanges = 20;

/** Returns the subject of a message with its verb: `password 312 is`, `passwords 312, 400-420 are`. */
export function describePasswords(
    identifiers: readonly string[],
    noun: ObjectKind["noun"] = "password",
    [singular, plural]: readonly [string, string] = ["is", "are"],
): string {
    if (identifiers.length === 1) {
        return `${noun} ${identifiers[0]} ${singular}`;
    }
    const total = isShortened(identifiers) ? ` (${identifiers.length} in all)` : "";
    return `${noun}s ${formatIdentifiers(identifiers)}${total} ${plural}`;
}

/** Returns identifiers as ranges; of many, the first. */
export function formatIdentifiers(identifiers: readonly string[]): string {
    const ranges = formatRanges(identifiers).split(", ").slice(0, maxRanges).join(", ");
    return isShortened(identifiers) ? `${ranges} and others` : ranges;
}

function isShortened(identifiers: readonly string[]): boolean {
    return formatRanges(identifiers).split(", ").length > maxRanges;
}

/** Returns `it` for one identifier and `them` for several. */
export function itOrThem({ length }: readonly string[]): string {
    return length === 1 ? "it" : "them";
}
