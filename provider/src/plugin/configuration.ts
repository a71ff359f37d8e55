import { createArgumentReader } from "../settings/argumentReader";
import { checkSettings } from "../settings/checkSettings";
import { unknownConfigKey } from "../settings/configKeys";
import type { Environment, ReadConfig } from "../settings/sources";
import { type Setting, type SettingName, settingsTable } from "../settings/table";
import { hasUnknown, type Properties, unknownValue } from "../shared/properties";
import type { Refusal } from "./checkResponse";
import { secretOf } from "./wire";

const namespace = "mysafe:";

/**
 * Returns one refusal for each setting that is missing, wrong or unknown. A preview can leave settings unknown. The property
 * is empty where the engine must not show a value; the reason names each setting.
 */
export function checkConfiguration(properties: Properties, env: Environment): Refusal[] {
    const config = createArgumentReader(properties);
    const failures = checkSettings(config, env, (name) => hasUnknown(properties[name])).map(
        ({ setting, reason }): Refusal => ({ property: isShown(setting, config) ? setting : "", reason }),
    );

    // A misspelled guard protects nothing.
    const unknown = Object.keys(properties).flatMap((name): Refusal[] => {
        const reason = isOfEngine(name) ? undefined : unknownConfigKey(`${namespace}${name}`);
        return reason === undefined ? [] : [{ property: "", reason: reason.replace("is ignored", "must be removed") }];
    });
    return [...failures, ...unknown];
}

/**
 * Returns whether the engine may show the value of a setting, which it does for a failed property. A URL can contain a
 * password, and a key can stand in place of its file. A missing value would be <nil>.
 */
function isShown(name: SettingName | undefined, config: ReadConfig): name is SettingName {
    if (name === undefined) {
        return false;
    }
    const value = config(`${namespace}${name}`);
    const { type, secret }: Setting = settingsTable[name];
    const canHideSecret = secret || ["file", "pem", "passphrase"].includes(type) || value?.includes("@");
    return value !== undefined && !canHideSecret;
}

/** Returns the configuration as the engine keeps it, with its secrets encrypted. */
export function withSecrets(properties: Properties): Properties {
    return Object.fromEntries(
        Object.entries(properties).map(([name, value]) => {
            const isSecret = Object.hasOwn(settingsTable, name) && "secret" in settingsTable[name as SettingName];
            return [name, isSecret && value !== unknownValue ? secretOf(value) : value];
        }),
    );
}

/** Returns whether the engine itself keeps a property among the configuration. */
function isOfEngine(name: string): boolean {
    return (
        name.startsWith("__") || ["version", "pluginDownloadURL", "pluginChecksums", "parameterization"].includes(name)
    );
}
