import { unknownConfigKey, unknownVariable } from "../settings/configKeys";
import { readSettings } from "../settings/settings";
import { createSettingsReader } from "../settings/settingsReader";
import type { Environment, ReadConfig } from "../settings/sources";
import { type Setting, type SettingName, settingRows, settingsTable } from "../settings/table";
import { readTlsSettings } from "../settings/tlsSettings";
import { ConfigError } from "../shared/errors";
import { type Properties, unknownValue } from "../shared/properties";
import type { Refusal } from "./checkResponse";
import { secretOf } from "./wire";

const namespace = "mysafe:";

/** Returns a function that reads the configuration of one provider instance, by keys such as `mysafe:url`. */
export function createConfigReader(properties: Properties): ReadConfig {
    return (key) => {
        const value = properties[key.slice(namespace.length)] ?? undefined;
        if (hasUnknown(value) || value === undefined) {
            return undefined;
        }
        if (typeof value === "string") {
            return value;
        }
        return typeof value === "object" ? JSON.stringify(value) : String(value);
    };
}

/**
 * Returns one refusal for each setting that is missing, wrong or unknown. A preview can leave settings unknown. The property
 * is empty where the engine must not show a value; the reason names each setting.
 */
export function checkConfiguration(properties: Properties, env: Environment): Refusal[] {
    const config = createConfigReader(properties);
    const reader = createSettingsReader(config, env);
    const owners = new Map<string, string>();

    // 1. Read each setting by itself: its problems are its own.
    for (const [name] of settingRows) {
        reader.value(name);
        own(owners, reader.problems, name);
    }

    // 2. Read the files of TLS: a certificate and its key belong together.
    const fail: typeof reader.fail = (found, problem) => {
        reader.fail(found, problem);
        own(owners, reader.problems, found.key.slice(namespace.length));
    };
    if (!tlsSettings.some((name) => hasUnknown(properties[name]))) {
        readTlsSettings({ ...reader, fail });
    }

    // 3. Add what is wrong with the proxies of the environment, unless a preview does not know the URLs yet.
    const isKnown = settingRows.every(([name]) => !hasUnknown(properties[name]));
    const problems = isKnown ? problemsOf(config, env) : reader.problems;
    const failures = [...new Set(problems)]
        .map((reason) => ({ owner: owners.get(reason) ?? "", reason }))
        .filter(({ owner }) => !hasUnknown(properties[owner]))
        .map(({ owner, reason }): Refusal => ({ property: isShown(owner, config) ? owner : "", reason }));

    // 4. Add names that are no settings: a misspelled guard protects nothing.
    const unknown = Object.keys(properties).flatMap((name): Refusal[] => {
        const reason = isOfEngine(name) ? undefined : unknownConfigKey(`${namespace}${name}`);
        return reason === undefined ? [] : [{ property: "", reason: reason.replace("is ignored", "must be removed") }];
    });
    return [...failures, ...unknown];
}

/** The settings of files that belong together. */
const tlsSettings: readonly SettingName[] = [
    "caFile",
    "caPem",
    "clientCertFile",
    "clientKeyFile",
    "clientPfxFile",
    "clientKeyPassphrase",
];

/**
 * Returns whether the engine may show the value of a setting, which it does for a failed property. A URL can contain a
 * password, and a key can stand in place of its file. A missing value would be <nil>.
 */
function isShown(name: string, config: ReadConfig): boolean {
    const value = config(`${namespace}${name}`);
    const { type, secret }: Setting = settingsTable[name as SettingName] ?? { type: "text" };
    const canHideSecret = secret || ["file", "pem", "passphrase"].includes(type) || value?.includes("@");
    return value !== undefined && !canHideSecret;
}

/** Returns whether a preview does not know a value, or a part of it. */
function hasUnknown(value: unknown): boolean {
    return value === unknownValue || (Array.isArray(value) && value.some(hasUnknown));
}

/** Records the owner of the problems that have none yet. */
function own(owners: Map<string, string>, problems: readonly string[], name: string): void {
    for (const problem of problems) {
        if (!owners.has(problem)) {
            owners.set(problem, name);
        }
    }
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

/** Returns whether a program declares the provider instance. The engine's own is `default`, with a version or an address. */
export function isDeclared(instance: string): boolean {
    return instance !== "" && !/^default(_\d+_\d+_\d+.*|_(github|https?)_.*)?$/.test(instance);
}

/**
 * Returns a function that rewrites a message for one provider instance. One that a program declares has arguments in
 * place of the stack configuration.
 */
export function createWording(instance: string): (message: string) => string {
    if (!isDeclared(instance)) {
        return (message) => message;
    }
    const owner = `of the provider "${instance}"`;
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
