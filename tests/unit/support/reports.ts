import type { Report, ReportEntry } from "../../../provider/src/commands/report";

/** Returns an entry in which `special` replaces properties. */
export function entry(special: Partial<ReportEntry> = {}): ReportEntry {
    return {
        kind: "password",
        identifier: 312,
        name: "Oracle production, former DBA (m.souza)",
        resource: "former-dba",
        status: "inactive",
        outcome: "deactivated",
        disabledAt: "2026-11-24T02:18:53Z",
        lastDisabledAt: "",
        reason: "CHG-2041",
        driftCorrections: 0,
        vaultUrl: "https://vault.example.com",
        note: "",
        ...special,
    };
}

/** Returns a report of entries. Its summary is always the same. */
export function reportOf(entries: ReportEntry[], special: Partial<Report> = {}): Report {
    return {
        version: 1,
        stack: "dev",
        project: "test",
        madeAt: "2026-11-24T03:00:00.000Z",
        savedAt: "2026-11-24T02:20:00.123456789Z",
        summary: {
            total: 5,
            disabledByStack: 3,
            inactiveBefore: 2,
            missing: 0,
            notConfirmed: 0,
            driftCorrections: 4,
        },
        entries,
        ...special,
    };
}
