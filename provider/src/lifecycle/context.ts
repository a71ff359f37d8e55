import { createChecks } from "../checks/checkDeclarations";
import type { Caller, DeclaredObject } from "../checks/declaration";
import type { Failure } from "../checks/failure";
import { createLookups } from "../checks/lookups";
import { systemClock } from "../client/clock";
import { Vault } from "../client/vault";
import { readSettings, type Settings } from "../settings/settings";
import { ConfigError } from "../shared/errors";
import { words } from "../shared/vocabulary";
import type { Entries } from "./entries";
import type { Host } from "./host";
import { createPresence } from "./presence";

/** The shared parts of one run: settings, one vault client, and the checks. */
export type RunContext = ReturnType<typeof createContext>;

/** Creates the context of a run. It reads the settings at first use: a resource that does not change needs none. */
export function createContext(
    host: Host,
    createVault = (settings: Settings, isPreview: () => boolean) =>
        new Vault(settings, { log: host.log, signal: host.signal, isPreview }),
    sleep = systemClock.sleep,
) {
    const { log } = host;
    const warned = new Set<string>();
    let current: Settings | undefined;
    let client: Vault | undefined;
    let otherVault: ConfigError | undefined;
    /** The engine starts a process for each phase, and only its checks know which. */
    let isPreview = false;

    /** @throws ConfigError when a setting is missing or wrong. */
    function settings(): Settings {
        if (current === undefined) {
            current = readSettings(host.config, host.env);
            current.warnings.forEach(warnOnce);
        }
        return current;
    }

    /** @throws ConfigError when a setting is missing or wrong. */
    function vault(): Vault {
        client ??= createVault(settings(), () => isPreview);
        return client;
    }

    function warnOnce(message: string): void {
        if (!warned.has(message)) {
            warned.add(message);
            log.warn(message);
        }
    }

    /**
     * Checks that entries belong to the vault of `mysafe:url`. After a failure it fails for all others of the run, too: a
     * new resource has no entries that show its vault.
     *
     * @throws ConfigError when the state belongs to another vault.
     */
    function requireSameVault(entries: Entries): void {
        if (otherVault !== undefined) {
            throw otherVault;
        }
        let configured: Settings;
        try {
            configured = settings();
        } catch (error) {
            if (error instanceof ConfigError) {
                // The first request reports what is wrong with the settings.
                return;
            }
            throw error;
        }
        const { url, formerUrls } = configured;
        const known = new Set(["", url, ...formerUrls]);
        const other = [...entries.values()].find(({ vaultUrl }) => !known.has(vaultUrl))?.vaultUrl;
        if (other !== undefined) {
            const { setting, setInstruction } = words();
            otherVault = new ConfigError([
                `${setting("url")} is ${url}, but the state belongs to the vault at ${other}: set ${setting("url")} to that vault. If that vault has moved, ${setInstruction("formerUrls", [...formerUrls, other].join())}.`,
            ]);
            throw otherVault;
        }
    }

    const lookups = createLookups(vault, warnOnce);
    const check = createChecks(settings, lookups, warnOnce);

    return {
        log,
        now: () => host.now(),
        settings,
        vault,
        lookups,
        check(declared: readonly DeclaredObject[], caller: Caller): Promise<Failure[]> {
            isPreview ||= caller.phase === "preview";
            return check(declared, caller);
        },
        presence: createPresence(sleep, host.signal),
        /** The identifiers of all passwords that the program of this run declares. */
        declaredPasswords: new Set<string>(),
        /** Those of them that the last run declared too. */
        declaredBefore: new Set<string>(),
        /** The re-enabled passwords that a refresh of this run has reported. */
        reportedDrift: new Set<string>(),
        warnOnce,
        requireSameVault,
    };
}
