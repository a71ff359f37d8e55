import { error as logError } from "@pulumi/pulumi/log";
import type { Output } from "@pulumi/pulumi/output";
import type { Resource } from "@pulumi/pulumi/resource";
import { isDryRun } from "@pulumi/pulumi/runtime/settings";
import { type CallerInfo, type CheckRefusal, callerKey, refusalsKey } from "./callerInfo";

/** The key of one list for all copies of this package in a program: their declarations share a provider. */
const registry = Symbol.for("pulumi-mysafe.declarations");

/** Returns the resources that this program has declared; the index of each is its place. */
function declaredResources(): Resource[] {
    const holder = globalThis as { [registry]?: Resource[] };
    holder[registry] ??= [];
    return holder[registry];
}

/** Returns the hidden properties of a declaration. Call {@link trackResource} next: the place is a count. */
export function callerProperties(name: string): Record<string, unknown> {
    const info: CallerInfo = { phase: isDryRun() ? "preview" : "update", place: declaredResources().length, name };
    return { [callerKey]: info, [refusalsKey]: undefined };
}

/**
 * The exit code of a program that has logged what its user must do. The language host adds no message of its own (the
 * SDK's `cmd/run/index.ts`, `nodeJSProcessExitedAfterLoggingUserActionableMessage`).
 */
const exitCodeAfterLoggedError = 32;

/**
 * Logs each refusal of a preview on the resource that it concerns, and makes the program fail.
 *
 * The engine ends a preview at the first failed check. So `check` fails for no declaration in a preview, and its refusals
 * come back among the outputs: a preview reports all errors at once.
 */
export function trackResource(resource: Resource): void {
    declaredResources().push(resource);
    if (!isDryRun()) {
        return;
    }
    const refusals = (resource as unknown as Record<string, Output<CheckRefusal[] | undefined>>)[refusalsKey];
    refusals?.apply((found = []) => {
        for (const { place, message } of found) {
            void logError(message, declaredResources()[place] ?? resource);
            if (isRunByLanguageHost()) {
                process.exitCode = exitCodeAfterLoggedError;
            }
        }
    });
}

/** Returns whether this process is a Pulumi program's own. Inline programs of the Automation API fail by the log alone. */
function isRunByLanguageHost(): boolean {
    return /[\\/]cmd[\\/]run[\\/]index\.js$/.test(require.main?.filename ?? "");
}
