import { formatRanges } from "../shared/identifierRanges";
import type { BatchEnd } from "./batch";

/** Ranges that a line shows before it says that there are others. */
const mostShown = 20;

/** Passwords as the subject of a line: `password 312 is`, `passwords 312, 400-420 are`. */
export function passwordsAre(
    identifiers: readonly string[],
    [one, many]: readonly [string, string] = ["is", "are"],
    noun = "password",
): string {
    return identifiers.length === 1
        ? `${noun} ${identifiers[0]} ${one}`
        : `${noun}s ${formatIdentifiers(identifiers)}${hasOthers(identifiers) ? ` (${identifiers.length} in all)` : ""} ${many}`;
}

/** Identifiers in a line; of many, the first. */
export function formatIdentifiers(identifiers: readonly string[]): string {
    const ranges = formatRanges(identifiers).split(", ").slice(0, mostShown).join(", ");
    return hasOthers(identifiers) ? `${ranges} and others` : ranges;
}

function hasOthers(identifiers: readonly string[]): boolean {
    return formatRanges(identifiers).split(", ").length > mostShown;
}

/** `it`, or `them`. */
export function itOrThem(identifiers: readonly string[]): string {
    return identifiers.length === 1 ? "it" : "them";
}

/** What a batch has left of so many, as an error begins: `3 of 1000 passwords are not disabled`; empty where it left none. */
export function describeRemaining(done: string, { failures, untried }: BatchEnd, count: number): string {
    const left = failures.length + untried.length;
    const hint = untried.length > 0 ? ` (${untried.length} of them were not tried)` : "";
    return left === 0 ? "" : `${left} of ${count} passwords ${left === 1 ? "is" : "are"} not ${done}${hint}`;
}
