import type { Entries } from "./entries";
import { formatIdentifiers } from "./messages";

/**
 * What an update will do with the passwords of a set, in one line; empty where it does nothing. The engine shows the
 * whole set beside its differences, and those of its inputs alone: not what an earlier run has left.
 *
 * @param wanted Identifiers, and places in the list whose identifier is not known yet.
 * @param onDestroy What the state says of those that go.
 */
export function planOf(wanted: readonly string[], results: Entries, onDestroy: unknown): string {
    const staying = new Set(wanted);
    const having = (status: string | undefined) =>
        wanted.filter((identifier) => results.get(identifier)?.status === status);
    const going = [...results.keys()].filter((identifier) => !staying.has(identifier));
    const unknown = wanted.filter((identifier) => !/^\d+$/.test(identifier)).length;
    const parts = [
        part(
            having(undefined).filter((identifier) => /^\d+$/.test(identifier)),
            "to disable",
        ),
        part(having("active"), "to disable again, which somebody enabled"),
        part(having("unconfirmed"), "to disable again, which was never confirmed"),
        part(
            going,
            onDestroy === "enable"
                ? "to enable unless declared elsewhere"
                : `to leave as ${going.length === 1 ? "it is" : "they are"}`,
        ),
        unknown === 0 ? "" : `${unknown} not known yet`,
    ];
    return parts.filter((text) => text !== "").join("; ");
}

function part(identifiers: readonly string[], what: string): string {
    return identifiers.length === 0 ? "" : `${identifiers.length} ${what} (${formatIdentifiers(identifiers)})`;
}
