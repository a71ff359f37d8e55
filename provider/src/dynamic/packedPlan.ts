import type { PlannedSubject } from "../lifecycle/host";
import { formatIdentifiers } from "../lifecycle/messages";
import type { PlannedAction } from "../lifecycle/plan";
import { withName } from "../shared/passwordName";

/** Objects of one resource to which an update would do the same, as the program gets them. */
export interface PlannedGroup {
    action: PlannedAction;
    noun: string;
    count: number;
    /** The identifiers as ranges. */
    ranges: string;
    /** The first identifiers, with their names. */
    items: string[];
    isReported: boolean;
}

/** The maximum number of objects that a preview lists. */
export const maxListed = 40;

/** The planned changes of one resource, as the program gets them. */
interface PackedPlan {
    /** Pulumi's name of the resource. */
    name: string;
    /** The number of passwords that a set has after the update. */
    members: number;
    groups: PlannedGroup[];
}

/** Packs a plan into one text for the way from `check` to the program. */
export function packPlan(name: string, plan: readonly PlannedSubject[], members = 1): string {
    const groups = plan.map(({ action, noun, identifiers, nameOf, isReported }): PlannedGroup => {
        const items = [...identifiers]
            .sort((one, other) => Number(one) - Number(other))
            .slice(0, maxListed + 1)
            .map((identifier) => withName(identifier, nameOf(identifier)));
        const ranges = action === "unknown" ? "" : formatIdentifiers(identifiers);
        return { action, noun, count: identifiers.length, ranges, items, isReported };
    });
    return JSON.stringify({ name, members, groups } satisfies PackedPlan);
}

/** Returns the plan in a text of {@link packPlan}; undefined for any other value. */
export function unpackPlan(text: unknown): PackedPlan | undefined {
    return typeof text === "string" ? JSON.parse(text) : undefined;
}
