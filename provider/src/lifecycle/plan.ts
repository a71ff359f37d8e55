import type { DeclaredObject } from "../checks/declaration";
import { unknownValue } from "../shared/properties";

/**
 * The reason why an update would disable an object. `"inactive"`: the vault says that it is inactive already. `"unknown"`:
 * the preview does not know the identifier, nor whether it is new.
 */
export type PlannedAction = "disable" | "inactive" | "disableAgain" | "missing" | "unknown";

/** The objects of one resource with the same action. */
export interface PlannedChange {
    action: PlannedAction;
    identifiers: readonly string[];
}

/**
 * Returns what an update would disable of one resource, the objects with the same action together.
 *
 * @param isInactive Returns true where the vault says so.
 */
export function planChanges(
    declared: readonly DeclaredObject[],
    isInactive: (identifier: string) => boolean,
): PlannedChange[] {
    const planned = new Map<PlannedAction, Set<string>>();
    const plan = (action: PlannedAction, identifier: string) => {
        planned.set(action, (planned.get(action) ?? new Set()).add(identifier));
    };
    for (const one of declared) {
        const identifier = String(one.identifier);
        if (one.identifier === unknownValue) {
            // Each unknown identifier counts.
            plan("unknown", `${one.property}[${one.index ?? 0}]`);
        } else if (one.isDue) {
            plan(actionOn(one, isInactive(identifier)), identifier);
        }
    }
    return [...planned].map(([action, identifiers]) => ({ action, identifiers: [...identifiers] }));
}

function actionOn({ isNew, lastStatus }: DeclaredObject, isInactive: boolean): PlannedAction {
    if (!isNew && lastStatus !== undefined) {
        return lastStatus === "active" ? "disableAgain" : "missing";
    }
    return isInactive ? "inactive" : "disable";
}
