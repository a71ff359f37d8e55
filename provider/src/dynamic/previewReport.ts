import { info, error as logError, warn } from "@pulumi/pulumi/log/index.js";
import { isSecret, type Output, output } from "@pulumi/pulumi/output.js";
import type { Resource } from "@pulumi/pulumi/resource.js";
import { isDryRun } from "@pulumi/pulumi/runtime/settings.js";
import { describeDrift, type ResourcePlan, summarizePlan } from "../lifecycle/planSummary";
import { type CallerInfo, callerKey, previewKey } from "./callerInfo";
import { unpackPlan } from "./packedPlan";
import { perProgramRun } from "./perProgramRun";
import { atProgramEnd, beforeProgramEnd, promiseOf } from "./programEnd";
import { isInlineProgram, isRunByLanguageHost } from "./programProcess";

/** The key of one counter for all copies of this package in a process: their declarations share a provider. */
const counter = Symbol.for("pulumi-mysafe.declarationCount");

/**
 * Returns the hidden properties of the next declaration.
 *
 * @param identifiers The input with the identifier or identifiers.
 */
export function callerProperties(name: string, identifiers: unknown): Record<string, unknown> {
    const holder = globalThis as { [counter]?: number };
    const place = holder[counter] ?? 0;
    holder[counter] = place + 1;
    const phase = isDryRun() ? "preview" : "update";
    const isHidden = typeof identifiers === "object" && phase === "preview" && isSecret(output(identifiers));
    const info: Record<keyof CallerInfo, unknown> = { phase, place, name, isSecret: isHidden };
    return phase === "preview" ? { [callerKey]: info, [previewKey]: undefined } : { [callerKey]: info };
}

/**
 * The exit code of a program that has logged what its user must do. The language host adds no message of its own (the
 * SDK's `cmd/run/index.ts`, `nodeJSProcessExitedAfterLoggingUserActionableMessage`).
 */
const exitCodeAfterLoggedError = 32;

/** A declaration as the constructor of its class knows it. */
interface Declaration {
    name: string;
    isSet: boolean;
}

/**
 * Reports in a preview what is wrong with a resource, which makes the program fail, and what an update would do.
 *
 * The engine ends a preview at the first failed check. So `check` fails for no declaration in a preview, and its refusals
 * come back among the outputs: a preview reports all errors at once. The plan comes back in the same way.
 */
export function reportPreview(resource: Resource, declaration: Declaration): void {
    if (isDryRun()) {
        atProgramEnd("plan", logSummary);
        beforeProgramEnd(collect(resource, declaration));
    }
}

/** Logs refusals and drifts at a resource, and collects its plan. */
async function collect(resource: Resource, declaration: Declaration): Promise<void> {
    const report = previewReport();
    const found = await readHidden<string[] | string>(resource, previewKey);
    for (const message of Array.isArray(found) ? found : []) {
        report.isRefused = true;
        void logError(message, resource);
        // Inline programs of the Automation API fail by the log alone.
        if (isRunByLanguageHost()) {
            process.exitCode = exitCodeAfterLoggedError;
        }
    }
    const { groups = [] } = unpackPlan(found) ?? {};
    if (groups.length > 0) {
        const plan = { ...declaration, groups };
        report.plans.push(plan);
        const drift = describeDrift(plan);
        if (drift !== undefined) {
            void warn(drift, resource);
        }
    }
}

/** Logs one summary for all resources of the program. */
function logSummary(): void {
    const { isRefused, plans } = previewReport();
    // Without an engine, in a program's own tests, there is no plan.
    if (!isRefused && (plans.length > 0 || isRunByLanguageHost() || isInlineProgram())) {
        void info(`pulumi-mysafe: ${summarizePlan(plans)}`);
    }
    Object.assign(previewReport(), { isRefused: false, plans: [] });
}

function previewReport(): { isRefused: boolean; plans: ResourcePlan[] } {
    return perProgramRun("previewReport", () => ({ isRefused: false, plans: [] }));
}

/** Returns the value of a hidden output; undefined where the engine gives none. */
export function readHidden<T>(resource: Resource, key: string): Promise<T | undefined> {
    return promiseOf((resource as unknown as Record<string, Output<T> | undefined>)[key]);
}
