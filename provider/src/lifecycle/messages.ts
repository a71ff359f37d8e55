import type { ObjectKind } from "../client/kinds";
import { formatRanges } from "../shared/identifierRanges";
import { withName } from "../shared/passwordName";
import { firstOf } from "../shared/text";
import type { Entries } from "./entries";

const maxRangesPerMessage = 20;
const maxNamesPerMessage = 20;

/** The passwords, notes or API secrets that a message is about. */
export interface Subject {
    identifiers: readonly string[];
    noun: ObjectKind["noun"];
    nameOf: (identifier: string) => string | undefined;
}

/** Returns a function that makes the subject of identifiers, with the names in their entries. */
export function subjectsOf(entries: Entries, noun: ObjectKind["noun"] = "password") {
    return (identifiers: readonly string[]): Subject => ({
        identifiers,
        noun,
        nameOf: (identifier) => entries.get(identifier)?.name,
    });
}

/** Returns subject and verb of a sentence: `password 312 Github (m.souza) is`, `passwords 312, 400-420 are`. */
export function subjectAndVerb(
    { identifiers, noun, nameOf }: Subject,
    [singular, plural]: readonly [string, string] = ["is", "are"],
): string {
    const [first = ""] = identifiers;
    return identifiers.length === 1
        ? `${noun} ${withName(first, nameOf(first))} ${singular}`
        : `${noun}s ${formatIdentifiers(identifiers)} ${plural}`;
}

/** Returns identifiers as ranges; of many, the first and the total. */
export function formatIdentifiers(identifiers: readonly string[]): string {
    const ranges = formatRanges(identifiers).split(", ");
    return ranges.length > maxRangesPerMessage
        ? `${ranges.slice(0, maxRangesPerMessage).join(", ")} and others (${identifiers.length} in all)`
        : ranges.join(", ");
}

/** Returns a line for each of several identifiers with a name; of many, the first. */
export function nameLines({ identifiers, nameOf }: Omit<Subject, "noun">): string[] {
    const named = identifiers.length === 1 ? [] : identifiers.filter((identifier) => nameOf(identifier) !== undefined);
    const items = named.map((identifier) => withName(identifier, nameOf(identifier)));
    return firstOf(items, maxNamesPerMessage).map((item) => `  ${item}`);
}

export function itOrThem({ identifiers }: Subject): string {
    return identifiers.length === 1 ? "it" : "them";
}

/** Returns a sentence without its full stop: `password 312 is missing: the vault no longer has it`. */
export function describeMissing(subject: Subject): string {
    return `${subjectAndVerb(subject)} missing: the vault no longer has ${itOrThem(subject)}`;
}

/** Logs a message about a subject, with the names of several, unless it is empty. */
export function logAbout(
    subject: Subject,
    write: (message: string) => void,
    message: (subject: Subject) => string,
): void {
    if (subject.identifiers.length > 0) {
        write([message(subject), ...nameLines(subject)].join("\n"));
    }
}
