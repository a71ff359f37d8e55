/** Programs as the Automation API runs them: several in one process, each with an SDK store of its own. */
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
): Promise<T> {
    return asyncLocalStorage.run({ settings: { options: { project } }, config: {} }, async () => {
        setAllConfig(config);
        return program();
    });
}
