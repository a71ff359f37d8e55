import { setInstruction } from "./configKeys";
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

/**
 * Creates a reader.
 *
 * @param isEncrypted Returns true for a key such as `mysafe:url` if errors must hide its value.
 */
export function createSettingsReader(
    config: ReadConfig,
    env: Environment,
    isEncrypted: (key: string) => boolean = () => false,
): SettingsReader {
    const problems: string[] = [];

    function fail(found: Found, problem: string): undefined {
        problems.push(`${found.source} ${problem}`);
    }

    function show({ key, value: whole }: Found, value = whole): string {
        return isEncrypted(key) ? "[secret]" : `"${abbreviate(value)}"`;
    }

    function read(name: SettingName, setting: Setting): unknown {
        const found = findSetting(name, config, env);
        if (found === undefined && setting.required) {
            problems.push(`mysafe:${name} is missing: ${setInstruction(name)}.`);
        }
        const isList = setting.type === "list";
        const value = found && (isList ? readEntries(found, setting) : readScalar(found, setting));
        return value ?? setting.default ?? (isList ? [] : setting.required ? "" : undefined);
    }

    function readScalar(found: Found, setting: Setting): unknown {
        return unwrap(found, parseScalar(found.value, setting, show(found)));
    }

    function readEntries(found: Found, setting: Setting): string[] {
        const entries = unwrap(found, parseList(found.value)) ?? [];
        return entries.flatMap((entry, index) => {
            const place = { ...found, source: `entry ${index + 1} of ${found.source}` };
            return unwrap(place, parseText(entry, setting, show(found, entry))) ?? [];
        });
    }

    function unwrap<T>(found: Found, parsed: Parsed<T>): T | undefined {
        return "problem" in parsed ? fail(found, parsed.problem) : parsed.value;
    }

    return {
        problems,
        fail,
        show,
        value: <N extends SettingName>(name: N) => read(name, settingsTable[name]) as SettingValue<N>,
        find(name) {
            const found = findSetting(name, config, env);
            return found && readScalar(found, settingsTable[name]) !== undefined ? found : undefined;
        },
    };
}

/** Returns a value on one line, at most 60 characters of it. */
export function abbreviate(value: string): string {
    const line = value.replace(/[\s\p{Cc}]+/gu, " ");
    return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
