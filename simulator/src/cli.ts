import { parseCommandLine, usage } from "./parseCommandLine";
import type { RequestRecord } from "./requestLog";
import type { Simulator } from "./simulator";
import { startSimulator } from "./startSimulator";

runCommand(process.argv.slice(2)).catch((error: NodeJS.ErrnoException) => {
    process.stderr.write(`mysafe-simulator: ${error.message}\n`);
    process.exitCode = 1;
});

async function runCommand(args: string[]): Promise<void> {
    const { help, options, faults } = parseCommandLine(args);
    if (help) {
        process.stdout.write(usage);
        return;
    }
    const vault = await startSimulator({ ...options, onRequest: logRequest }).catch((error: NodeJS.ErrnoException) => {
        throw error.code === "EADDRINUSE"
            ? new Error(
                  `port ${options.port} is taken; choose another --port, or leave it out to let the system choose`,
              )
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
    process.stdout.write(greeting(vault, options.version ?? "4.0"));
}

function greeting(vault: Simulator, version: string): string {
    const settings = [
        { key: "url", flag: "", variable: "SENHASEGURA_URL", value: vault.url },
        { key: "clientId", flag: "", variable: "SENHASEGURA_CLIENT_ID", value: vault.clientId },
        { key: "clientSecret", flag: "--secret ", variable: "SENHASEGURA_CLIENT_SECRET", value: vault.clientSecret },
        { key: "tenant", flag: "", variable: "SENHASEGURA_TENANT", value: vault.tenant },
    ].flatMap(({ value, ...rest }) => (value === undefined ? [] : [{ ...rest, value: quote(value) }]));
    return [
        `MySafe simulator ${version} at ${vault.url}`,
        "",
        ...passwordTable(vault),
        "",
        "Connect by stack configuration:",
        ...settings.map(({ key, flag, value }) => `    pulumi config set mysafe:${key} ${flag}${value}`),
        "or by the environment:",
        ...settings.map(({ variable, value }) => `    export ${variable}=${value}`),
        "",
        "Ctrl-C ends it. Requests:",
        "",
    ].join("\n");
}

function passwordTable(vault: Simulator): string[] {
    const rows = vault.passwords().map(({ identifier, active, canView, canWrite, tags, name }) => {
        const access = canWrite ? "edit" : canView ? "view" : "none";
        return [String(identifier), active ? "active" : "inactive", access, name, tags];
    });
    const table = [["identifier", "status", "access", "name", "tags"], ...rows];
    const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
    return table.map((row) =>
        row
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join("  ")
            .trimEnd(),
    );
}

function logRequest({ at, method, path, status, fault }: RequestRecord): void {
    const outcome = status === 0 ? "no answer" : String(status);
    process.stdout.write(`${at.toISOString()} ${method} ${path} ${outcome}${fault === undefined ? "" : ` ${fault}`}\n`);
}

/** A value as a POSIX shell takes it for one word. */
function quote(value: string): string {
    return /^[\w.:/@-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
