import type { DeclaredObject } from "../checks/declaration";
import type { Lookups } from "../checks/lookups";
import type { ObjectKind } from "../client/kinds";
import { unknownValue } from "../shared/properties";

/**
 * The reason why an update would disable an object. `"inactive"`: the vault says that it is inactive already. `"unknown"`
 * and `"unknownList"`: the preview does not know the identifier, or none of a list, nor whether it is new.
 */
export type PlannedAction = "disable" | "inactive" | "disableAgain" | "missing" | "unknown" | "unknownList";

/** The objects of one resource with the same action. */
export interface PlannedChange {
    action: PlannedAction;
    noun: ObjectKind["noun"];
    /** The objects, with their names where the run has looked them up. */
    objects: { identifier: string; name: string | undefined }[];
    /** True where a refresh of this run has reported all of them already. */
    isReported: boolean;
}

/**
 * Returns what an update would disable of one resource, the objects with the same action together.
 *
 * @param reported The re-enabled passwords that a refresh of this run has reported.
 */
export function planChanges(
    declared: readonly DeclaredObject[],
    { isInactive, nameOf }: Pick<Lookups, "isInactive" | "nameOf">,
    reported: ReadonlySet<string>,
): PlannedChange[] {
    const planned = new Map<PlannedAction, Map<string, DeclaredObject>>();
    for (const one of declared) {
        const isListed = typeof one.identifier === "string" && nameOf(one.identifier, one.kind) !== undefined;
        const action = actionOn(one, isInactive, isListed);
        if (action !== undefined) {
            const objects = planned.get(action) ?? new Map<string, DeclaredObject>();
            planned.set(action, objects);
            // Each unknown identifier counts.
            const isUnknown = one.identifier === unknownValue;
            objects.set(isUnknown ? `${one.property}[${one.index ?? ""}]` : String(one.identifier), one);
        }
    }
    return [...planned].map(([action, objects]) => ({
        action,
        noun: [...objects.values()][0]?.kind.noun ?? "password",
        objects: [...objects].map(([identifier, { kind }]) => ({ identifier, name: nameOf(identifier, kind) })),
        isReported: [...objects.keys()].every((identifier) => reported.has(identifier)),
    }));
}

function actionOn(
    { kind, identifier, index, property, isNew, isDue, lastStatus }: DeclaredObject,
    isInactive: Lookups["isInactive"],
    isListed: boolean,
): PlannedAction | undefined {
    if (identifier === unknownValue) {
        return property === "identifiers" && index === undefined ? "unknownList" : "unknown";
    }
    if (!isDue) {
        return undefined;
    }
    if (!isNew && lastStatus !== undefined) {
        return lastStatus === "active" ? "disableAgain" : isListed ? "disable" : "missing";
    }
    return isInactive(identifier, kind) ? "inactive" : "disable";
}
