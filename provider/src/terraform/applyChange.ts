import type { ApplyResult } from "../lifecycle/host";
import type { Properties } from "../shared/properties";
import { diagnosticOfError, diagnosticOfFollower } from "./diagnostics";
import { readPrivate, writePrivate } from "./privateData";
import type { ApplyRequest, Diagnostic, DynamicValue } from "./protocol";
import { attributesOf, declarationOf, inputsOf, outputsOf } from "./resourceValues";
import type { ProviderRun } from "./run";
import type { ResourceSchema } from "./schema";
import { decodeValue, encodeValue } from "./values";

interface ApplyResponse {
    new_state: DynamicValue;
    private: Uint8Array;
    diagnostics: Diagnostic[];
}

/** Makes a planned change. After an error the state has all that is known. */
export async function applyChange(
    run: ProviderRun,
    schema: ResourceSchema,
    request: ApplyRequest,
): Promise<ApplyResponse> {
    const prior = decodeValue(request.prior_state);
    const planned = decodeValue(request.planned_state);
    const { id, isEnd, isRefused } = readPrivate(request.planned_private);
    const diagnostics: Diagnostic[] = [];
    let state = prior;
    run.markApply();
    try {
        if (isRefused) {
            diagnostics.push(diagnosticOfFollower("attempted"));
        } else if (planned === null) {
            await destroy(run, schema, prior ?? {}, isEnd === true);
            state = null;
        } else {
            const result = await (prior === null ? create(run, schema, planned) : update(run, schema, prior, planned));
            state = attributesOf(schema, result.id, planned, result.outputs, run.context.settings());
            if (result.incomplete !== undefined) {
                diagnostics.push(diagnosticOfError(result.incomplete, run.describe(result.incomplete)));
            }
        }
    } catch (error) {
        diagnostics.push(diagnosticOfError(error as Error, run.describe(error as Error)));
    }
    return { new_state: encodeValue(state), private: writePrivate({ id }), diagnostics };
}

/** Creates a resource, or continues from the results of the one that it replaces. */
async function create(run: ProviderRun, schema: ResourceSchema, planned: Properties): Promise<ApplyResult> {
    const { kind, codec } = schema.resourceType;
    const lifecycle = run.lifecycleOf(schema.resourceType);
    const { inputs } = codec.readDeclaration({}, declarationOf(schema, planned), kind);
    const kept = run.keptEntries(schema.resourceType, codec.desiredStatuses(inputs, new Map()).keys());
    if (kept.size === 0) {
        return lifecycle.create({ inputs });
    }
    const id = codec.createId(inputs);
    const olds = codec.encode(inputs, kept);
    try {
        return await lifecycle.update({ id, olds, news: inputs });
    } catch (error) {
        return { id, outputs: olds, incomplete: error as Error };
    }
}

function update(
    run: ProviderRun,
    schema: ResourceSchema,
    prior: Properties,
    planned: Properties,
): Promise<ApplyResult> {
    const { kind, codec } = schema.resourceType;
    const { inputs } = codec.readDeclaration(inputsOf(schema, prior), declarationOf(schema, planned), kind);
    return run
        .lifecycleOf(schema.resourceType)
        .update({ id: String(prior.id), olds: outputsOf(schema, prior), news: inputs });
}

/**
 * Ends a resource. Terraform replaces a resource whose create failed, by a destroy and a create: such a destroy changes
 * nothing in the vault, and the create continues from its results.
 */
async function destroy(run: ProviderRun, schema: ResourceSchema, prior: Properties, isEnd: boolean): Promise<void> {
    const olds = outputsOf(schema, prior);
    if (isEnd) {
        await run.lifecycleOf(schema.resourceType).delete({ id: String(prior.id), olds });
    } else {
        run.keepEntries(schema.resourceType, schema.resourceType.codec.decode(olds));
    }
}
