import { sdkStore } from "./perProgramRun";

/** Returns whether this process is a Pulumi program's own. The SDK leaves its own script in `process.argv`. */
export function isRunByLanguageHost(): boolean {
    return /[\\/]cmd[\\/]run[\\/]index\.js$/.test(process.argv[1] ?? "");
}

/** Returns whether an inline program of the Automation API runs, in front of an engine and not of a mock. */
export function isInlineProgram(): boolean {
    const { settings } = (sdkStore() ?? {}) as { settings?: { options?: { monitorAddr?: string } } };
    const address = settings?.options?.monitorAddr ?? "mock";
    return !isRunByLanguageHost() && address !== "mock";
}

/**
 * Returns the folder in which the engine started the program's process, which is the folder of the provider's process
 * too. A program can leave it. The SDK changes to it, and keeps no copy of the argument that names it.
 */
export function startFolder(): string {
    const { header } = process.report.getReport() as unknown as { header: { commandLine: string[] } };
    return header.commandLine.join("\0").match(/\0--pwd[=\0]([^\0]+)/)?.[1] ?? process.cwd();
}
