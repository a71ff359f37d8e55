import { RunError } from "@pulumi/pulumi/errors.js";

/** Returns an error without a stack trace: the SDK prints that where the program awaits no result. */
export function userError(message: string): RunError {
    return Object.assign(new RunError(message), { stack: message });
}
