/** Sample reports for the browser. */
import { makeReport, type Report } from "../../../provider/src/commands/report";
import { readStackState } from "../../../provider/src/commands/stackState";
import { confirmed, encrypted, exported, exportOf, set, single } from "../../support/exportedState";

/** The secret reasons in the state of {@link everyKind}, one encrypted and one in plain text. */
export const secretReasons = [encrypted.ciphertext, "x-secret-reason"] as const;

/** The time of the last drift correction in the state of {@link everyKind}. */
const lastDisabledAt = "2026-11-30T04:00:12Z";

/** Returns a report with each kind, status and outcome, a set, notes and secret reasons. */
export function everyKind(): Report {
    const shown = { ...encrypted, ciphertext: undefined, plaintext: JSON.stringify(secretReasons[1]) };
    const unanswered = "password 331 may still be active: the vault did not answer\nCause: 504";
    const nothing = { status: undefined, outcome: undefined, disabledAt: undefined, vaultUrl: undefined };
    const of = (kind: string, name: string, identifier: string, outputs: object = {}) =>
        exported(kind, name, { outputs: { identifier, driftCorrections: 0, ...confirmed, ...outputs } });
    const state = exportOf([
        single("former-dba", "312", {
            reason: "CHG-2041: left the company",
            name: "Oracle production, former DBA (m.souza)",
        }),
        single("legacy-crm", "340", { reason: encrypted, outcome: "already-inactive", name: "Legacy CRM (crm-admin)" }),
        single("payroll", "341", { reason: shown, driftCorrections: 2, lastDisabledAt, name: "Payroll (hr-admin)" }),
        single("mail-relay", "331", { reason: "CHG-2044", ...nothing }, { initErrors: [unanswered] }),
        single("build-server", "325", { reason: "CHG-2050", status: "active", driftCorrections: 1 }),
        single("old-fax", "326", { reason: "CHG-2051", status: "missing" }),
        of("NoteDisablement", "wifi-guests", "21", { reason: "CHG-2042" }),
        of("NoteDisablement", "wifi-offices", "22", { outcome: "already-inactive" }),
        of("ApiSecretDisablement", "ci-deploy", "57", { reason: "the platform team has a new one" }),
        of("ApiSecretDisablement", "monitoring", "58", { reason: "CHG-2060", status: "active" }),
        set(
            "leavers",
            ["401", "402", "409", "410"],
            { "401-402": {}, "409": { outcome: "already-inactive" } },
            { names: "401 VPN (m.souza)\n409 GitHub (msouza-acme)" },
        ),
    ]);
    return makeReport(readStackState(JSON.stringify(state), "state.json"), "2026-11-24T03:00:00.000Z");
}
