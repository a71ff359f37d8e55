import { createErrorTexts } from "../lifecycle/errorTexts";
import { ExpectedError, firstLine } from "../shared/errors";

/** An error that makes the engine keep a resource as "created but failed to initialize". */
export class ResourceInitError extends Error {
    readonly reasons: readonly string[];

    constructor(
        readonly id: string,
        readonly properties: object,
        /** The failure of what is left to do. */
        readonly failure: Error,
        message = failure.message,
    ) {
        super(message);
        this.stack = firstLine(message);
        // The engine prints reasons as a list, and not the message.
        this.reasons = [message.replaceAll("\n", "\n\t  ")];
    }
}

/** Runs an operation and throws our expected errors in a form that the SDK passes on well. */
export type RunOperation = <T>(name: string, operation: () => Promise<T>) => Promise<T>;

/**
 * Creates a {@link RunOperation} and patches `console.error`, so that an expected error is printed once. The SDK prints
 * what check, diff, read and delete throw, with the stack, and the engine prints the message again. The SDK also takes
 * a `code`, such as 1006, for a status of gRPC, so it gets a plain error.
 */
export function createOperationRunner(): RunOperation {
    /** Counts how many times the SDK will print each text: resources that fail together have the same. */
    const expected = new Map<string, number>();
    const print = console.error;
    console.error = (...args: unknown[]) => {
        const text = String(args[0]);
        const count = args.length === 1 ? (expected.get(text) ?? 0) : 0;
        if (count === 0) {
            print(...args);
        } else if (count === 1) {
            expected.delete(text);
        } else {
            expected.set(text, count - 1);
        }
    };

    const describe = createErrorTexts();

    return async (name, operation) => {
        try {
            return await operation();
        } catch (error) {
            if (error instanceof ResourceInitError) {
                throw new ResourceInitError(error.id, error.properties, error.failure, describe(error.failure));
            }
            if (!(error instanceof ExpectedError)) {
                throw error;
            }
            const plain = plainError(describe(error, name));
            // The SDK does not print what create and update throw.
            if (name !== "create" && name !== "update") {
                const text = `${plain}: ${plain.stack}`;
                expected.set(text, (expected.get(text) ?? 0) + 1);
            }
            throw plain;
        }
    };
}

/** Returns an error with the message alone, as the SDK passes it on. */
function plainError(message: string): Error {
    const plain = new Error(message);
    plain.stack = firstLine(message);
    return plain;
}
