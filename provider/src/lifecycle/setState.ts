import type { OnDestroy } from "../shared/outcome";
import { type Entries, type EntryGroup, encodeEntries } from "./entries";
import { type Properties, withoutUndefined } from "./state";

/** The inputs of a set, as the engine keeps them. */
export interface SetInputs {
    /**
     * What is wanted of each password, by identifier: `"inactive"` always; after a refresh, `"active"` where the vault
     * has it so. By identifier, since the engine compares lists place by place: one more in front would show as a change
     * of all.
     */
    identifiers: Record<string, "inactive" | "active">;
    reason?: string;
    onDestroy?: OnDestroy;
    /** Whether passwords stay that the program does not name any more. */
    additive?: boolean;
}

/** The outputs of a set, as the engine keeps them: what is known of its passwords, few bytes for each. */
export interface SetOutputs {
    reason?: string;
    onDestroy?: OnDestroy;
    additive?: boolean;
    results: EntryGroup[];
    /** How many times a refresh found one of its passwords active, and the update after it confirmed it inactive again. */
    driftCorrected: number;
}

/** The identifiers among the inputs of a set; none where they are not known yet. */
export function identifiersIn({ identifiers }: Properties): string[] {
    return typeof identifiers === "object" && identifiers !== null ? Object.keys(identifiers) : [];
}

/**
 * The identifiers that a set is to have: those among its inputs; where it is additive, with all that are known of it,
 * since what an unfinished run has disabled is in no inputs.
 */
export function wantedIn(inputs: Properties, results: Entries): string[] {
    return inputs.additive === true
        ? [...new Set([...identifiersIn(inputs), ...results.keys()])]
        : identifiersIn(inputs);
}

/** The outputs of a set whose passwords are known so well. */
export function outputsOf(
    { reason, onDestroy, additive }: Properties,
    results: Entries,
    driftCorrected: number,
): SetOutputs {
    const outputs = { reason, onDestroy, additive, results: encodeEntries(results), driftCorrected };
    return withoutUndefined(outputs) as SetOutputs;
}

/** The inputs that fit what a refresh found; what was never confirmed is settled by the next update. */
export function setInputsOf({ reason, onDestroy, additive }: Properties, results: Entries): Properties {
    const identifiers = Object.fromEntries(
        [...results].map(([identifier, { status }]) => [identifier, status === "active" ? "active" : "inactive"]),
    );
    return withoutUndefined({ identifiers, reason, onDestroy, additive });
}
