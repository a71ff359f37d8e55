/** A simulated vault in a process of its own, which answers its parent's questions and ends with it. */
import { startSimulator } from "mysafe-simulator";
import type { Requests } from "./results";

/** What the vault says when it stands. */
export interface VaultAddress {
    url: string;
    clientId: string;
    clientSecret: string;
}

/** What it says when asked. */
export interface VaultReport {
    /** All requests so far. */
    requests: Required<Requests>;
    /** How many passwords are inactive. */
    inactive: number;
    /** When the latest request but those before the last question arrived first, in milliseconds of `Date`. */
    firstRequestAt?: number;
}

async function serve(size: number, latencyMs: number): Promise<void> {
    const passwords = Array.from({ length: size }, (_, index) => ({ identifier: index + 1 }));
    const vault = await startSimulator({ passwords, latencyMs });
    let told = 0;
    process.on("message", () => {
        const requests = { token: 0, list: 0, read: 0, disable: 0, enable: 0 };
        for (const { route } of vault.requests) {
            if (route in requests) {
                requests[route as keyof typeof requests] += 1;
            }
        }
        const report: VaultReport = {
            requests,
            inactive: vault.passwords().filter((password) => !password.active).length,
            firstRequestAt: vault.requests[told]?.at.getTime(),
        };
        told = vault.requests.length;
        process.send?.(report);
    });
    process.once("disconnect", () => process.exit());
    const { url, clientId, clientSecret } = vault;
    process.send?.({ url, clientId, clientSecret } satisfies VaultAddress);
}

if (process.send) {
    const [size = 0, latencyMs = 0] = process.argv.slice(2).map(Number);
    serve(size, latencyMs);
}
