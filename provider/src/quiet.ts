import { ExpectedError, firstLine } from "./errors";

/** The operations whose errors the SDK prints by itself; those of create and update have a form of their own. */
const printed = ["check", "diff", "read", "delete"];

/**
 * Gives the SDK our errors in the form that it passes on well, and keeps it from printing them: it writes what check,
 * diff, read and delete throw to stderr, message and stack, and then answers the engine with the message, which prints
 * that on its resource; and it takes a `code`, such as our 1006, for a gRPC status.
 */
export function quiet<T extends object>(operations: T): T {
    const said = new Set<string>();
    const write = console.error;
    console.error = (...args: unknown[]) => {
        if (args.length !== 1 || !said.delete(String(args[0]))) {
            write(...args);
        }
    };
    const quieted = Object.entries(operations)
        .filter(([name]) => printed.includes(name))
        .map(([name, operation]) => [
            name,
            async (...args: unknown[]) => {
                try {
                    return await operation(...args);
                } catch (error) {
                    if (!(error instanceof ExpectedError)) {
                        throw error;
                    }
                    const plain = new Error(error.message);
                    plain.stack = firstLine(error.message);
                    said.add(`${plain}: ${plain.stack}`);
                    throw plain;
                }
            },
        ]);
    return { ...operations, ...Object.fromEntries(quieted) };
}
