import { ExpectedError } from "./errors";

/**
 * Keeps what the operations throw of our errors from being printed beside the engine's own account of it: the SDK writes
 * what check, diff, read and delete throw to stderr, message and stack, and then answers the engine with the message,
 * which prints it on its resource.
 */
export function quiet<T extends object>(operations: T): T {
    const said = new Set<string>();
    const write = console.error;
    console.error = (...args: unknown[]) => {
        if (args.length !== 1 || !said.delete(String(args[0]))) {
            write(...args);
        }
    };
    const quieted = Object.entries(operations).map(([name, operation]) => [
        name,
        async (...args: unknown[]) => {
            try {
                return await operation(...args);
            } catch (error) {
                if (error instanceof ExpectedError) {
                    said.add(`${error}: ${error.stack}`);
                }
                throw error;
            }
        },
    ]);
    return Object.fromEntries(quieted);
}
