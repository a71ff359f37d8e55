import type { Report } from "../../../provider/src/commands/report";
import type { ReportEntry } from "../../../provider/src/commands/reportEntries";

/** An entry of which only this is special. */
export function entry(special: Partial<ReportEntry> = {}): ReportEntry {
    return {
        kind: "password",
        identifier: "312",
        resource: "former-dba",
        status: "inactive",
        outcome: "deactivated",
        disabledAt: "2026-11-24T02:18:53.650Z",
        reason: "CHG-2041",
        driftCorrected: 0,
        vaultUrl: "https://vault.example.com",
        note: "",
        ...special,
    };
}

/** A report of these entries; its summary is not theirs. */
export function reportOf(entries: ReportEntry[], special: Partial<Report> = {}): Report {
    return {
        version: 1,
        stack: "dev",
        project: "test",
        madeAt: "2026-11-24T03:00:00.000Z",
        savedAt: "2026-11-24T02:20:00.123456789Z",
        summary: { entries: entries.length, inactive: 3, alreadyInactive: 1, notConfirmed: 0, driftCorrected: 4 },
        entries,
        ...special,
    };
}
