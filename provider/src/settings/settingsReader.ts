import { oneLine } from "../shared/text";
import { type Parsed, parseList, parseScalar, parseText } from "./parsers";
import type { Setting } from "./setting";
import { type Environment, type Found, findSetting, type ReadConfig } from "./sources";
import { type SettingName, settingsTable } from "./table";

type Row<N extends SettingName> = (typeof settingsTable)[N];

type Scalar<R> = R extends { type: "boolean" }
    ? boolean
    : R extends { type: "number" | "integer" }
      ? number
      : R extends { enum: readonly (infer Choice)[] }
        ? Choice
        : string;

/** The type of a setting's value, by its row of the table. */
export type SettingValue<N extends SettingName> =
    Row<N> extends { type: "list" }
        ? readonly string[]
        : Scalar<Row<N>> | (Row<N> extends { default: unknown } | { required: true } ? never : undefined);

/** Reads settings by the table and collects all problems. A wrong value reads like one that is not set. */
export interface SettingsReader {
    /** One sentence for each problem. */
    readonly problems: string[];
    /** Returns a text setting with its source, for checks beyond the table. */
    find(name: SettingName): Found | undefined;
    /** Returns the value of a setting, or its default. Required settings that are missing read as the empty text. */
    value<N extends SettingName>(name: N): SettingValue<N>;
    /** Adds a problem of a setting: the end of a sentence that starts with its source. */
    fail(found: Found, problem: string): undefined;
    /** Returns a value as an error may show it. */
    show(found: Found, value?: string): string;
}

/** Creates a reader. @param isEncrypted Tells for a key such as `mysafe:url` whether errors must hide its value. */
export function createSettingsReader(
    config: ReadConfig,
    env: Environment,
    isEncrypted: (key: string) => boolean = () => false,
): SettingsReader {
    const problems: string[] = [];

    const reader: SettingsReader = {
        problems,

        find(name) {
            const found = findSetting(name, config, env);
            const isValid = found && unwrap(found, parseScalar(found.value, settingsTable[name], reader.show(found)));
            return isValid === undefined ? undefined : found;
        },

        value<N extends SettingName>(name: N) {
            return read(name, settingsTable[name]) as SettingValue<N>;
        },

        fail(found, problem) {
            problems.push(`${found.source} ${problem}`);
        },

        show: ({ key, value: whole }, value = whole) => (isEncrypted(key) ? "[secret]" : `"${oneLine(value, 60)}"`),
    };

    function read(name: SettingName, setting: Setting): unknown {
        const found = findSetting(name, config, env);
        const isList = setting.type === "list";
        if (found === undefined) {
            if (setting.required) {
                const fix = setting.variable ? `, or set ${setting.variable}` : "";
                problems.push(`mysafe:${name} is missing: run ${setCommand(name)}${fix}.`);
            }
        } else if (isList) {
            return readEntries(found, setting);
        } else {
            const value = unwrap(found, parseScalar(found.value, setting, reader.show(found)));
            if (value !== undefined) {
                return value;
            }
        }
        return setting.default ?? (isList ? [] : setting.required ? "" : undefined);
    }

    function readEntries(found: Found, setting: Setting): string[] {
        const entries = unwrap(found, parseList(found.value)) ?? [];
        return entries.flatMap((entry, index) => {
            const place = { ...found, source: `entry ${index + 1} of ${found.source}` };
            return unwrap(place, parseText(entry, setting, reader.show(found, entry))) ?? [];
        });
    }

    function unwrap<T>(found: Found, parsed: Parsed<T>): T | undefined {
        return "problem" in parsed ? reader.fail(found, parsed.problem) : parsed.value;
    }

    return reader;
}

/** Returns the command that sets a setting. */
export function setCommand(name: SettingName): string {
    const { secret, example }: Setting = settingsTable[name];
    return secret ? `\`pulumi config set --secret mysafe:${name}\`` : `\`pulumi config set mysafe:${name} ${example}\``;
}
