import { isRetryable } from "../client/retry";
import { NothingFoundError } from "../lifecycle/nothingFound";
import { PartialFailureError } from "../lifecycle/partialFailure";
import { ConfigError, ConnectionError, ExpectedError, firstLine, UnconfirmedError, VaultError } from "../shared/errors";

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

const lastUpHint =
    "`pulumi refresh` and `pulumi destroy` use the stack configuration of the last `pulumi up`. Add `--run-program` to use the current one.";

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

    const describe = createDescriptions();

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
            const plain = plainError(describe(error, hintFor(name, error)));
            // The SDK does not print what create and update throw.
            if (name !== "create" && name !== "update") {
                const text = `${plain}: ${plain.stack}`;
                expected.set(text, (expected.get(text) ?? 0) + 1);
            }
            throw plain;
        }
    };
}

/**
 * Creates a function that returns the message of an error, with a hint at its end. In an outage all resources fail alike,
 * so only the first error of a run has cause and solution. The later ones name its request: the engine prints errors in
 * any order.
 */
function createDescriptions(): (error: Error, hint?: string) => string {
    const firstRequests = new Map<string, string>();
    return (error, hint = "") => {
        const failed = error instanceof UnconfirmedError ? error.last : error;
        const isOfRequest = failed instanceof VaultError || failed instanceof ConnectionError;
        // A code of the vault concerns one password.
        if (!isOfRequest || (failed instanceof VaultError && failed.code !== undefined)) {
            return `${error.message}${hint}`;
        }
        const lines = error.message.slice(firstLine(error.message).length) + hint;
        const first = firstRequests.get(lines);
        if (first === undefined) {
            firstRequests.set(lines, failed.request);
            return `${error.message}${hint}`;
        }
        return `${firstLine(error.message)}\nCause and solution: see the run's first error about ${first}.`;
    };
}

/** Returns an error with the message alone, as the SDK passes it on. */
function plainError(message: string): Error {
    const plain = new Error(message);
    plain.stack = firstLine(message);
    return plain;
}

/** Returns the last line of an error that the settings of another `pulumi up` can cause. */
function hintFor(operation: string, error: ExpectedError): string {
    const isHinted = (operation === "read" || operation === "delete") && canConcernSettings(error);
    return isHinted ? `\n${lastUpHint}` : "";
}

/** Returns whether other settings can resolve an error. A transient failure needs a retry; a code concerns a password. */
function canConcernSettings(error: ExpectedError): boolean {
    const cause = error instanceof PartialFailureError ? error.cause : error;
    return (
        cause instanceof ConfigError ||
        cause instanceof NothingFoundError ||
        (cause instanceof VaultError && cause.code === undefined && !cause.isTransient) ||
        (cause instanceof ConnectionError && !cause.isCancelled && !isRetryable(cause))
    );
}
