import { withName } from "../shared/passwordName";
import { formatIdentifiers } from "./messages";
import type { PlannedAction, PlannedChange } from "./plan";

/** Objects of one resource to which an update would do the same, as a preview shows them. */
export interface PlannedGroup {
    action: PlannedAction;
    noun: string;
    count: number;
    /** The identifiers as ranges; empty where they are unknown or a secret. */
    ranges: string;
    /** The first identifiers, with their names; empty where they are a secret. */
    items: string[];
    isReported: boolean;
}

/** The maximum number of objects that a preview lists. */
export const maxListed = 40;

/** Returns the groups of a plan, without identifiers where those are a secret. */
export function groupPlan(plan: readonly PlannedChange[], isSecret = false): PlannedGroup[] {
    return plan.map(({ action, noun, objects, isReported }) => {
        const group = { action, noun, count: objects.length, ranges: "", items: [], isReported };
        if (isSecret || action === "unknown" || action === "unknownList") {
            return group;
        }
        const sorted = [...objects].sort((one, other) => Number(one.identifier) - Number(other.identifier));
        const items = sorted.slice(0, maxListed + 1).map(({ identifier, name }) => withName(identifier, name));
        return { ...group, ranges: formatIdentifiers(sorted.map(({ identifier }) => identifier)), items };
    });
}
