import { driftCorrectionsIn, entriesOf, type ReportEntry } from "./reportEntries";
import type { StackState } from "./stackState";

/** What a stack disabled, as `--format json` writes it. Later versions of this package only add to it. */
export interface Report {
    /** The version of this format. */
    version: 1;
    stack: string;
    project: string;
    /** When the report was made: ISO 8601, UTC. */
    madeAt: string;
    /** When the engine saved the state: ISO 8601, UTC; empty where the state has no time. */
    savedAt: string;
    summary: Summary;
    entries: ReportEntry[];
}

/** Counts of the entries. */
export interface Summary {
    entries: number;
    /** Entries that the vault confirmed to be inactive. */
    inactive: number;
    /** Inactive entries that were so before this stack's first request. */
    alreadyInactive: number;
    /** All other entries: active, unconfirmed or not disabled yet. */
    notConfirmed: number;
    /** How many times a refresh found an entry active and an update disabled it again. */
    driftCorrections: number;
}

/** The columns of a table of entries, in order, with their headings for people. */
export const columns: Readonly<Record<keyof ReportEntry, string>> = {
    kind: "Kind",
    identifier: "Identifier",
    resource: "Resource",
    status: "Status",
    outcome: "Outcome",
    disabledAt: "When (UTC)",
    driftCorrections: "Drift corrections",
    reason: "Reason",
    vaultUrl: "Vault",
    note: "Note",
};

/** Returns the report of a stack's state. */
export function makeReport({ resources, ...state }: StackState, madeAt: string): Report {
    const entries = resources.flatMap(entriesOf);
    const inactive = entries.filter(({ status }) => status === "inactive");
    const summary = {
        entries: entries.length,
        inactive: inactive.length,
        alreadyInactive: inactive.filter(({ outcome }) => outcome === "already-inactive").length,
        notConfirmed: entries.length - inactive.length,
        driftCorrections: resources.reduce((sum, { outputs }) => sum + driftCorrectionsIn(outputs), 0),
    };
    return { version: 1, ...state, madeAt, summary, entries };
}
