import type { Properties } from "../shared/properties";
import { type PrivateData, writePrivate } from "./privateData";
import type { AttributePath, Diagnostic, DynamicValue } from "./protocol";
import { encodeValue } from "./values";

/** The response to a plan. */
export interface PlanResponse {
    planned_state: DynamicValue;
    requires_replace: AttributePath[];
    planned_private: Uint8Array;
    diagnostics: Diagnostic[];
}

/** Returns the response for planned attributes; null for the end of a resource. */
export function respond(planned: Properties | null, data: PrivateData, diagnostics: Diagnostic[] = []): PlanResponse {
    return {
        planned_state: encodeValue(planned),
        requires_replace: [],
        planned_private: writePrivate(data),
        diagnostics,
    };
}
