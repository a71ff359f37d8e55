import type { Setting } from "./setting";
import { type SettingName, settingsTable } from "./table";

/** The names of all settings in the stack configuration, without the namespace `mysafe`. */
export const configKeys: readonly string[] = Object.keys(settingsTable);

/** Returns the command that sets a setting. */
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
    const nearest = nearestKey(name);
    return `Unknown setting ${key} is ignored.${nearest === undefined ? "" : ` Did you mean mysafe:${nearest}?`}`;
}

/** Returns the name that differs least, if at most a third of its characters differ. */
function nearestKey(name: string): string | undefined {
    const [nearest] = configKeys
        .map((key) => ({ key, distance: editDistance(name.toLowerCase(), key.toLowerCase()) }))
        .filter(({ key, distance }) => distance <= key.length / 3)
        .sort((one, other) => one.distance - other.distance);
    return nearest?.key;
}

/** Returns the Levenshtein distance: how many characters to insert, delete or replace. */
function editDistance(from: string, to: string): number {
    let row = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (const [index, character] of Array.from(from).entries()) {
        const next = [index + 1];
        for (let column = 1; column <= to.length; column++) {
            const replaced = (row[column - 1] ?? 0) + (character === to[column - 1] ? 0 : 1);
            next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
        }
        row = next;
    }
    return row[to.length] ?? 0;
}
