import { createSettingsReader, type ReadConfig, readSettings } from "../client/index";
import { unknownConfigKey } from "../settings/configKeys";
import { type DoctorContext, maxWaitMs } from "./doctorContext";

/** Reads the settings, and notes where those of the connection were found and what looks wrong about them. @throws ConfigError */
export async function settingsStep(visit: DoctorContext, note: (line: string) => void): Promise<void> {
    const { entries, missing } = visit.stack;
    const read: ReadConfig = (key) => entries[key]?.value;
    try {
        const given = readSettings(read, visit.env);
        const timeoutMs = Math.min(given.timeoutMs, maxWaitMs);
        visit.given = given;
        visit.settings = {
            ...given,
            timeoutMs,
            maxRetries: Math.min(given.maxRetries, 1),
            maxRetryMs: Math.min(given.maxRetryMs, timeoutMs / 2),
        };
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
            const strange = unknownConfigKey(key);
            if (strange !== undefined) {
                note(`warning: ${strange}`);
            }
            if (/^mysafe:(clientSecret|keyPassphrase)$/.test(key) && !secret) {
                note(`warning: ${key} is in plain text in the stack's file: renew it, and set it with --secret.`);
            }
        }
    }
}

/** A line of an error: where it would raise a setting that was cut down here, it says what resources do with that. */
export function withoutOwnLimits(line: string, { stack, given, settings }: DoctorContext): string {
    const isCut = (name: "timeoutMs" | "maxRetries" | "maxRetryMs") => settings[name] < given[name];
    const instead = (own: string, key: string, ms: number) => {
        const theirs = stack.entries[key]?.secret ? `as long as ${key} says` : `for ${ms / 1000} s (${key})`;
        return `Solution: run again later, or preview all the same: doctor ${own}, resources ${theirs}.`;
    };
    if (line.includes("raise mysafe:timeoutSeconds") && isCut("timeoutMs")) {
        return instead(`waits ${maxWaitMs / 1000} s for an answer`, "mysafe:timeoutSeconds", given.timeoutMs);
    }
    if (line.includes("raise mysafe:maxRetr") && given.maxRetries > 0 && (isCut("maxRetries") || isCut("maxRetryMs"))) {
        return instead("tries twice at most", "mysafe:maxRetrySeconds", given.maxRetryMs);
    }
    return line;
}
