import { distance } from "fastest-levenshtein";
import { type Setting, type SettingName, settingsTable } from "./table";

/** The names of all settings in the stack configuration, without the namespace `mysafe`. */
export const configKeys: readonly string[] = Object.keys(settingsTable);

export function setCommand(name: SettingName): string {
    const { secret, example }: Setting = settingsTable[name];
    return secret ? `\`pulumi config set --secret mysafe:${name}\`` : `\`pulumi config set mysafe:${name} ${example}\``;
}

/** Returns both ways to set a setting, for errors. */
export function setInstruction(name: SettingName): string {
    const { variable }: Setting = settingsTable[name];
    return `run ${setCommand(name)}${variable === undefined ? "" : `, or set ${variable}`}`;
}

/** Returns a warning for a key of our namespace that is not a setting; undefined for every other key. */
export function unknownConfigKey(key: string): string | undefined {
    const [, name] = /^mysafe:(.*)$/s.exec(key) ?? [];
    if (name === undefined || configKeys.includes(name)) {
        return undefined;
    }
    const [nearest] = configKeys
        .map((known) => ({ known, edits: distance(name.toLowerCase(), known.toLowerCase()) }))
        .filter(({ known, edits }) => edits <= known.length / 3)
        .sort((one, other) => one.edits - other.edits);
    return `Unknown setting ${key} is ignored.${nearest ? ` Did you mean mysafe:${nearest.known}?` : ""}`;
}
