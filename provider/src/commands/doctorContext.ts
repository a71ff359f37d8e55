import { createTransport } from "../client/transport";
import { Vault } from "../client/vault";
import type { Settings } from "../settings/settings";
import type { Io } from "./command";
import type { Probe } from "./doctorProbe";

/** The input of the steps, and the results that they keep for later steps. */
export interface DoctorContext {
    readonly io: Io;
    /** Undefined means the selected stack. */
    readonly stackName: string | undefined;
    /** Replaces in a line the values that the stack encrypts. */
    redact(line: string): string;
    /** From the step `settings`: the settings of the resources with fewer retries. */
    settings: Settings;
    /** From the step `proxy`. */
    probes: readonly Probe[];
    /** From the step `token`. */
    firstCalls: Awaited<ReturnType<typeof makeFirstCalls>>;
}

/** Requests a token, then the list of passwords, as a preview does. Returns the failure of either request. */
export async function makeFirstCalls({ settings, io, redact }: DoctorContext) {
    const log = (line: string) => io.stderr(`${redact(line)}\n`);
    const send = createTransport(settings);
    let hasToken = false;
    const vault = new Vault(settings, {
        log: { info: log, warn: log, error: log, status: log },
        transport(request) {
            // The client makes other calls only with a token.
            hasToken ||= request.url !== settings.tokenUrl;
            return send(request);
        },
    });
    try {
        const passwords = await vault.list();
        return { hasToken, passwords, error: undefined };
    } catch (error) {
        return { hasToken, passwords: new Map(), error };
    }
}
