/** The vault of one measurement, in a process of its own. */
import { fork } from "node:child_process";
import { join } from "node:path";
import { onInterruption } from "../engine/interruption";
import type { VaultAddress, VaultReport } from "./vaultProcess";

/** A running vault. */
export interface Vault extends VaultAddress {
    /** The number of passwords: 1 to `size`, all active at first. */
    size: number;
    latencyMs: number;
    report(): Promise<VaultReport>;
    stop(): Promise<void>;
}

const responseMs = 30_000;

/** Starts a vault with the active passwords 1 to `size` on any free port. */
export async function startVault(size: number, latencyMs: number): Promise<Vault> {
    const child = fork(join(__dirname, "vaultProcess.ts"), [String(size), String(latencyMs)], {
        execArgv: ["--require", require.resolve("tsx/cjs")],
        stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const dispose = onInterruption(() => child.kill());
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    function nextMessage<T>(): Promise<T> {
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error("the vault does not respond")), responseMs);
            gone.then(() => reject(new Error("the vault has ended")));
            child.once("message", (message) => {
                clearTimeout(timer);
                resolve(message as T);
            });
        });
    }
    const address = await nextMessage<VaultAddress>();
    return {
        ...address,
        size,
        latencyMs,
        report() {
            const report = nextMessage<VaultReport>();
            child.send("report");
            return report;
        },
        async stop() {
            dispose();
            if (child.connected) {
                child.disconnect();
            }
            await gone;
        },
    };
}
