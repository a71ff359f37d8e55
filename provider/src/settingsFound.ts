import { createSettingsReader, type Settings } from "./doctorVault";
import type { Examination } from "./examination";

/**
 * Tells where each setting of the connection was found, and what looks wrong about it.
 *
 * @param settings Without them no value is shown: a wrong one could hold anything.
 */
export function settingsFound({ stack, env, read, strangers }: Examination, settings?: Settings): string[] {
    const { entries, missing } = stack;
    const reader = createSettingsReader(read, env);
    return [
        `from ${missing ? `the environment alone: ${missing}` : "the stack's configuration, then the environment"}`,
        ...(["url", "clientId", "clientSecret", "tenant"] as const).map((name) => {
            const variable = `SENHASEGURA_${name.replace(/[A-Z]/, "_$&").toUpperCase()}`;
            const from = reader.read(name, variable, "secret")?.from;
            const value = settings?.[name];
            const shown = typeof value === "string" && !entries[`mysafe:${name}`]?.secret ? value : "set";
            return `${name.padEnd(12)}  ${from ? `${shown}, by ${from}` : "not set"}`;
        }),
        ...["mysafe:clientSecret", "mysafe:keyPassphrase"]
            .filter((key) => entries[key]?.secret === false)
            .map((key) => `warning: ${key} is in plain text in the stack's file: renew it, and set it with --secret.`),
        ...strangers().map((key) => `warning: ${key} is no setting of pulumi-mysafe: a spelling error?`),
    ];
}
