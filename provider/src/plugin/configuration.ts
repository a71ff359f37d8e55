import { unknownConfigKey, unknownVariable } from "../settings/configKeys";
import { readSettings } from "../settings/settings";
import { createSettingsReader } from "../settings/settingsReader";
import type { Environment, ReadConfig } from "../settings/sources";
import { type SettingName, settingRows, settingsTable } from "../settings/table";
import { ConfigError } from "../shared/errors";
import { type Properties, unknownValue } from "../shared/properties";
import { secretOf } from "./wire";

/** A setting that is wrong. `property` is empty where several settings together are. */
export interface ConfigFailure {
    property: string;
    reason: string;
}

/** Returns a function that reads the configuration of one provider instance, by keys such as `mysafe:url`. */
export function createConfigReader(properties: Properties): ReadConfig {
    return (key) => {
        const value = properties[key.slice("mysafe:".length)] ?? undefined;
        if (value === unknownValue || value === undefined || typeof value === "string") {
            return value === unknownValue ? undefined : (value as string | undefined);
        }
        return typeof value === "object" ? JSON.stringify(value) : String(value);
    };
}

/** Returns one failure for each setting that is missing, wrong or unknown. A preview can leave settings unknown. */
export function checkConfiguration(properties: Properties, env: Environment): ConfigFailure[] {
    const config = createConfigReader(properties);
    const reader = createSettingsReader(config, env);
    const isKnown = (name: string) => properties[name] !== unknownValue;

    // 1. Read each setting by itself: its problems are its own.
    const failures = settingRows.flatMap(([name]) => {
        const before = reader.problems.length;
        reader.value(name);
        return isKnown(name)
            ? reader.problems.slice(before).map((reason): ConfigFailure => ({ property: name, reason }))
            : [];
    });

    // 2. Add what is wrong with several together, such as a certificate and its key.
    const alone = new Set(reader.problems);
    if (settingRows.every(([name]) => isKnown(name))) {
        const together = problemsOf(config, env).filter((problem) => !alone.has(problem));
        failures.push(...together.map((reason) => ({ property: "", reason })));
    }

    // 3. Add names that are no settings: a misspelled guard protects nothing.
    const unknown = Object.keys(properties).flatMap((name): ConfigFailure[] => {
        const reason = isOfEngine(name) ? undefined : unknownConfigKey(`mysafe:${name}`);
        return reason === undefined
            ? []
            : [{ property: name, reason: reason.replace("is ignored", "must be removed") }];
    });
    return [...failures, ...unknown];
}

/** Returns a warning for each variable of the environment that is nearly one of ours. */
export function findUnknownVariables(env: Environment): string[] {
    return Object.keys(env).flatMap((name) => unknownVariable(name) ?? []);
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

/**
 * Returns a function that rewrites a message for one provider instance. A provider of the program has arguments in place
 * of the stack configuration; the engine's own provider has a name that begins with `default`.
 */
export function createWording(provider: string): (message: string) => string {
    if (provider === "" || /^default($|_)/.test(provider)) {
        return (message) => message;
    }
    const owner = `of the provider "${provider}"`;
    return (message) =>
        message
            .replace(/run `pulumi config set (?:--secret )?mysafe:(\w+)(?: ([^`]*))?`/g, (_all, name, value) =>
                value === undefined ? `set \`${name}\` ${owner}` : `set \`${name}\` ${owner} to ${value}`,
            )
            .replace(/mysafe:(\w+)(?: \(stack config\))?/g, "`$1`");
}

function problemsOf(config: ReadConfig, env: Environment): readonly string[] {
    try {
        readSettings(config, env);
        return [];
    } catch (error) {
        if (error instanceof ConfigError) {
            return error.problems;
        }
        throw error;
    }
}

/** Returns whether the engine itself keeps a property among the configuration. */
function isOfEngine(name: string): boolean {
    return (
        name.startsWith("__") || ["version", "pluginDownloadURL", "pluginChecksums", "parameterization"].includes(name)
    );
}
