import { createTransport, type ListedPassword, readToken, type Settings, Vault } from "../client/index";
import type { Probe } from "./doctorProbe";
import type { StackConfig } from "./stackConfig";

/** No answer is waited for longer. */
export const maxWaitMs = 10_000;

/** What the steps look at, and leave for those after them. */
export interface DoctorContext {
    readonly stack: StackConfig;
    readonly env: Readonly<Record<string, string | undefined>>;
    /** Strikes out of a line what the stack keeps encrypted. */
    redact(line: string): string;
    /** Shown each request where `mysafe:debug` is set. */
    tell(line: string): void;
    /** By the first step: what resources get. */
    given: Settings;
    /** By the first step: the same, with waits and tries cut down. */
    settings: Settings;
    /** By the step `proxy`. */
    ways: readonly Probe[];
    /** By the step `token`. */
    asked: AskedVault;
}

/** What the vault said to a token request and the list call: what a preview begins with, and what changes nothing. */
export interface AskedVault {
    /** How long the token lives; undefined where none was given. */
    tokenSeconds?: number | undefined;
    passwords: ReadonlyMap<string, ListedPassword>;
    /** Why there is no list. */
    error?: unknown;
}

/** Asks the vault. */
export async function askVault({ settings, tell }: DoctorContext): Promise<AskedVault> {
    const asked: AskedVault = { passwords: new Map() };
    const send = createTransport(settings);
    let given: number | undefined;
    const log = { info: tell, warn: tell, error: tell, status: tell };
    const vault = new Vault(settings, {
        log,
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
