import type { PlannedChange } from "../lifecycle/plan";
import { groupPlan, type PlannedGroup } from "../lifecycle/planGroups";

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
    return JSON.stringify({ members, groups: groupPlan(plan, isSecret) } satisfies PackedPlan);
}

/** Returns the plan in a text of {@link packPlan}; undefined for any other value. */
export function unpackPlan(text: unknown): PackedPlan | undefined {
    return typeof text === "string" ? JSON.parse(text) : undefined;
}
