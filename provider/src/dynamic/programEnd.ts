import type { Output } from "@pulumi/pulumi/output.js";
import { rpcKeepAlive } from "@pulumi/pulumi/runtime/settings.js";
import { getStackResource } from "@pulumi/pulumi/runtime/stack.js";
import { perProgramRun } from "./perProgramRun";

/** The actions for the end of a program, and what it still waits for. */
interface ProgramEnd {
    actions: Map<string, () => void>;
    pending: number;
    wake: () => void;
}

/**
 * Runs an action when the program has ended and its resources are registered. An action with the same key replaces an
 * earlier one. A program that fails runs none.
 */
export function atProgramEnd(key: string, action: () => void): void {
    const end = programEnd();
    const isWaiting = end.actions.size > 0;
    end.actions.set(key, action);
    if (!isWaiting) {
        void waitForEnd(end);
    }
}

/** Makes the end of the program wait for a promise; a rejected one counts as resolved. */
export function beforeProgramEnd(promise: Promise<unknown>): void {
    const end = programEnd();
    end.pending += 1;
    void promise
        .catch(() => {})
        .finally(() => {
            end.pending -= 1;
            // What waits for this promise can declare another resource first.
            setImmediate(() => end.wake());
        });
}

/** Waits for an output, which the SDK's `apply` does not do for an unknown one: it resolves to undefined. */
export async function promiseOf<T>(value: Output<T> | undefined): Promise<T | undefined> {
    return (value as unknown as { promise(): Promise<T | undefined> } | undefined)?.promise();
}

function programEnd(): ProgramEnd {
    return perProgramRun("programEnd", () => ({ actions: new Map(), pending: 0, wake() {} }));
}

async function waitForEnd(end: ProgramEnd): Promise<void> {
    // The SDK closes its connection when no call is left, and the actions log.
    const endCall = rpcKeepAlive();
    try {
        await promiseOf(getStackResource()?.outputs);
        while (end.pending > 0) {
            await new Promise<void>((resolve) => {
                end.wake = resolve;
            });
        }
        for (const action of end.actions.values()) {
            action();
        }
    } catch {
        // The program failed, which the SDK reports.
    } finally {
        end.actions.clear();
        endCall();
    }
}
