import { ConfigError } from "../shared/errors";
import { Secret } from "../shared/secret";
import { type Protection, protectionForms, readProtection } from "./protectedPasswords";
import { findProxies, type Proxies } from "./proxy";
import { createSettingsReader, type Environment, quoted, type ReadConfig, type SettingsReader } from "./settingsReader";
import { readTlsSettings, type TlsSettings } from "./tlsSettings";
import { defaultTokenUrl } from "./vaultUrl";

const preflights = ["strict", "warn", "off"] as const;

/** How strictly a preview asks the vault. */
export type Preflight = (typeof preflights)[number];

const driftDetections = ["read", "off"] as const;

/** How a refresh finds out whether a password is still inactive: by the vault's read call, or not at all. */
export type DriftDetection = (typeof driftDetections)[number];

const duplicates = ["refuse", "allow"] as const;

/** What becomes of two resources with one identifier in a program. */
export type Duplicates = (typeof duplicates)[number];

/** Everything that can be set, validated, with its unit in the name. */
export interface Settings {
    /** Base URL of the vault, without a slash at the end. */
    url: string;
    clientId: string;
    clientSecret: Secret;
    /** Sent with the token request where the vault is multi-tenant. */
    tenant: string | undefined;
    tokenUrl: string;
    tls: TlsSettings;
    proxies: Proxies;
    /** For one request, until its answer's last byte. */
    timeoutMs: number;
    /** Further tries of one call after its first. */
    maxRetries: number;
    /** No further try of a call begins later than this after its first. */
    maxRetryMs: number;
    /** Requests in flight at once, for all resources together. */
    maxConcurrency: number;
    preflight: Preflight;
    /** How many passwords a preview reads one by one, since the list lacks them. */
    maxPreviewReads: number;
    driftDetection: DriftDetection;
    /** How many passwords a run may begin to manage; undefined where that has no limit. */
    maxDisablements: number | undefined;
    /** Passwords that are not to be disabled, such as break-glass accounts. */
    neverDisable: readonly Protection[];
    duplicates: Duplicates;
    /** Whether each request is told, with how it ended. */
    debug: boolean;
}

/**
 * Reads the settings from the stack's configuration (namespace `mysafe`), then, for the connection, from the
 * environment (`SENHASEGURA_…`).
 *
 * @throws ConfigError that names every missing or wrong setting at once, where it can be set, and the fix.
 */
export function readSettings(config: ReadConfig, env: Environment): Settings {
    const reader = createSettingsReader(config, env);
    const url = reader.address(reader.required("url", "SENHASEGURA_URL", "mysafe:url https://vault.example.com"), true);
    const tokenUrl = reader.address(reader.read("tokenUrl"), false);
    const clientId = reader.required("clientId", "SENHASEGURA_CLIENT_ID", "mysafe:clientId <client id>");
    const clientSecret = reader.required(
        "clientSecret",
        "SENHASEGURA_CLIENT_SECRET",
        "--secret mysafe:clientSecret",
        "secret",
    );
    const settings: Settings = {
        url,
        clientId: clientId?.value ?? "",
        clientSecret: new Secret(clientSecret?.value ?? ""),
        tenant: reader.read("tenant", "SENHASEGURA_TENANT")?.value,
        tokenUrl: tokenUrl || defaultTokenUrl(url),
        tls: readTlsSettings(reader),
        proxies: findProxies([url, tokenUrl], reader.problems),
        timeoutMs: milliseconds(
            reader.number("timeoutSeconds", { unit: "seconds", preset: 30, least: 0.1, most: 3600, fractions: true }),
        ),
        maxRetries: reader.number("maxRetries", { unit: "tries", preset: 12, least: 0, most: 100 }),
        maxRetryMs: milliseconds(
            reader.number("maxRetrySeconds", { unit: "seconds", preset: 120, least: 0, most: 86_400, fractions: true }),
        ),
        maxConcurrency: reader.number("maxConcurrency", { unit: "requests", preset: 8, least: 1, most: 256 }),
        preflight: reader.choice("preflight", preflights),
        maxPreviewReads: reader.number("maxPreviewReads", { unit: "reads", preset: 100, least: 0, most: 1_000_000 }),
        driftDetection: reader.choice("driftDetection", driftDetections),
        maxDisablements: reader.optionalNumber("maxDisablements", { unit: "passwords", least: 0, most: 1_000_000 }),
        neverDisable: readProtections(reader),
        duplicates: reader.choice("duplicates", duplicates),
        debug: reader.choice("debug", ["false", "true"]) === "true",
    };
    if (reader.problems.length > 0) {
        throw new ConfigError(reader.problems);
    }
    return settings;
}

function readProtections(reader: SettingsReader): Protection[] {
    return reader.list("neverDisable").flatMap((text) => {
        const protection = readProtection(text);
        if (protection === undefined) {
            reader.problems.push(
                `mysafe:neverDisable (stack config) has ${quoted(text)}: it must be ${protectionForms}.`,
            );
        }
        return protection ?? [];
    });
}

/** Whole ones, as timers want them. */
function milliseconds(seconds: number): number {
    return Math.round(seconds * 1000);
}
