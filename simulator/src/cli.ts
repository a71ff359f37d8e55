import { greeting } from "./commandLine/greeting";
import { parseCommandLine, usage } from "./commandLine/parseCommandLine";
import type { RequestRecord } from "./server/requestLog";
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
        throw error.code === "EADDRINUSE"
            ? new Error(`port ${options.port} is in use: choose another --port, or omit it to let the system choose`)
            : error;
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.on(signal, () => void vault.close({ allowUnmetFaults: true }));
    }
    try {
        for (const fault of faults) {
            vault.inject(fault);
        }
    } catch (error) {
        await vault.close({ allowUnmetFaults: true });
        throw new Error(`--fault: ${(error as Error).message}`, { cause: error });
    }
    process.stdout.write(greeting(vault, commandLine));
}

function logRequest({ at, method, path, status, fault }: RequestRecord): void {
    const outcome = status === 0 ? "no response" : String(status);
    process.stdout.write(`${at.toISOString()} ${method} ${path} ${outcome}${fault === undefined ? "" : ` ${fault}`}\n`);
}
