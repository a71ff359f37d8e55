import type { OnDestroy, Outcome } from "../shared/outcome";

/** The properties as they come from the engine: anything that a program can declare, or that an older state has. */
export type Properties = Readonly<Record<string, unknown>>;

/** The resource's inputs, as the engine keeps them. */
export interface Inputs {
    /** A whole number from 1, as text: the engine shows numbers over a million as `9.999999e+06`. */
    identifier: string;
    reason?: string;
    onDestroy?: OnDestroy;
    /**
     * What is wanted, `"inactive"` always; after a refresh, `"active"` where the vault has it so. Not the user's to
     * declare: the engine shows a drift as the difference between inputs.
     */
    status: "inactive" | "active";
}

/** The resource's outputs, as the engine keeps them. Each is always there, but for those that are marked. */
export interface Outputs extends Inputs {
    outcome: Outcome;
    disabledAt: string;
    vaultUrl: string;
    /** How many times a refresh found it active, and the update after it confirmed it inactive again; of passwords alone. */
    driftCorrected?: number;
}

/**
 * What is known of a password: `"inactive"`, as the vault confirmed; `"active"`, as a refresh found it; `"unconfirmed"`
 * where a call was never answered. Anything else is of no version of ours, and read as confirmed.
 */
export function statusOf({ status }: Properties): "inactive" | "active" | "unconfirmed" {
    return status === "active" || status === "unconfirmed" ? status : "inactive";
}

/** How many drifts were corrected so far; states of before that was counted have no number. */
export function driftsIn({ driftCorrected }: Properties): number {
    return typeof driftCorrected === "number" ? driftCorrected : 0;
}

/** The inputs that fit outputs, for a refresh. */
export function inputsOf(outputs: Properties): Properties {
    const { identifier, reason, onDestroy } = outputs;
    const status = statusOf(outputs) === "active" ? "active" : "inactive";
    return withoutUndefined({ identifier, reason, onDestroy, status });
}

/** The SDK refuses undefined anywhere in outputs ("Unexpected struct type", pulumi/pulumi#2205). */
export function withoutUndefined<T extends object>(properties: T): T {
    return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as T;
}
