import { error as logError } from "@pulumi/pulumi/log/index.js";
import type { Output } from "@pulumi/pulumi/output.js";
import type { Resource } from "@pulumi/pulumi/resource.js";
import { isDryRun } from "@pulumi/pulumi/runtime/settings.js";
import { type CallerInfo, callerKey, refusalsKey } from "./callerInfo";
import { isRunByLanguageHost } from "./programProcess";

/** The key of one counter for all copies of this package in a process: their declarations share a provider. */
const counter = Symbol.for("pulumi-mysafe.declarationCount");

/** Returns the hidden properties of the next declaration. */
export function callerProperties(name: string): Record<string, unknown> {
    const holder = globalThis as { [counter]?: number };
    const place = holder[counter] ?? 0;
    holder[counter] = place + 1;
    const info: CallerInfo = { phase: isDryRun() ? "preview" : "update", place, name };
    return { [callerKey]: info, [refusalsKey]: undefined };
}

/**
 * The exit code of a program that has logged what its user must do. The language host adds no message of its own (the
 * SDK's `cmd/run/index.ts`, `nodeJSProcessExitedAfterLoggingUserActionableMessage`).
 */
const exitCodeAfterLoggedError = 32;

/**
 * Logs each refusal of a resource in a preview, and makes the program fail.
 *
 * The engine ends a preview at the first failed check. So `check` fails for no declaration in a preview, and its refusals
 * come back among the outputs: a preview reports all errors at once.
 */
export function reportRefusals(resource: Resource): void {
    if (!isDryRun()) {
        return;
    }
    const refusals = (resource as unknown as Record<string, Output<string[] | undefined>>)[refusalsKey];
    refusals?.apply((found = []) => {
        for (const message of found) {
            void logError(message, resource);
            // Inline programs of the Automation API fail by the log alone.
            if (isRunByLanguageHost()) {
                process.exitCode = exitCodeAfterLoggedError;
            }
        }
    });
}
