import { createSettingsReader, type ReadConfig, readSettings } from "./client";
import { longestWaitMs, type Visit } from "./visit";

/** Reads the settings, and notes where those of the connection were found and what looks wrong about them. @throws ConfigError */
export async function settingsStep(visit: Visit, note: (line: string) => void): Promise<void> {
    const { entries, missing } = visit.stack;
    const known = new Set<string>();
    const read: ReadConfig = (key) => known.add(key) && entries[key]?.value;
    try {
        const given = readSettings(read, visit.env);
        const timeoutMs = Math.min(given.timeoutMs, longestWaitMs);
        visit.settings = { ...given, timeoutMs, maxRetries: 1, maxRetryMs: timeoutMs / 2 };
    } finally {
        note(
            `from ${missing ? `the environment alone: ${missing}` : "the stack's configuration, then the environment"}`,
        );
        const reader = createSettingsReader(read, visit.env);
        for (const name of ["url", "clientId", "clientSecret", "tenant"] as const) {
            const variable = `SENHASEGURA_${name.replace(/[A-Z]/, "_$&").toUpperCase()}`;
            const from = reader.read(name, variable, "secret")?.from;
            // A wrong one could hold anything.
            const value = visit.settings?.[name];
            const shown = typeof value === "string" && !entries[`mysafe:${name}`]?.secret ? value : "set";
            note(`${name.padEnd(12)}  ${from ? `${shown}, by ${from}` : "not set"}`);
        }
        for (const [key, { secret }] of Object.entries(entries)) {
            if (key.startsWith("mysafe:") && !known.has(key)) {
                note(`warning: ${key} is no setting of pulumi-mysafe: a spelling error?`);
            }
            if (/^mysafe:(clientSecret|keyPassphrase)$/.test(key) && !secret) {
                note(`warning: ${key} is in plain text in the stack's file: renew it, and set it with --secret.`);
            }
        }
    }
}
