import type { Settings } from "../settings/settings";
import { ConnectionError, type ExpectedError, VaultError } from "../shared/errors";

/** The time limit of doctor for one response. */
export const maxWaitMs = 10_000;

/** Returns settings with which doctor neither waits nor retries for long. */
export function limitSettings(settings: Settings): Settings {
    const timeoutMs = Math.min(settings.timeoutMs, maxWaitMs);
    return {
        ...settings,
        timeoutMs,
        maxRetries: Math.min(settings.maxRetries, 1),
        maxRetryMs: Math.min(settings.maxRetryMs, timeoutMs / 2),
    };
}

/** Returns the solution of an error that the limits of doctor can cause; resources, with their settings, may succeed. */
export function solutionBeyondLimits(error: ExpectedError, settings: Settings): string | undefined {
    const limited = limitSettings(settings);
    if (error instanceof ConnectionError && error.code === "ETIMEDOUT" && limited.timeoutMs < settings.timeoutMs) {
        return insteadOf(`waits ${maxWaitMs / 1000} s for a response, resources wait`, "timeoutSeconds");
    }
    const retriesLonger = limited.maxRetries < settings.maxRetries || limited.maxRetryMs < settings.maxRetryMs;
    if (error instanceof VaultError && error.isTransient && !error.fromVault && settings.maxRetries > 0) {
        return retriesLonger ? insteadOf("retries once, resources retry", "maxRetrySeconds") : undefined;
    }
    return undefined;
}

function insteadOf(comparison: string, name: string): string {
    return `run again later, or run \`pulumi preview\`: doctor ${comparison} as long as mysafe:${name} allows.`;
}
