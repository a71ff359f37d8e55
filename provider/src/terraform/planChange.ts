import { isDeepStrictEqual } from "node:util";
import type { Failure } from "../checks/failure";
import type { Properties } from "../shared/properties";
import {
    diagnosticOfError,
    diagnosticOfFollower,
    diagnosticsOfFailures,
    isOfWholeRun,
    RunFailure,
} from "./diagnostics";
import { toAttribute } from "./names";
import { type PrivateData, readPrivate, writePrivate } from "./privateData";
import type { AttributePath, Diagnostic, DynamicValue, PlanRequest } from "./protocol";
import { declarePasswords, refuseUnknownRelease, releaseConflicts, releasePasswords } from "./release";
import { attributesOf, configured, createdAttributes, declarationOf, inputsOf, outputsOf } from "./resourceValues";
import type { ProviderRun } from "./run";
import type { ResourceSchema } from "./schema";
import { decodeValue, encodeValue, hasUnknown } from "./values";

interface PlanResponse {
    planned_state: DynamicValue;
    requires_replace: AttributePath[];
    planned_private: Uint8Array;
    diagnostics: Diagnostic[];
}

/**
 * Plans a create, an update, a replacement or a destroy. The diagnostics have all that it refuses; an error of the whole run
 * stands at one resource alone.
 */
export async function planChange(
    run: ProviderRun,
    schema: ResourceSchema,
    request: PlanRequest,
): Promise<PlanResponse> {
    const prior = decodeValue(request.prior_state);
    const config = decodeValue(request.config);
    const data = readPrivate(request.prior_private);
    if (config === null) {
        return planDestroy(run, schema, prior, data);
    }
    try {
        return await planDeclared(run, schema, prior, config, data);
    } catch (error) {
        if (!isOfWholeRun(error)) {
            throw error;
        }
        // Requests that wait for the same token fail with the same error.
        const diagnostics = run.isFirstFailure(error) ? [diagnosticOfError(error as Error)] : [];
        return refuse(schema, prior, config, data, diagnostics);
    }
}

async function planDeclared(
    run: ProviderRun,
    schema: ResourceSchema,
    prior: Properties | null,
    config: Properties,
    data: PrivateData,
): Promise<PlanResponse> {
    // 1. Check the declaration.
    const { inputs, failures } = await check(run, schema, prior, config, data);
    const ofRun = failures.find(({ scope }) => scope === "run");
    if (ofRun !== undefined) {
        throw new RunFailure(ofRun);
    }
    if (run.hasFailed()) {
        return refuse(schema, prior, config, data);
    }
    if (failures.length > 0) {
        return respond(createdAttributes(schema, config), data, diagnosticsOfFailures(failures));
    }
    if (prior === null) {
        return respond(createdAttributes(schema, config), data);
    }

    // 2. Compare it with the state.
    if (run.isUnknown) {
        return planWithoutSettings(run, schema, prior, config, data);
    }
    const olds = outputsOf(schema, prior);
    const lifecycle = run.lifecycleOf(schema.resourceType);
    const { changes, replaceKeys } = await lifecycle.diff({ olds, news: inputs });
    if (replaceKeys.length > 0) {
        return replace(run, schema, olds, config, data);
    }

    // 3. Say for each output whether an apply keeps it, and whether the plan knows it.
    if (hasUnknown([config.identifiers, config.additive])) {
        return respond({ ...createdAttributes(schema, config), id: prior.id }, data);
    }
    const declared = { ...prior, ...configured(schema, config, prior) };
    if (!changes) {
        return respond(declared, data);
    }
    const { codec } = schema.resourceType;
    const planned = attributesOf(schema, prior.id, declared, lifecycle.plan({ olds, news: inputs }), {
        keepNames: run.context.settings().keepNames,
        planned: codec.desiredStatuses(inputs, codec.decode(olds)).keys(),
    });
    return respond(planned, data);
}

/**
 * Plans what an apply would refuse. The plan fails in any case, because one resource has the error. It shows no change of
 * what is in the state; where there is one, it is an error too, since an apply plans each change again.
 */
function refuse(
    schema: ResourceSchema,
    prior: Properties | null,
    config: Properties,
    data: PrivateData,
    diagnostics: Diagnostic[] = [],
): PlanResponse {
    const refused = { ...data, isRefused: true };
    if (prior === null) {
        return respond(createdAttributes(schema, config), refused, diagnostics);
    }
    const planned = { ...prior, ...configured(schema, config, prior) };
    const statuses = [...schema.resourceType.codec.decode(outputsOf(schema, prior)).values()];
    const isUnchanged = isDeepStrictEqual(planned, prior) && statuses.every(({ status }) => status === "inactive");
    const followers = isUnchanged || diagnostics.length > 0 ? [] : [diagnosticOfFollower("planned")];
    return respond(planned, refused, [...diagnostics, ...followers]);
}

async function check(
    run: ProviderRun,
    schema: ResourceSchema,
    prior: Properties | null,
    config: Properties,
    { id }: PrivateData,
): Promise<{ inputs: Properties; failures: Failure[] }> {
    const { kind, codec } = schema.resourceType;
    const olds = prior === null ? {} : inputsOf(schema, prior);
    const news = declarationOf(schema, config);
    const { declared, ...read } = codec.readDeclaration(olds, news, kind);
    if (run.hasFailed()) {
        return read;
    }
    if (run.isUnknown) {
        declarePasswords(run, kind, declared);
        return { ...read, failures: [...read.failures, ...releaseConflicts(run, kind, declared)] };
    }
    const caller = { phase: run.phase(), place: id };
    const checked = await run.lifecycleOf(schema.resourceType).check({ olds, news, caller });
    const conflicts = releaseConflicts(run, kind, declared);
    return { inputs: checked.inputs, failures: [...checked.failures, ...conflicts] };
}

/** Plans the end of a resource, and a resource with another password in its place. */
function replace(
    run: ProviderRun,
    schema: ResourceSchema,
    olds: Properties,
    config: Properties,
    data: PrivateData,
): PlanResponse {
    const diagnostics = hasUnknown(config.identifier)
        ? refuseUnknownRelease(schema, olds)
        : releasePasswords(run, schema, olds);
    // Terraform asks once more, for the create, with this private data.
    const planned = respond(createdAttributes(schema, config), { ...data, isEnd: true }, diagnostics);
    return { ...planned, requires_replace: [pathOf("identifier")] };
}

/**
 * Plans the end of a resource. A failed create that Terraform replaces gets no such plan. An apply asks where the create of
 * a replacement comes first; then the destroy leaves alone what is declared.
 */
function planDestroy(
    run: ProviderRun,
    schema: ResourceSchema,
    prior: Properties | null,
    data: PrivateData,
): PlanResponse {
    const isPlanned = prior === null || run.phase() === "update";
    const diagnostics = isPlanned ? [] : releasePasswords(run, schema, outputsOf(schema, prior));
    return respond(null, { ...data, isEnd: true }, diagnostics);
}

/** Plans an update while a setting is unknown: what the configuration does not change is kept. */
function planWithoutSettings(
    run: ProviderRun,
    schema: ResourceSchema,
    prior: Properties,
    config: Properties,
    data: PrivateData,
): PlanResponse {
    const news = configured(schema, config);
    if (Object.entries(news).every(([name, value]) => isDeepStrictEqual(prior[name] ?? null, value))) {
        return respond(prior, data);
    }
    const isReplaced = schema.resourceType.codec.holdsOne && prior.identifier !== config.identifier;
    return isReplaced
        ? replace(run, schema, outputsOf(schema, prior), config, data)
        : respond({ ...createdAttributes(schema, config), id: prior.id }, data);
}

function pathOf(property: string): AttributePath {
    return { steps: [{ attribute_name: toAttribute(property) }] };
}

function respond(planned: Properties | null, data: PrivateData, diagnostics: Diagnostic[] = []): PlanResponse {
    return {
        planned_state: encodeValue(planned),
        requires_replace: [],
        planned_private: writePrivate(data),
        diagnostics,
    };
}
