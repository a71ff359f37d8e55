import { formatRanges, parseRanges } from "../shared/identifierRanges";
import type { Outcome } from "../shared/outcome";
import { driftsIn, type Properties, statusOf, withoutUndefined } from "./state";

/** What is known of one password of a set. */
export interface Entry {
    /** `"inactive"`, as the vault confirmed; `"active"`, as a refresh found it; `"unconfirmed"`: sent, never answered. */
    status: ReturnType<typeof statusOf>;
    /** How it became inactive; undefined where that was never confirmed. */
    outcome?: Outcome;
    /** When it was seen inactive: ISO 8601, UTC; undefined where that was never confirmed. */
    disabledAt?: string;
    /** Base URL of the vault that was called. */
    vaultUrl: string;
    /** How many times a refresh found it active, and the update after it confirmed it inactive again; undefined for none. */
    driftCorrected?: number;
}

/** What is known of the passwords of a set, by identifier. */
export type Entries = Map<string, Entry>;

/** Passwords of which the same is known: what the state has in the place of one entry for each. */
export interface EntryGroup extends Entry {
    /** Identifiers, those that follow one another as a range: `312, 400-420`. */
    identifiers: string;
}

/** Confirmations of so long share one time, so that the state of a long run does not grow with its duration. */
const sameTimeMs = 60_000;

/**
 * Gives the confirmations of a run, in any order, few times: the state keeps passwords with the same time together. Each
 * gets that of the last confirmation of its minute, so that none is before the password was inactive.
 */
export function withFewTimes(results: ReadonlyMap<string, Entry>): Entries {
    const latestFirst = [...results].sort(([, one], [, other]) =>
        (one.disabledAt ?? "") < (other.disabledAt ?? "") ? 1 : -1,
    );
    let shared = "";
    return new Map(
        latestFirst.map(([identifier, result]) => {
            const { disabledAt } = result;
            if (disabledAt === undefined) {
                return [identifier, result];
            }
            if (shared === "" || Date.parse(shared) - Date.parse(disabledAt) >= sameTimeMs) {
                shared = disabledAt;
            }
            return [identifier, { ...result, disabledAt: shared }];
        }),
    );
}

/** Puts together what is the same, in a stable order. */
export function encodeEntries(results: ReadonlyMap<string, Entry>): EntryGroup[] {
    const groups = new Map<string, { result: Entry; identifiers: string[] }>();
    for (const [identifier, { status, outcome, disabledAt, vaultUrl, driftCorrected }] of results) {
        const key = JSON.stringify([vaultUrl, disabledAt, outcome, status, driftCorrected]);
        const group = groups.get(key) ?? {
            result: { status, outcome, disabledAt, vaultUrl, driftCorrected } as Entry,
            identifiers: [],
        };
        group.identifiers.push(identifier);
        groups.set(key, group);
    }
    return [...groups]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, { result, identifiers }]) => withoutUndefined({ ...result, identifiers: formatRanges(identifiers) }));
}

/** Reads the results of a state; what has not our form is left out. */
export function decodeEntries({ results }: Properties): Entries {
    const read: Entries = new Map();
    for (const group of Array.isArray(results) ? (results as Properties[]) : []) {
        const { identifiers, outcome, disabledAt, vaultUrl } = Object(group) as Partial<EntryGroup>;
        const result = withoutUndefined({
            status: statusOf(Object(group)),
            outcome,
            disabledAt,
            vaultUrl: String(vaultUrl ?? ""),
            driftCorrected: driftsIn(Object(group)) || undefined,
        }) as Entry;
        for (const identifier of parseRanges(String(identifiers ?? ""))) {
            read.set(identifier, result);
        }
    }
    return read;
}
