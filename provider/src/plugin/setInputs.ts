import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../shared/properties";

/** Returns the inputs of an earlier run, with the statuses that the list of an imported set does not have. */
export function withStatuses(inputs: Properties): Properties {
    const { identifiers } = inputs;
    return Array.isArray(identifiers)
        ? { ...inputs, identifiers: Object.fromEntries(identifiers.map((identifier) => [identifier, "inactive"])) }
        : inputs;
}

/** Returns the inputs after a refresh: those of before where they mean the same, such as the list of an imported set. */
export function refreshedInputs(before: Properties, found: Properties | undefined): Properties {
    return found === undefined || isDeepStrictEqual(withStatuses(before), found) ? before : found;
}
