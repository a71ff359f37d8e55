import type { BatchEnd } from "./batch";
import { asRanges } from "./identifierRanges";

/** Ranges that a line shows before it says that there are others. */
const mostShown = 20;

/** Passwords as the subject of a line: `password 312 is`, `passwords 312, 400-420 are`. */
export function subject(
    identifiers: readonly string[],
    [one, many]: readonly [string, string] = ["is", "are"],
    noun = "password",
): string {
    return identifiers.length === 1
        ? `${noun} ${identifiers[0]} ${one}`
        : `${noun}s ${shortened(identifiers)}${hasOthers(identifiers) ? ` (${identifiers.length} in all)` : ""} ${many}`;
}

/** Identifiers in a line; of many, the first. */
export function shortened(identifiers: readonly string[]): string {
    const ranges = asRanges(identifiers).split(", ").slice(0, mostShown).join(", ");
    return hasOthers(identifiers) ? `${ranges} and others` : ranges;
}

function hasOthers(identifiers: readonly string[]): boolean {
    return asRanges(identifiers).split(", ").length > mostShown;
}

/** `it`, or `them`. */
export function object(identifiers: readonly string[]): string {
    return identifiers.length === 1 ? "it" : "them";
}

/** What a batch has left of so many, as an error begins: `3 of 1000 passwords are not disabled`; empty where it left none. */
export function leftOver(done: string, { failures, untried }: BatchEnd, count: number): string {
    const left = failures.length + untried.length;
    const hint = untried.length > 0 ? ` (${untried.length} of them were not tried)` : "";
    return left === 0 ? "" : `${left} of ${count} passwords ${left === 1 ? "is" : "are"} not ${done}${hint}`;
}
