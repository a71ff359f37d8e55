import { distance } from "fastest-levenshtein";
import { words } from "../shared/vocabulary";
import type { Environment } from "./sources";
import { type Setting, type SettingName, settingRows, settingsTable } from "./table";

/** The names of all settings in the configuration, without the namespace `mysafe`. */
export const configKeys: readonly string[] = Object.keys(settingsTable);

/** The names of all environment variables that a setting can come from. */
const variables: readonly string[] = settingRows.flatMap(([, { variable }]) => variable ?? []);

/** Returns both ways to set a setting, for errors. */
export function setInstruction(name: SettingName): string {
    const { variable, secret, example }: Setting = settingsTable[name];
    const instruction = words().setInstruction(name, secret ? undefined : example);
    return `${instruction}${variable === undefined ? "" : `, or set ${variable}`}`;
}

/** Returns a warning for a key of our namespace that is not a setting; undefined for every other key. */
export function unknownConfigKey(key: string): string | undefined {
    const [, name] = /^mysafe:(.*)$/s.exec(key) ?? [];
    if (name === undefined || configKeys.includes(name)) {
        return undefined;
    }
    const nearest = findNearest(name, configKeys);
    return `Unknown setting ${words().setting(name)} is ignored.${nearest ? ` Did you mean ${words().setting(nearest)}?` : ""}`;
}

/** Returns a warning for a variable that is nearly one of ours. Other tools of the vendor have variables like ours. */
export function unknownVariable(variable: string): string | undefined {
    const prefix = "SENHASEGURA_";
    if (!variable.toUpperCase().startsWith(prefix) || variables.includes(variable)) {
        return undefined;
    }
    const nearest = variables.find((known) => distance(known, variable.toUpperCase()) <= 2);
    if (nearest !== undefined) {
        return `Unknown variable ${variable} is ignored. Did you mean ${nearest}?`;
    }
    const text = variable.slice(prefix.length).replaceAll("_", "").toLowerCase();
    const setting = configKeys.find((known) => distance(known.toLowerCase(), text) <= 1);
    return (
        setting && `Unknown variable ${variable} is ignored. Set ${words().setting(setting)} ${words().settingsPlace}.`
    );
}

/** Returns a warning for each variable of the environment that is nearly one of ours. */
export function findUnknownVariables(env: Environment): string[] {
    return Object.keys(env).flatMap((name) => unknownVariable(name) ?? []);
}

/** Returns the known name that is most like a name: with few edits, or with one as a part of the other. */
function findNearest(name: string, known: readonly string[]): string | undefined {
    const text = name.toLowerCase();
    const [nearest] = known
        .map((candidate) => ({ candidate, lower: candidate.toLowerCase() }))
        .map((one) => ({ ...one, edits: distance(text, one.lower) }))
        .filter(
            ({ lower, edits }) =>
                edits <= lower.length / 3 || (text.length > 1 && (lower.includes(text) || text.includes(lower))),
        )
        .sort((one, other) => one.edits - other.edits);
    return nearest?.candidate;
}
