import type { ObjectKind } from "../client/kinds";

/** The counts of a report. Each entry is in one part, so the parts add up to `total`. */
export interface Summary extends Record<Part, number> {
    total: number;
    /** The number of times that an update disabled an entry again. A sum over all entries. */
    driftCorrections: number;
}

/**
 * The parts of a report. `disabledByStack` and `inactiveBefore`: inactive entries, by their outcome. `missing`: entries
 * that the vault no longer has. `notConfirmed`: all others.
 */
export type Part = "disabledByStack" | "inactiveBefore" | "missing" | "notConfirmed";

/** The parts in order, with their labels for people. */
export const partLabels: Readonly<Record<Part, string>> = {
    disabledByStack: "disabled by this stack",
    inactiveBefore: "inactive before",
    missing: "missing",
    notConfirmed: "not confirmed inactive",
};

interface Counted {
    status: string;
    outcome: string;
    driftCorrections: number;
}

export function summarize(entries: readonly Counted[]): Summary {
    const summary: Summary = {
        total: entries.length,
        disabledByStack: 0,
        inactiveBefore: 0,
        missing: 0,
        notConfirmed: 0,
        driftCorrections: 0,
    };
    for (const entry of entries) {
        summary[partOf(entry)] += 1;
        summary.driftCorrections += entry.driftCorrections;
    }
    return summary;
}

function partOf({ status, outcome }: Counted): Part {
    if (status === "inactive") {
        return outcome === "already-inactive" ? "inactiveBefore" : "disabledByStack";
    }
    return status === "missing" ? "missing" : "notConfirmed";
}

/** Returns the noun for entries: that of their kind, such as "passwords", or "entries" if they are of several kinds. */
export function nounFor(entries: readonly { kind: ObjectKind["noun"] }[]): string {
    const [kind, ...others] = new Set(entries.map((entry) => entry.kind));
    const [one, many] = kind === undefined || others.length > 0 ? ["entry", "entries"] : [kind, `${kind}s`];
    return entries.length === 1 ? one : many;
}

/** Returns a number of times in words: "never", "once", "2 times". */
export function formatTimes(times: number): string {
    return ["never", "once"][times] ?? `${times} times`;
}
