import { error as logError } from "@pulumi/pulumi/log";
import type { Output } from "@pulumi/pulumi/output";
import type { Resource } from "@pulumi/pulumi/resource";
import { isDryRun } from "@pulumi/pulumi/runtime/settings";
import { type CallerInfo, type CheckRefusal, callerKey, refusalsKey } from "./callerInfo";

/** One for all copies of this package in a program, since their declarations share a provider. */
const registry = Symbol.for("pulumi-mysafe.declarations");

/** The resources that this program has declared; each one's number is its place. */
function declared(): Resource[] {
    const all = globalThis as { [registry]?: Resource[] };
    all[registry] ??= [];
    return all[registry];
}

/** The properties that a declaration carries to `check` and back; to be followed by {@link trackResource}. */
export function callerProperties(name: string): Record<string, unknown> {
    const run = isDryRun() ? "preview" : "update";
    const declaration: CallerInfo = { run, number: declared().length, name };
    return { [callerKey]: declaration, [refusalsKey]: undefined };
}

/**
 * How a program ends that has told its user what is wrong: the language host adds nothing to it (the SDK's
 * `cmd/run/index.ts`, `nodeJSProcessExitedAfterLoggingUserActionableMessage`).
 */
const failedAndTold = 32;

/**
 * Lets the program fail with what `check` has refused, each on the resource that it is about.
 *
 * The engine ends a preview at the first resource whose check fails. So in a preview `check` fails for none: what is
 * wrong comes back among the outputs, and ten wrong resources are told at once.
 */
export function trackResource(resource: Resource): void {
    declared().push(resource);
    if (!isDryRun()) {
        return;
    }
    const refusals = (resource as unknown as Record<string, Output<CheckRefusal[] | undefined>>)[refusalsKey];
    refusals?.apply((found) => {
        for (const { declaration, problem } of found ?? []) {
            void logError(problem, declared()[declaration] ?? resource);
            if (isRunByLanguageHost()) {
                process.exitCode = failedAndTold;
            }
        }
    });
}

/** Whether this process is a Pulumi program's own. The Automation API's inline programs fail by the logged error alone. */
function isRunByLanguageHost(): boolean {
    return /[\\/]cmd[\\/]run[\\/]index\.js$/.test(require.main?.filename ?? "");
}
