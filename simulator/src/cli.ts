import { createInterface } from "node:readline";
import { greeting } from "./commandLine/greeting";
import { isForeground } from "./commandLine/isForeground";
import { parseCommandLine, usage } from "./commandLine/parseCommandLine";
import { runScreenCommand } from "./commandLine/screenCommand";
import { startError } from "./commandLine/startError";
import type { RequestRecord } from "./server/requestLog";
import type { Simulator } from "./simulator";
import { startSimulator } from "./startSimulator";

runCommand(process.argv.slice(2)).catch((error: NodeJS.ErrnoException) => {
    process.stderr.write(`mysafe-simulator: ${error.message}\n`);
    process.exitCode = 1;
});

async function runCommand(args: string[]): Promise<void> {
    const commandLine = parseCommandLine(args);
    const { help, options, faults } = commandLine;
    if (help) {
        process.stdout.write(usage);
        return;
    }
    const vault = await startSimulator({ ...options, onRequest: logRequest }).catch((error: NodeJS.ErrnoException) => {
        throw startError(error, options.port);
    });
    try {
        for (const fault of faults) {
            vault.inject(fault);
        }
    } catch (error) {
        await vault.close({ allowUnmetFaults: true });
        throw new Error(`--fault: ${(error as Error).message}`, { cause: error });
    }
    const readsLines = isForeground();
    const stopReading = readsLines ? readLines(vault) : () => {};
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.on(signal, () => {
            stopReading();
            void vault.close({ allowUnmetFaults: true });
        });
    }
    process.stdout.write(greeting(vault, commandLine, readsLines));
}

/** Runs each line of the standard input. Returns a function that ends that, without which the process stays. */
function readLines(vault: Simulator): () => void {
    const lines = createInterface({ input: process.stdin });
    lines.on("line", (line) => {
        if (line.trim() !== "") {
            process.stdout.write(`${runScreenCommand(vault, line)}\n`);
        }
    });
    // A terminal that goes away ends the reading, not the vault.
    process.stdin.on("error", () => lines.close());
    return () => {
        lines.close();
        process.stdin.destroy();
    };
}

function logRequest({ at, method, path, status, fault }: RequestRecord): void {
    const outcome = status === 0 ? "no response" : String(status);
    process.stdout.write(`${at.toISOString()} ${method} ${path} ${outcome}${fault === undefined ? "" : ` ${fault}`}\n`);
}
