/** The process of a simulated vault. It answers messages of its parent and ends with it. */
import { startSimulator } from "mysafe-simulator";
import type { Requests } from "./results";

/** The first message: how to connect. */
export interface VaultAddress {
    url: string;
    clientId: string;
    clientSecret: string;
}

/** The answer to each later message. */
export interface VaultReport {
    /** All requests so far. */
    requests: Required<Requests>;
    /** The number of inactive passwords. */
    inactive: number;
    /** The arrival of the first request since the last report, in milliseconds of `Date`. */
    firstRequestAt?: number;
}

async function serve(size: number, latencyMs: number): Promise<void> {
    const passwords = Array.from({ length: size }, (_, index) => ({
        identifier: index + 1,
        name: "Github",
        username: "m.souza",
    }));
    const vault = await startSimulator({ passwords, latencyMs });
    let reported = 0;
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
            firstRequestAt: vault.requests[reported]?.at.getTime(),
        };
        reported = vault.requests.length;
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
