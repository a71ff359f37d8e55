import {
    createTransport,
    type ListedPassword,
    type ReadConfig,
    readSettings,
    readToken,
    type Settings,
    Vault,
} from "./doctorVault";
import type { StackConfig } from "./stackConfig";
import { goTo, type Host, hostsOf, type Way } from "./vaultHosts";

/** No answer is waited for longer. */
export const longestWaitMs = 10_000;

/** What the steps look at. Each part is made when a step first wants it, and once. */
export interface Examination {
    readonly stack: StackConfig;
    readonly env: Readonly<Record<string, string | undefined>>;
    /** Reads a key of the stack's configuration. */
    read: ReadConfig;
    /** The settings, with waits and tries cut down. @throws ConfigError */
    settings(): Settings;
    /** The keys of the stack's `mysafe:` configuration that are no settings, once the settings were read. */
    strangers(): string[];
    hosts(): Host[];
    ways(): Promise<Way[]>;
    asked(): Promise<AskedVault>;
}

/** What the vault said to a token request and the list call: what a preview begins with, and what changes nothing. */
export interface AskedVault {
    /** How long the token lives; undefined where none was given. */
    tokenSeconds?: number | undefined;
    passwords?: ReadonlyMap<string, ListedPassword>;
    /** Why there is no list. */
    error?: unknown;
}

/**
 * Begins to look at what a stack's configuration and the environment lead to.
 *
 * @param tell Shown each request where `mysafe:debug` is set.
 */
export function examine(stack: StackConfig, env: Examination["env"], tell: (line: string) => void): Examination {
    const known = new Set<string>();
    const read: ReadConfig = (key) => known.add(key) && stack.entries[key]?.value;
    const settings = once(() => {
        const given = readSettings(read, env);
        const timeoutMs = Math.min(given.timeoutMs, longestWaitMs);
        return { ...given, timeoutMs, maxRetries: 1, maxRetryMs: timeoutMs / 2 };
    });
    const hosts = () => hostsOf(settings());
    return {
        stack,
        env,
        read,
        settings,
        hosts,
        strangers: () => Object.keys(stack.entries).filter((key) => key.startsWith("mysafe:") && !known.has(key)),
        ways: once(() => Promise.all(hosts().map((host) => goTo(host, settings())))),
        asked: once(() => ask(settings(), tell)),
    };
}

async function ask(settings: Settings, tell: (line: string) => void): Promise<AskedVault> {
    const asked: AskedVault = {};
    const send = createTransport(settings);
    let given: number | undefined;
    const vault = new Vault(settings, {
        tell,
        async transport(exchange) {
            const answer = send(exchange);
            if (exchange.url === settings.tokenUrl) {
                given = readToken((await answer).body ?? "")?.expiresInSeconds;
            } else {
                // The client goes on with a token alone.
                asked.tokenSeconds = given;
            }
            return answer;
        },
    });
    try {
        asked.passwords = await vault.list();
    } catch (error) {
        asked.error = error;
    }
    return asked;
}

function once<T>(make: () => T): () => T {
    let made: { value: T } | undefined;
    return () => {
        made ??= { value: make() };
        return made.value;
    };
}
