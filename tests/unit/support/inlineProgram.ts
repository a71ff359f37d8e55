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
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
        end = resolve;
    });
    const store = {
        settings: { options: { project, dryRun: isPreview }, rpcDone: Promise.resolve() },
        leakCandidates: new Set(),
        config: {},
        // The outputs of the stack are known when its program has ended.
        stackResource: { outputs: { promise: () => ended } },
    };
    return asyncLocalStorage.run(store, async () => {
        setAllConfig(config);
        return program().finally(end);
    });
}
