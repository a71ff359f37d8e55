import { firstOf } from "../shared/text";
import type { PlannedAction } from "./plan";
import { maxListed, type PlannedGroup } from "./planGroups";

/** The planned changes of one resource. */
export interface ResourcePlan {
    name: string;
    isSet: boolean;
    groups: readonly PlannedGroup[];
}

/** The maximum number of re-enabled passwords that the report of one resource lists. */
const maxDrifts = 20;

/** The maximum number of resources that a summary lists in place of their objects. */
const maxResources = 20;

/** The texts of the actions, in the order of a summary. */
const counted: Readonly<Record<PlannedAction, string>> = {
    disable: "to disable",
    inactive: "already inactive",
    disableAgain: "to disable again",
    missing: "missing in the vault",
    unknown: "not known yet",
    unknownList: "lists not known yet",
};

/**
 * Returns what an update would disable: the counts, and the objects with their names. For many objects it returns a line
 * for each resource, for many resources the counts alone.
 */
export function summarizePlan(plans: readonly ResourcePlan[]): string {
    const busy = plans.filter(({ groups }) => groups.length > 0);
    const groups = busy.flatMap((plan) => plan.groups);
    if (groups.length === 0) {
        return "nothing new to disable";
    }
    const places =
        busy.length === 1 ? "" : ` in ${busy.length} ${busy.every(({ isSet }) => isSet) ? "sets" : "resources"}`;
    const total = `${describeCounts(groups)}${places}`;
    const isMixed = groups.some(({ action }) => action !== groups[0]?.action);
    const objects = busy.flatMap((plan) => listObjects(plan, isMixed));
    const resources = busy.length <= maxResources ? busy.map(describeResource) : [];
    const details = objects.length <= maxListed ? objects : resources;
    return details.length === 0 ? total : [`${total}:`, ...details].join("\n");
}

/** Returns what a preview reports at a resource: the passwords that were re-enabled in the vault. */
export function describeDrift({ groups }: ResourcePlan): string | undefined {
    const drift = groups.find(isUnreported);
    if (drift === undefined) {
        return undefined;
    }
    const { noun, count, items } = drift;
    if (items.length === 0) {
        return `${count} re-enabled in the vault, to disable again`;
    }
    if (count === 1) {
        return `${noun} ${items[0]} was re-enabled in the vault: to disable again`;
    }
    const lines = firstOf(items, maxDrifts, count).map((item) => `  ${item}`);
    return [`${count} ${noun}s were re-enabled in the vault: to disable again`, ...lines].join("\n");
}

/** Returns whether the group stands at its resource. A refresh of the same run reports at the stack. */
function isUnreported({ action, isReported }: PlannedGroup): boolean {
    return action === "disableAgain" && !isReported;
}

function describeCounts(groups: readonly PlannedGroup[]): string {
    return Object.entries(counted)
        .flatMap(([action, text]) => {
            const count = groups.reduce((sum, group) => sum + (group.action === action ? group.count : 0), 0);
            return count === 0 ? [] : `${count} ${count === 1 ? text.replace(/^lists/, "list") : text}`;
        })
        .join(", ");
}

/** Returns a line for each object of a resource, with its action where a summary has several. */
function listObjects({ name, groups }: ResourcePlan, isMixed: boolean): string[] {
    const objects = groups
        .filter((group) => !isUnreported(group) && !group.action.startsWith("unknown"))
        .flatMap(({ action, noun, count, items }) => {
            const shown = items.length > 0 ? items : [`${count} secret`];
            return shown.map((item) => describeObject(item, action, noun, isMixed));
        });
    const [first, ...others] = objects;
    if (others.length === 0) {
        return first === undefined ? [] : [`  ${name}: ${first}`];
    }
    return [`  ${name}:`, ...[first, ...others].map((object) => `    ${object}`)];
}

function describeObject(item: string, action: PlannedAction, noun: string, isMixed: boolean): string {
    const object = noun === "password" ? item : `${noun} ${item}`;
    return action === "disable" || !isMixed ? object : `${object}, ${counted[action]}`;
}

/** Returns one line for the counts and ranges of a resource. */
function describeResource({ name, groups }: ResourcePlan): string {
    const parts = groups.map(({ action, count, ranges, items }) => {
        const identifiers = ranges === "" ? "" : ` (${count === 1 ? items[0] : ranges})`;
        return `${count} ${counted[action]}${identifiers}`;
    });
    return `  ${name}: ${parts.join("; ")}`;
}
