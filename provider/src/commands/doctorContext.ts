import type { ListedPassword } from "../client/responses";
import { readToken } from "../client/tokenRequest";
import { createTransport } from "../client/transport";
import { Vault } from "../client/vault";
import type { Settings } from "../settings/settings";
import type { Environment } from "../settings/sources";
import type { Probe } from "./doctorProbe";
import type { StackConfig } from "./stackConfig";

/** The input of the steps, and the results that they keep for later steps. */
export interface DoctorContext {
    readonly stack: StackConfig;
    readonly env: Environment;
    /** Replaces in a line the values that the stack encrypts. */
    redact(line: string): string;
    /** Logs a request, if `mysafe:debug` is set. */
    log(line: string): void;
    /** From the step `settings`: the settings of the resources. */
    resourceSettings: Settings;
    /** From the step `settings`: the same settings within the limits of doctor. */
    settings: Settings;
    /** From the step `proxy`. */
    probes: readonly Probe[];
    /** From the step `token`. */
    firstCalls: FirstCalls;
}

/** The results of the token request and the list call, with which a preview starts too. */
export interface FirstCalls {
    /** The lifetime of the token; undefined if the vault issued none. */
    tokenSeconds?: number | undefined;
    passwords: ReadonlyMap<string, ListedPassword>;
    /** The failure of either call. */
    error?: unknown;
}

/** Requests a token, then the list of passwords. */
export async function makeFirstCalls({ settings, log }: DoctorContext): Promise<FirstCalls> {
    const result: FirstCalls = { passwords: new Map() };
    const send = createTransport(settings);
    let issuedSeconds: number | undefined;
    const vault = new Vault(settings, {
        log: { info: log, warn: log, error: log, status: log },
        async transport(request) {
            const response = send(request);
            if (request.url === settings.tokenUrl) {
                issuedSeconds = readToken((await response).body ?? "")?.expiresInSeconds;
            } else {
                // The client makes other calls only with a token.
                result.tokenSeconds = issuedSeconds;
            }
            return response;
        },
    });
    try {
        result.passwords = await vault.list();
    } catch (error) {
        result.error = error;
    }
    return result;
}
