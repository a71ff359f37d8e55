import type { DeclaredObject } from "../checks/declaration";
import { unknownValue } from "../shared/properties";
import { formatIdentifiers } from "./messages";

/**
 * Returns in one line what an update changes in a set; empty when it changes nothing. The engine shows the whole set
 * beside its differences, so a preview needs this line.
 *
 * @param known The identifiers that the last run declared, with what a refresh found.
 */
export function describePlan(declared: readonly DeclaredObject[], known: Readonly<Record<string, unknown>>): string {
    const wanted = new Set(declared.map(({ identifier }) => identifier));
    const identifiersOf = (matches: (one: DeclaredObject) => boolean) => [
        // With `mysafe:allowDuplicates`, the list can contain an identifier twice.
        ...new Set(declared.filter(matches).map(({ identifier }) => String(identifier))),
    ];
    const isOpen = ({ isNew, isDue }: DeclaredObject) => isDue && !isNew;
    const wasMissing = ({ identifier }: DeclaredObject) => known[String(identifier)] === "missing";
    const unknown = declared.filter(({ identifier }) => identifier === unknownValue).length;
    const parts: [identifiers: string[], action: string][] = [
        [identifiersOf(({ isNew }) => isNew), "to disable"],
        [identifiersOf((one) => isOpen(one) && !wasMissing(one)), "re-enabled in the vault and to disable again"],
        [identifiersOf((one) => isOpen(one) && wasMissing(one)), "missing at the last refresh and to disable"],
        [
            Object.keys(known).filter((identifier) => !wanted.has(identifier)),
            "to leave the set, unchanged in the vault",
        ],
    ];
    return [
        ...parts
            .filter(([identifiers]) => identifiers.length > 0)
            .map(([identifiers, action]) => `${identifiers.length} ${action} (${formatIdentifiers(identifiers)})`),
        ...(unknown === 0 ? [] : [`${unknown} not known yet`]),
    ].join("; ");
}
