import { groupBy } from "../shared/collections";
import { formatRanges, parseRanges } from "../shared/identifierRanges";
import type { Outcome } from "../shared/outcome";
import { type Properties, withoutMissing } from "../shared/properties";

/**
 * The known status of a password. `"inactive"`: the vault confirmed it. `"active"`: a refresh found it so. `"unconfirmed"`:
 * no response shows whether the last request took effect. `"missing"`: a refresh did not find it.
 */
export type Status = "inactive" | "active" | "unconfirmed" | "missing";

/** The known facts about one password, note or API secret. */
export interface Entry {
    status: Status;
    /** The name when the password was looked up first. */
    name?: string | undefined;
    /** The first outcome; undefined while nothing was confirmed. */
    outcome?: Outcome | undefined;
    /** The time of its first confirmation: ISO 8601, UTC, to the second. */
    disabledAt?: string | undefined;
    /** The time of its last confirmation, where that is a later one. */
    lastDisabledAt?: string | undefined;
    /** Base URL of the vault that was asked. */
    vaultUrl: string;
    /** The number of times that a refresh found it active and an update disabled it again. */
    driftCorrections: number;
}

/** The entries of a resource, by identifier; a resource for one password has one. */
export type Entries = ReadonlyMap<string, Entry>;

/** Reads an entry from properties of a state. An unknown status is read as inactive. */
export function decodeEntry(properties: Properties): Entry {
    const { status, name, outcome, disabledAt, lastDisabledAt, vaultUrl, driftCorrections } = properties;
    return {
        ...withoutMissing({ name, outcome, disabledAt, lastDisabledAt }),
        status: isOpen(status) ? status : "inactive",
        vaultUrl: typeof vaultUrl === "string" ? vaultUrl : "",
        driftCorrections: typeof driftCorrections === "number" ? driftCorrections : 0,
    };
}

function isOpen(status: unknown): status is Exclude<Status, "inactive"> {
    return status === "active" || status === "unconfirmed" || status === "missing";
}

/** Returns the status that the inputs show after a refresh. The next update settles what is unconfirmed, whatever they show. */
export function shownStatus({ status }: Entry): Exclude<Status, "unconfirmed"> {
    return status === "unconfirmed" ? "inactive" : status;
}

/**
 * Groups entries with the same values, in a stable order: the state of a set keeps one group in the place of thousands.
 * The names are not in the groups; see {@link encodeNames}.
 */
export function encodeEntries(entries: Entries): Properties[] {
    const groups = groupBy(entries, ([, one]) =>
        JSON.stringify([
            one.vaultUrl,
            one.disabledAt,
            one.lastDisabledAt,
            one.outcome,
            one.status,
            one.driftCorrections,
        ]),
    );
    return [...groups]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, group]) => {
            const [[, entry] = []] = group;
            const identifiers = formatRanges(group.map(([identifier]) => identifier));
            const driftCorrections = entry?.driftCorrections || undefined;
            return withoutMissing({ ...entry, name: undefined, driftCorrections, identifiers });
        });
}

/** Returns entries without their names. */
export function withoutNames(entries: Entries): Entries {
    return new Map([...entries].map(([identifier, { name: _, ...entry }]) => [identifier, entry]));
}

/** Returns the names of a set's passwords as one text, a line for each; undefined where none is known. */
export function encodeNames(entries: Entries): string | undefined {
    const lines = [...entries].flatMap(([identifier, { name }]) =>
        typeof name === "string" ? `${identifier} ${name}` : [],
    );
    return lines.sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10)).join("\n") || undefined;
}

/**
 * Reads groups of entries from a state; anything of another form is left out.
 *
 * @param names The text of {@link encodeNames}.
 */
export function decodeEntries(groups: unknown, names?: unknown): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    const known = decodeNames(names);
    for (const group of Array.isArray(groups) ? groups : []) {
        const properties: Properties = Object(group);
        const entry = decodeEntry(properties);
        for (const identifier of parseRanges(String(properties.identifiers ?? ""))) {
            const name = known.get(identifier);
            entries.set(identifier, name === undefined ? entry : { ...entry, name });
        }
    }
    return entries;
}

/** Reads the text of {@link encodeNames}. */
export function decodeNames(names: unknown): ReadonlyMap<string, string> {
    const lines = typeof names === "string" ? names.split("\n") : [];
    return new Map(
        lines.map((line) => {
            const end = line.indexOf(" ");
            return [line.slice(0, end), line.slice(end + 1)];
        }),
    );
}

/** Returns the second of a time, as the logs of vaults show it. */
export function formatTime(time: Date): string {
    return time.toISOString().replace(/\.\d+Z$/, "Z");
}
