import { driftsIn } from "../shared/properties";
import { entriesOf, type ReportEntry } from "./reportEntries";
import type { StackState } from "./stackState";

/** What a stack disabled, as `--format json` writes it. Later versions of this package only ever add to it. */
export interface Report {
    /** Of this shape. */
    version: 1;
    stack: string;
    project: string;
    /** When the report was made: ISO 8601, UTC. */
    madeAt: string;
    /** When the engine last wrote the state that it tells of: ISO 8601, UTC; empty where the state does not say. */
    savedAt: string;
    summary: Summary;
    entries: ReportEntry[];
}

/** Counts of the entries. */
export interface Summary {
    entries: number;
    /** Those that the vault confirmed to be inactive. */
    inactive: number;
    /** Those of them that were so before this stack called for it. */
    alreadyInactive: number;
    /** All others: found active, never confirmed, or not done yet. */
    notConfirmed: number;
    /** How many times an entry was found active and disabled again. */
    driftCorrected: number;
}

/** The columns of a table of entries, in their order, with what people read at their heads. */
export const columns: Readonly<Record<keyof ReportEntry, string>> = {
    kind: "Kind",
    identifier: "Identifier",
    resource: "Resource",
    status: "Status",
    outcome: "Outcome",
    disabledAt: "When (UTC)",
    driftCorrected: "Drift corrected",
    reason: "Reason",
    vaultUrl: "Vault",
    note: "Note",
};

/** Makes the report of a stack's state. */
export function makeReport({ resources, ...state }: StackState, madeAt: string): Report {
    const entries = resources.flatMap(entriesOf);
    const inactive = entries.filter(({ status }) => status === "inactive");
    const summary = {
        entries: entries.length,
        inactive: inactive.length,
        alreadyInactive: inactive.filter(({ outcome }) => outcome === "already-inactive").length,
        notConfirmed: entries.length - inactive.length,
        driftCorrected: resources.reduce((sum, { outputs }) => sum + driftsIn(outputs), 0),
    };
    return { version: 1, ...state, madeAt, summary, entries };
}
