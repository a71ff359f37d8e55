import { ExpectedError, firstLine } from "../shared/errors";

/** The operations whose errors the SDK prints by itself; those of create and update have a form of their own. */
const printed = ["check", "diff", "read", "delete"];

/**
 * Makes what gives the SDK our errors in the form that it passes on well, and keeps it from printing them: it writes what check,
 * diff, read and delete throw to stderr, message and stack, and then answers the engine with the message, which prints
 * that on its resource; and it takes a `code`, such as our 1006, for a gRPC status.
 */
export function suppressSdkErrorLog(): <T extends object>(operations: T) => T {
    /** How often each will be printed: resources that fail together say the same. */
    const said = new Map<string, number>();
    const write = console.error;
    console.error = (...args: unknown[]) => {
        const text = String(args[0]);
        const left = args.length === 1 ? (said.get(text) ?? 0) : 0;
        if (left === 0) {
            write(...args);
        } else if (left === 1) {
            said.delete(text);
        } else {
            said.set(text, left - 1);
        }
    };
    async function quietly<R>(operation: () => Promise<R>): Promise<R> {
        try {
            return await operation();
        } catch (error) {
            if (!(error instanceof ExpectedError)) {
                throw error;
            }
            const plain = new Error(error.message);
            plain.stack = firstLine(error.message);
            const text = `${plain}: ${plain.stack}`;
            said.set(text, (said.get(text) ?? 0) + 1);
            throw plain;
        }
    }

    return (operations) => {
        const quieted = Object.entries(operations)
            .filter(([name]) => printed.includes(name))
            .map(([name, operation]) => [name, (...args: unknown[]) => quietly(() => operation(...args))]);
        return { ...operations, ...Object.fromEntries(quieted) };
    };
}
