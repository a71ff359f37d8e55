import type { Setting } from "./setting";
import { type SettingName, settingsTable } from "./table";

/** Returns the value of a key of the stack configuration, such as `mysafe:url`; lists and objects are JSON. */
export type ReadConfig = (key: string) => string | undefined;

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a setting, and its source for errors. */
export interface Found {
    key: string;
    value: string;
    /** `mysafe:url (stack config)` or `SENHASEGURA_URL (environment)`. */
    source: string;
}

/** Finds a setting in the stack configuration, else in the environment. Blank values count as not set. */
export function findSetting(name: SettingName, config: ReadConfig, env: Environment): Found | undefined {
    const { format, variable }: Setting = settingsTable[name];
    const key = `mysafe:${name}`;
    // White space can be part of a passphrase, except for the line end that files and pipes add.
    const trim = (text = "") => (format === "passphrase" ? text.replace(/\r?\n$/, "") : text.trim());
    const configured = trim(config(key));
    if (configured !== "") {
        return { key, value: configured, source: `${key} (stack config)` };
    }
    const value = trim(variable && env[variable]);
    return value === "" ? undefined : { key, value, source: `${variable} (environment)` };
}
