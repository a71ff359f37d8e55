import { diagnosticOf } from "./diagnostics";
import type { UpgradeRequest } from "./protocol";
import { conform } from "./resourceValues";
import type { ResourceSchema } from "./schema";
import { encodeValue } from "./values";

/** Returns a state in the form of the schema, from the JSON of any earlier version: attributes are only added. */
export function upgradeState({ attributes }: ResourceSchema, { raw_state }: UpgradeRequest) {
    if (raw_state.json.length === 0) {
        const message = "the state has the form of Terraform 0.11\nSolution: apply once with Terraform 0.12 or newer.";
        return { diagnostics: [diagnosticOf("error", message)] };
    }
    const state = JSON.parse(Buffer.from(raw_state.json).toString("utf8"));
    return { upgraded_state: encodeValue(state && conform(attributes, state)), diagnostics: [] };
}
