import type { ObjectKind } from "../client/kinds";
import { formatRanges } from "../shared/identifierRanges";

const maxRangesPerMessage = 20;

/** Returns subject and verb of a sentence: `password 312 is`, `passwords 312, 400-420 are`. */
export function subjectAndVerb(
    identifiers: readonly string[],
    noun: ObjectKind["noun"] = "password",
    [singular, plural]: readonly [string, string] = ["is", "are"],
): string {
    return identifiers.length === 1
        ? `${noun} ${identifiers[0]} ${singular}`
        : `${noun}s ${formatIdentifiers(identifiers)} ${plural}`;
}

/** Returns identifiers as ranges; of many, the first and the total. */
export function formatIdentifiers(identifiers: readonly string[]): string {
    const ranges = formatRanges(identifiers).split(", ");
    return ranges.length > maxRangesPerMessage
        ? `${ranges.slice(0, maxRangesPerMessage).join(", ")} and others (${identifiers.length} in all)`
        : ranges.join(", ");
}

export function itOrThem({ length }: readonly string[]): string {
    return length === 1 ? "it" : "them";
}

/** Returns a sentence without its full stop: `password 312 is missing: the vault no longer has it`. */
export function describeMissing(identifiers: readonly string[], noun?: ObjectKind["noun"]): string {
    return `${subjectAndVerb(identifiers, noun)} missing: the vault no longer has ${itOrThem(identifiers)}`;
}

/** Logs a message about identifiers, unless there are none. */
export function logAbout(
    identifiers: readonly string[],
    write: (message: string) => void,
    message: (identifiers: readonly string[]) => string,
): void {
    if (identifiers.length > 0) {
        write(message(identifiers));
    }
}
