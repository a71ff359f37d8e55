import { formatRanges, parseRanges } from "../shared/identifierRanges";
import type { Outcome } from "../shared/outcome";
import { type Properties, withoutUndefined } from "../shared/properties";

/**
 * The known status of a password: `"inactive"` as the vault confirmed, `"active"` as a refresh found it, `"unconfirmed"`
 * where no response says whether the last request took effect.
 */
export type Status = "inactive" | "active" | "unconfirmed";

/** The known facts about one password, note or API secret. */
export interface Entry {
    status: Status;
    /** Undefined while nothing was confirmed. */
    outcome?: Outcome | undefined;
    /** The time of its last confirmation: ISO 8601, UTC, to the second. */
    disabledAt?: string | undefined;
    /** Base URL of the vault that was asked. */
    vaultUrl: string;
    /** The number of times that a refresh found it active and an update disabled it again. */
    driftCorrections: number;
}

/** The entries of a resource, by identifier; a resource for one password has one. */
export type Entries = ReadonlyMap<string, Entry>;

/** Entries with the same values: the state of a set keeps one group in the place of thousands. */
export interface EntryGroup extends Omit<Entry, "driftCorrections"> {
    /** Identifiers in ascending order, with ranges: `312, 400-420`. */
    identifiers: string;
    /** Absent for none. */
    driftCorrections?: number;
}

/** Reads an entry from properties of a state. An unknown status is read as inactive. */
export function decodeEntry({ status, outcome, disabledAt, vaultUrl, driftCorrections }: Properties): Entry {
    return {
        status: status === "active" || status === "unconfirmed" ? status : "inactive",
        outcome: outcome as Outcome | undefined,
        disabledAt: disabledAt as string | undefined,
        vaultUrl: typeof vaultUrl === "string" ? vaultUrl : "",
        driftCorrections: typeof driftCorrections === "number" ? driftCorrections : 0,
    };
}

/** Groups entries with the same values, in a stable order. */
export function encodeEntries(entries: Entries): EntryGroup[] {
    const groups = new Map<string, { entry: Entry; identifiers: string[] }>();
    for (const [identifier, entry] of entries) {
        const { status, outcome, disabledAt, vaultUrl, driftCorrections } = entry;
        const key = JSON.stringify([vaultUrl, disabledAt, outcome, status, driftCorrections]);
        const group = groups.get(key) ?? { entry, identifiers: [] };
        group.identifiers.push(identifier);
        groups.set(key, group);
    }
    return [...groups]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, { entry, identifiers }]) =>
            withoutUndefined({
                ...entry,
                driftCorrections: entry.driftCorrections || undefined,
                identifiers: formatRanges(identifiers),
            }),
        );
}

/** Reads groups of entries from a state; anything of another form is left out. */
export function decodeEntries(groups: unknown): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    for (const group of Array.isArray(groups) ? groups : []) {
        const properties: Properties = Object(group);
        const entry = decodeEntry(properties);
        for (const identifier of parseRanges(String(properties.identifiers ?? ""))) {
            entries.set(identifier, entry);
        }
    }
    return entries;
}

/** Returns a time to the second, rounded up: the password was inactive at this time or before. */
export function formatTime(time: Date): string {
    return new Date(Math.ceil(time.getTime() / 1000) * 1000).toISOString().replace(".000Z", "Z");
}
