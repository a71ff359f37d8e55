/** The vault of one measurement: starts it in a process of its own, asks it what it met. */
import { fork } from "node:child_process";
import { join } from "node:path";
import { onInterruption } from "../engine/interruption";
import type { VaultAddress, VaultReport } from "./vaultProcess";

/** A vault that stands. */
export interface Vault extends VaultAddress {
    /** How many passwords it has: 1 to `size`, all active at first. */
    size: number;
    latencyMs: number;
    report(): Promise<VaultReport>;
    stop(): Promise<void>;
}

const answerMs = 30_000;

/** Starts a vault with active passwords 1 to `size` on a port of the system's choice. */
export async function startVault(size: number, latencyMs: number): Promise<Vault> {
    const child = fork(join(__dirname, "vaultProcess.ts"), [String(size), String(latencyMs)], {
        execArgv: ["--require", require.resolve("tsx/cjs")],
        stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const dispose = onInterruption(() => child.kill());
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    function answer<T>(): Promise<T> {
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error("the vault does not answer")), answerMs);
            gone.then(() => reject(new Error("the vault has ended")));
            child.once("message", (message) => {
                clearTimeout(timer);
                resolve(message as T);
            });
        });
    }
    const address = await answer<VaultAddress>();
    return {
        ...address,
        size,
        latencyMs,
        report() {
            const report = answer<VaultReport>();
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
