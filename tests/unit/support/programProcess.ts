/** Runs tests as if this were the process of a program. */
import { chdir, cwd } from "node:process";
import { runInlineProgram } from "./inlineProgram";

/** The facts of a process. */
export interface FakeProcess {
    /** The script of the process; by default the SDK's, which runs a program. */
    script?: string;
    /** The folder that the program is in. */
    folder?: string;
    /** The arguments with which the process started. */
    commandLine?: string[];
    isPlugAndPlay?: boolean;
}

const sdkScript = "/node_modules/@pulumi/pulumi/cmd/run/index.js";

/** Runs an action in a program run of its own. */
export async function asProgram<T>(
    { script = sdkScript, folder = cwd(), commandLine = [], isPlugAndPlay = false }: FakeProcess,
    action: () => T,
): Promise<T> {
    const before = { folder: cwd(), script: process.argv[1] ?? "", getReport: process.report.getReport };
    const versions = process.versions as unknown as Record<string, unknown>;
    process.argv[1] = script;
    process.report.getReport = () => ({ header: { commandLine } });
    if (isPlugAndPlay) {
        versions.pnp = "3";
    }
    chdir(folder);
    try {
        return await runInlineProgram(async () => action());
    } finally {
        chdir(before.folder);
        process.argv[1] = before.script;
        process.report.getReport = before.getReport;
        delete versions.pnp;
    }
}

/** Sets the address of the engine of the current program run, as the Automation API does. */
export function setMonitorAddress(monitorAddr: string): void {
    const { asyncLocalStorage } = globalThis as unknown as {
        asyncLocalStorage: { getStore(): { settings: { options: object } } };
    };
    Object.assign(asyncLocalStorage.getStore().settings.options, { monitorAddr });
}
