import { words } from "../shared/vocabulary";
import { setInstruction } from "./configKeys";
import { parseList, parseValue } from "./parsers";
import { type Environment, type Found, findSetting, type ReadConfig } from "./sources";
import { type Setting, type SettingName, settingsTable } from "./table";

type Row<N extends SettingName> = (typeof settingsTable)[N];

type Scalar<R> = R extends { type: "boolean" }
    ? boolean
    : R extends { type: "number" | "integer" }
      ? number
      : R extends { enum: readonly (infer Choice)[] }
        ? Choice
        : string;

/** The type of a setting's value, by its row of the table. */
type SettingValue<N extends SettingName> =
    Row<N> extends { list: true }
        ? readonly string[]
        : Scalar<Row<N>> | (Row<N> extends { default: unknown } | { required: true } ? never : undefined);

/** Reads settings by the table and collects all problems. A wrong value reads like one that is not set. */
export type SettingsReader = ReturnType<typeof createSettingsReader>;

/**
 * Creates a reader.
 *
 * @param isEncrypted Returns true for a key such as `mysafe:url` if errors must hide its value.
 */
export function createSettingsReader(config: ReadConfig, env: Environment, isEncrypted?: (key: string) => boolean) {
    const problems: string[] = [];
    const warnings: string[] = [];

    /** Adds a problem of a setting: the end of a sentence that starts with its source. */
    function fail({ source }: Found, problem: string): undefined {
        problems.push(`${source} ${problem}`);
    }

    /** Returns a text setting with its source, for checks beyond the table. */
    function find(name: SettingName): Found | undefined {
        const found = findSetting(name, config, env, isEncrypted);
        return found && parseValue(found, settingsTable[name], fail) !== undefined ? found : undefined;
    }

    /** Returns the value of a setting, or its default. Required settings that are missing read as the empty text. */
    function value<N extends SettingName>(name: N): SettingValue<N> {
        return read(name, settingsTable[name]) as SettingValue<N>;
    }

    function read(name: SettingName, setting: Setting): unknown {
        const found = findSetting(name, config, env, isEncrypted);
        if (setting.list) {
            return found ? readEntries(found, setting) : [];
        }
        if (found === undefined && setting.required) {
            problems.push(`${words().setting(name)} is missing: ${setInstruction(name)}.`);
        }
        return (found && parseValue(found, setting, fail)) ?? setting.default ?? (setting.required ? "" : undefined);
    }

    function readEntries(found: Found, setting: Setting): unknown[] {
        return parseList(found, fail).flatMap((value, index) => {
            const entry = { ...found, value, source: `entry ${index + 1} of ${found.source}` };
            return parseValue(entry, setting, fail) ?? [];
        });
    }

    /** `problems` and `warnings` have one sentence for each. */
    return { problems, warnings, fail, find, value };
}
