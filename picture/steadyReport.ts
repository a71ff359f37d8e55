/** Replaces the parts of a report that differ in each run. */
import type { Report } from "../provider/src/commands/report";

const firstUp = "2026-11-24T02:18:53Z";
const correction = "2026-11-30T04:00:12Z";
const lastRefresh = "2026-12-01T04:00:09Z";
const madeAt = "2026-12-01T08:30:00Z";
const vaultUrl = "https://vault.example.com";

/** Returns the report with fixed times and the URL of an example. What is empty stays empty. */
export function steadyReport(report: Report): Report {
    return {
        ...report,
        savedAt: report.savedAt && lastRefresh,
        madeAt,
        entries: report.entries.map((entry) => ({
            ...entry,
            disabledAt: entry.disabledAt && firstUp,
            lastDisabledAt: entry.lastDisabledAt && correction,
            vaultUrl: entry.vaultUrl && vaultUrl,
        })),
    };
}
