import { ConfigError } from "../shared/errors";
import { Secret } from "../shared/secret";
import { type ProtectionRule, parseProtectionRule } from "./protectionRules";
import { findProxies, type Proxies } from "./proxy";
import { createSettingsReader, type SettingValue } from "./settingsReader";
import type { Environment, ReadConfig } from "./sources";
import { readTlsSettings, type TlsSettings } from "./tlsSettings";
import { defaultTokenUrl } from "./vaultUrl";

/** What a preview does when it cannot ask the vault. */
export type Preflight = SettingValue<"preflight">;

/** The validated settings, with units in the names. The table describes each setting. */
export interface Settings {
    /** Canonical, without a slash at the end. */
    url: string;
    /** Canonical like `url`. */
    formerUrls: readonly string[];
    clientId: string;
    clientSecret: Secret;
    tenant: string | undefined;
    tokenUrl: string;
    tls: TlsSettings;
    proxies: Proxies;
    /** Ends with the last byte of the response. */
    timeoutMs: number;
    maxRetries: number;
    maxRetryMs: number;
    maxConcurrency: number;
    preflight: Preflight;
    maxPreviewReads: number;
    detectDrift: boolean;
    /** Undefined means no limit. */
    maxDisablements: number | undefined;
    neverDisable: readonly ProtectionRule[];
    allowDuplicates: boolean;
    debug: boolean;
}

/**
 * Reads the settings from the stack configuration, then from the environment.
 *
 * @param isEncrypted Returns true for a key such as `mysafe:url` if errors must hide its value.
 * @throws ConfigError with all missing and wrong settings, their sources and fixes.
 */
export function readSettings(config: ReadConfig, env: Environment, isEncrypted?: (key: string) => boolean): Settings {
    const reader = createSettingsReader(config, env, isEncrypted);
    const { value } = reader;
    const url = value("url");
    const tokenUrl = value("tokenUrl");
    const settings: Settings = {
        url,
        formerUrls: value("formerUrls"),
        clientId: value("clientId"),
        clientSecret: new Secret(value("clientSecret")),
        tenant: value("tenant"),
        tokenUrl: tokenUrl ?? defaultTokenUrl(url),
        tls: readTlsSettings(reader),
        proxies: findProxies([url, tokenUrl ?? ""], reader.problems),
        timeoutMs: toMilliseconds(value("timeoutSeconds")),
        maxRetries: value("maxRetries"),
        maxRetryMs: toMilliseconds(value("maxRetrySeconds")),
        maxConcurrency: value("maxConcurrency"),
        preflight: value("preflight"),
        maxPreviewReads: value("maxPreviewReads"),
        detectDrift: value("detectDrift"),
        maxDisablements: value("maxDisablements"),
        neverDisable: value("neverDisable").flatMap((text) => parseProtectionRule(text) ?? []),
        allowDuplicates: value("allowDuplicates"),
        debug: value("debug"),
    };
    if (reader.problems.length > 0) {
        throw new ConfigError(reader.problems);
    }
    return settings;
}

/** Timers accept whole milliseconds only. */
function toMilliseconds(seconds: number): number {
    return Math.round(seconds * 1000);
}
