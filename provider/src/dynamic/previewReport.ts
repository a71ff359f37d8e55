import { info, error as logError, warn } from "@pulumi/pulumi/log/index.js";
import { isSecret, type Output, output } from "@pulumi/pulumi/output.js";
import type { Resource } from "@pulumi/pulumi/resource.js";
import { isDryRun, rpcKeepAlive } from "@pulumi/pulumi/runtime/settings.js";
import { getStackResource } from "@pulumi/pulumi/runtime/stack.js";
import { type CallerInfo, callerKey, planKey, refusalsKey } from "./callerInfo";
import { unpackPlan } from "./packedPlan";
import { perProgramRun } from "./perProgramRun";
import { describeDrift, type ResourcePlan, summarizePlan } from "./planSummary";
import { isInlineProgram, isRunByLanguageHost } from "./programProcess";

/** The key of one counter for all copies of this package in a process: their declarations share a provider. */
const counter = Symbol.for("pulumi-mysafe.declarationCount");

/** Returns the hidden properties of the next declaration. */
export function callerProperties(name: string): Record<string, unknown> {
    const holder = globalThis as { [counter]?: number };
    const place = holder[counter] ?? 0;
    holder[counter] = place + 1;
    const info: CallerInfo = { phase: isDryRun() ? "preview" : "update", place, name };
    return { [callerKey]: info, [refusalsKey]: undefined, [planKey]: undefined };
}

/**
 * The exit code of a program that has logged what its user must do. The language host adds no message of its own (the
 * SDK's `cmd/run/index.ts`, `nodeJSProcessExitedAfterLoggingUserActionableMessage`).
 */
const exitCodeAfterLoggedError = 32;

/** A declaration as the constructor of its class knows it. */
interface Declaration {
    isSet: boolean;
    /** The input with the identifier or identifiers. */
    identifiers: unknown;
}

/**
 * Reports in a preview what is wrong with a resource, which makes the program fail, and what an update would do.
 *
 * The engine ends a preview at the first failed check. So `check` fails for no declaration in a preview, and its refusals
 * come back among the outputs: a preview reports all errors at once. The plan comes back in the same way.
 */
export function reportPreview(resource: Resource, declaration: Declaration): void {
    if (isDryRun()) {
        perProgramRun("previewReport", createPreviewReport).add(resource, declaration);
    }
}

function createPreviewReport() {
    const plans: ResourcePlan[] = [];
    let isRefused = false;
    let pending = 0;
    let isReporting = false;
    let wake = () => {};

    async function collect(resource: Resource, { isSet, identifiers }: Declaration): Promise<void> {
        const refusals = await readOutput<string[]>(resource, refusalsKey);
        for (const message of refusals ?? []) {
            isRefused = true;
            void logError(message, resource);
            // Inline programs of the Automation API fail by the log alone.
            if (isRunByLanguageHost()) {
                process.exitCode = exitCodeAfterLoggedError;
            }
        }
        const { name, groups = [] } = unpackPlan(await readOutput(resource, planKey)) ?? {};
        if (name !== undefined && groups.length > 0) {
            const plan = { name, isSet, groups, isSecret: await isSecret(output(identifiers)) };
            plans.push(plan);
            const drift = describeDrift(plan);
            if (drift !== undefined) {
                void warn(drift, resource);
            }
        }
    }

    /** Waits until the program has ended and all its resources are planned, and then logs one summary. */
    async function summarize(): Promise<void> {
        // The SDK closes its connection when no call is left, and logging needs it.
        const endCall = rpcKeepAlive();
        try {
            await promiseOf(getStackResource()?.outputs);
            while (pending > 0) {
                await new Promise<void>((resolve) => {
                    wake = resolve;
                });
            }
            if (!isRefused && (plans.length > 0 || isRunByLanguageHost() || isInlineProgram())) {
                void info(`pulumi-mysafe: ${summarizePlan(plans)}`);
            }
        } catch {
            // The program failed, which the SDK reports.
        } finally {
            endCall();
        }
    }

    return {
        add(resource: Resource, declaration: Declaration): void {
            pending += 1;
            if (!isReporting) {
                isReporting = true;
                void summarize();
            }
            void collect(resource, declaration)
                // The SDK reports a failed registration.
                .catch(() => {})
                .finally(() => {
                    pending -= 1;
                    // What waits for this resource can declare another one first.
                    setImmediate(() => wake());
                });
        },
    };
}

/** Returns the value of a hidden output; undefined where the engine gives none. */
function readOutput<T>(resource: Resource, key: string): Promise<T | undefined> {
    return promiseOf((resource as unknown as Record<string, Output<T> | undefined>)[key]);
}

/** Waits for an output, which the SDK's `apply` does not do for an unknown one. */
async function promiseOf<T>(value: Output<T> | undefined): Promise<T | undefined> {
    return (value as unknown as { promise(): Promise<T | undefined> } | undefined)?.promise();
}
