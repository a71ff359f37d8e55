import { AsyncLocalStorage } from "node:async_hooks";
import type { Log } from "../shared/log";
import { createThrottledStatus } from "../shared/throttledStatus";

/** The log of the provider: warnings stand among the diagnostics of the operation that logs them, all else in TF_LOG. */
export interface OperationLog extends Log {
    /** Runs an operation. Returns its result, and the warnings that it logged. */
    during<T>(operation: () => Promise<T> | T): Promise<{ result: T; warnings: string[] }>;
}

/** Creates a log. @param write Writes a line to standard error, where Terraform reads the log of a plugin. */
export function createOperationLog(write: (line: string) => void): OperationLog {
    const operations = new AsyncLocalStorage<string[]>();
    /** Warnings that no operation logged, for the next one. */
    let pending: string[] = [];

    function send(level: "info" | "warn" | "error", message: string): void {
        write(`${JSON.stringify({ "@level": level, "@module": "mysafe", "@message": message })}\n`);
    }

    return {
        info: (message) => send("info", message),
        warn(message) {
            send("warn", message);
            (operations.getStore() ?? pending).push(message);
        },
        error: (message) => send("error", message),
        status: createThrottledStatus((message) => send("info", message)),
        during(operation) {
            const warnings = pending;
            pending = [];
            return operations.run(warnings, async () => ({ result: await operation(), warnings }));
        },
    };
}
