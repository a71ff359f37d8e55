import { isDeepStrictEqual } from "node:util";
import type { Failure } from "../checks/failure";
import { hasUnknown, type Properties } from "../shared/properties";
import {
    diagnosticOfError,
    diagnosticOfFollower,
    diagnosticsOfFailures,
    isOfWholeRun,
    RunFailure,
} from "./diagnostics";
import { planDestroy, planWithoutSettings, replace } from "./planEnd";
import { type PlanResponse, respond } from "./planResponse";
import { type PrivateData, readPrivate } from "./privateData";
import type { Diagnostic, PlanRequest } from "./protocol";
import { declarePasswords, releaseConflicts } from "./release";
import { attributesOf, configured, createdAttributes, declarationOf, inputsOf, outputsOf } from "./resourceValues";
import type { ProviderRun } from "./run";
import type { ResourceSchema } from "./schema";
import { decodeValue } from "./values";

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
