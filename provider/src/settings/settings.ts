import { ConfigError } from "../shared/errors";
import { Secret } from "../shared/secret";
import { parseProtectionRule } from "./protectionRules";
import { findProxies } from "./proxy";
import { createSettingsReader } from "./settingsReader";
import type { Environment, ReadConfig } from "./sources";
import { readTlsSettings } from "./tlsSettings";
import { defaultTokenUrl } from "./vaultUrl";

/** The validated settings, with units in the names. The table describes each setting. */
export type Settings = ReturnType<typeof readSettings>;

/**
 * Reads the settings from the configuration, then from the environment.
 *
 * @param isEncrypted Returns true for a key such as `mysafe:url` if errors must hide its value.
 * @throws ConfigError with all missing and wrong settings, their sources and fixes.
 */
export function readSettings(config: ReadConfig, env: Environment, isEncrypted?: (key: string) => boolean) {
    const reader = createSettingsReader(config, env, isEncrypted);
    const { value, problems, warnings } = reader;
    const url = value("url");
    const tokenUrl = value("tokenUrl");
    const settings = {
        /** Canonical, without a slash at the end. */
        url,
        /** Canonical like `url`. */
        formerUrls: value("formerUrls"),
        clientId: value("clientId"),
        clientSecret: new Secret(value("clientSecret")),
        tenant: value("tenant"),
        tokenUrl: tokenUrl ?? defaultTokenUrl(url),
        tls: readTlsSettings(reader),
        proxies: findProxies([url, tokenUrl ?? ""], reader),
        /** Covers one request, from its start to the last byte of its response. */
        timeoutMs: toMilliseconds(value("timeoutSeconds")),
        maxRetries: value("maxRetries"),
        maxRetryMs: toMilliseconds(value("maxRetrySeconds")),
        maxConcurrency: value("maxConcurrency"),
        preflight: value("preflight"),
        maxPreviewReads: value("maxPreviewReads"),
        detectDrift: value("detectDrift"),
        /** Undefined means no limit. */
        maxDisablements: value("maxDisablements"),
        keepNames: value("keepNames"),
        neverDisable: value("neverDisable").flatMap((text) => parseProtectionRule(text) ?? []),
        allowDuplicates: value("allowDuplicates"),
        debug: value("debug"),
        /** One sentence for each value of the environment that has no effect. */
        warnings: warnings as readonly string[],
    };
    if (problems.length > 0) {
        throw new ConfigError(problems);
    }
    return settings;
}

/** Timers accept whole milliseconds only. */
function toMilliseconds(seconds: number): number {
    return Math.round(seconds * 1000);
}
