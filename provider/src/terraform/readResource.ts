import { diagnosticOfError } from "./diagnostics";
import { readPrivate, writePrivate } from "./privateData";
import type { Diagnostic, DynamicValue, ReadRequest } from "./protocol";
import { attributesOf, outputsOf } from "./resourceValues";
import type { ProviderRun } from "./run";
import type { ResourceSchema } from "./schema";
import { decodeValue, encodeValue } from "./values";

interface ReadResponse {
    new_state: DynamicValue;
    private: Uint8Array;
    diagnostics: Diagnostic[];
}

/** Refreshes a state. A password that the vault no longer has stays, as `"missing"`, with its evidence. */
export async function readResource(
    run: ProviderRun,
    schema: ResourceSchema,
    request: ReadRequest,
): Promise<ReadResponse> {
    const state = decodeValue(request.current_state);
    const unchanged = {
        new_state: request.current_state,
        private: writePrivate(readPrivate(request.private)),
        diagnostics: [],
    };
    if (state === null || run.isUnknown || run.hasFailed()) {
        return unchanged;
    }
    const olds = outputsOf(schema, state);
    try {
        const { outputs } = await run.lifecycleOf(schema.resourceType).read({ id: String(state.id), olds });
        const isSame = outputs === olds;
        return isSame
            ? unchanged
            : {
                  ...unchanged,
                  new_state: encodeValue(attributesOf(schema, state.id, state, outputs, run.context.settings())),
              };
    } catch (error) {
        const isShown = run.isFirstFailure(error);
        return {
            ...unchanged,
            diagnostics: isShown ? [diagnosticOfError(error as Error, run.describe(error as Error))] : [],
        };
    }
}
