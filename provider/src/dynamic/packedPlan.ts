import { formatIdentifiers } from "../lifecycle/messages";
import type { PlannedAction, PlannedChange } from "../lifecycle/plan";
import { withName } from "../shared/passwordName";

/** Objects of one resource to which an update would do the same, as the program gets them. */
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

/** The planned changes of one resource, as the program gets them. */
interface PackedPlan {
    /** The number of passwords that a set has after the update; 0 for other resources. */
    members: number;
    groups: PlannedGroup[];
}

/**
 * Packs a plan into one text for the way from `check` to the program.
 *
 * @param isSecret True where the program keeps the identifiers secret: the engine shows the text in `preview --json`.
 */
export function packPlan(plan: readonly PlannedChange[], members: number, isSecret: boolean): string {
    const groups = plan.map(({ action, noun, objects, isReported }): PlannedGroup => {
        const group = { action, noun, count: objects.length, ranges: "", items: [], isReported };
        if (isSecret || action === "unknown" || action === "unknownList") {
            return group;
        }
        const sorted = [...objects].sort((one, other) => Number(one.identifier) - Number(other.identifier));
        const items = sorted.slice(0, maxListed + 1).map(({ identifier, name }) => withName(identifier, name));
        return { ...group, ranges: formatIdentifiers(sorted.map(({ identifier }) => identifier)), items };
    });
    return JSON.stringify({ members, groups } satisfies PackedPlan);
}

/** Returns the plan in a text of {@link packPlan}; undefined for any other value. */
export function unpackPlan(text: unknown): PackedPlan | undefined {
    return typeof text === "string" ? JSON.parse(text) : undefined;
}
