/** Runs programs like the Automation API, several in one process and each with its own SDK store. */
import "@pulumi/pulumi";
import { setAllConfig } from "@pulumi/pulumi/runtime/config";

const { asyncLocalStorage } = globalThis as unknown as {
    asyncLocalStorage: { run<T>(store: object, action: () => T): T };
};

/** Runs a program with a stack configuration. */
export function runInlineProgram<T>(
    program: () => Promise<T>,
    config: Record<string, string> = {},
    project = "test",
    isPreview = false,
): Promise<T> {
    const options = { project, dryRun: isPreview };
    return asyncLocalStorage.run({ settings: { options }, config: {} }, async () => {
        setAllConfig(config);
        return program();
    });
}
