import { quote } from "../shared/text";
import { words } from "../shared/vocabulary";
import { type Setting, type SettingName, settingsTable } from "./table";

/** Returns the value of a key of the configuration, such as `mysafe:url`; lists and objects are JSON. */
export type ReadConfig = (key: string) => string | undefined;

export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a setting, and its source for errors. */
export interface Found {
    name: SettingName;
    value: string;
    /** The setting with its place, such as `SENHASEGURA_URL (environment)`. */
    source: string;
    /** True where errors must hide the value, because the stack encrypts it. */
    isEncrypted: boolean;
}

/** Finds a setting in the configuration, else in the environment. Blank values count as not set. */
export function findSetting(
    name: SettingName,
    config: ReadConfig,
    env: Environment,
    isEncryptedKey = (_key: string) => false,
): Found | undefined {
    const { type, variable }: Setting = settingsTable[name];
    const key = `mysafe:${name}`;
    // White space can be part of a passphrase, except for the line end that files and pipes add.
    const trim = (text = "") => (type === "passphrase" ? text.replace(/\r?\n$/, "") : text.trim());
    const isEncrypted = isEncryptedKey(key);
    const configured = trim(config(key));
    if (configured !== "") {
        return { name, value: configured, source: words().settingSource(name), isEncrypted };
    }
    const value = trim(variable && env[variable]);
    return value === "" ? undefined : { name, value, source: `${variable} (environment)`, isEncrypted };
}

/** Returns the value of a setting as an error may show it. */
export function showValue({ value, isEncrypted }: Found): string {
    return isEncrypted ? "[secret]" : quote(value);
}
