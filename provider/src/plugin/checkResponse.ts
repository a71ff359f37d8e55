import { CheckFailure, CheckResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { type Failure, formatFailure, formatPath } from "../checks/failure";
import { withName } from "../shared/passwordName";
import type { Properties } from "../shared/properties";
import { toStruct } from "./wire";

/** A reason to refuse, as the engine gets it. An empty property is the whole resource. */
export interface Refusal {
    property: string;
    reason: string;
}

/** Returns the response to a check of a resource or of a configuration. */
export function checkResponse(inputs: Properties, refusals: readonly Refusal[]): CheckResponse {
    const failures = refusals.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason));
    return new CheckResponse().setInputs(toStruct(inputs)).setFailuresList(failures);
}

/**
 * Returns a failure in a form that the engine prints well. It prints the value of a property, and `<nil>` for an item of a
 * list. So the reason names the item.
 */
export function describeRefusal(failure: Failure): Refusal {
    const { property, index, identifier, name, summary } = failure;
    const reason = formatFailure(failure);
    const shown = name === undefined || summary.includes(name) ? undefined : name;
    if (index === undefined) {
        return { property, reason: shown === undefined ? reason : `${shown}: ${reason}` };
    }
    const value = identifier === undefined ? "" : ` value {${withName(identifier, shown)}}`;
    return { property: "", reason: `property ${formatPath(failure)}${value}: ${reason}` };
}
