import { isDeepStrictEqual } from "node:util";
import { type Failure, failureAt } from "../checks/failure";
import { formatIdentifiers } from "../lifecycle/messages";
import { formatError } from "../shared/errors";
import { type Properties, unknownValue } from "../shared/properties";
import { diagnosticOf, diagnosticsOfFailures, RunFailure } from "./diagnostics";
import { toAttribute } from "./names";
import { type PrivateData, readPrivate, writePrivate } from "./privateData";
import type { AttributePath, Diagnostic, DynamicValue, PlanRequest } from "./protocol";
import { attributesOf, configured, declarationOf, inputsOf, outputsOf } from "./resourceValues";
import type { ProviderRun } from "./run";
import type { ResourceSchema } from "./schema";
import { decodeValue, encodeValue, hasUnknown } from "./values";

interface PlanResponse {
    planned_state: DynamicValue;
    requires_replace: AttributePath[];
    planned_private: Uint8Array;
    diagnostics: Diagnostic[];
}

/** Plans a create, an update, a replacement or a destroy. The diagnostics have all that it refuses. */
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

    // 1. Check the declaration.
    const { inputs, failures } = await check(run, schema, prior, config, data);
    const ofRun = failures.find(({ scope }) => scope === "run");
    if (ofRun !== undefined || run.hasFailed()) {
        const isFirst = ofRun !== undefined && run.isFirstFailure(new RunFailure(ofRun));
        const diagnostics = isFirst ? [diagnosticOf("error", ofRun.summary)] : [];
        return respond(planCreate(schema, config), { ...data, isRefused: true }, diagnostics);
    }
    if (failures.length > 0) {
        return respond(planCreate(schema, config), data, diagnosticsOfFailures(failures));
    }
    if (prior === null) {
        return respond(planCreate(schema, config), data);
    }

    // 2. Compare it with the state.
    if (run.isUnknown) {
        return planWithoutSettings(schema, prior, config, data);
    }
    const olds = outputsOf(schema, prior);
    const lifecycle = run.lifecycleOf(schema.resourceType);
    const { changes, replaceKeys } = await lifecycle.diff({ olds, news: inputs });
    if (replaceKeys.length > 0) {
        // Terraform asks once more, for the create, with this private data.
        const replaced = respond(planCreate(schema, config), { ...data, isEnd: true }, release(run, schema, olds));
        return { ...replaced, requires_replace: replaceKeys.map(pathOf) };
    }

    // 3. Say for each output whether an apply keeps it, and whether the plan knows it.
    if (hasUnknown([config.identifiers, config.additive])) {
        return respond({ ...planCreate(schema, config), id: prior.id }, data);
    }
    const computed = changes ? lifecycle.plan({ olds, news: inputs }) : undefined;
    const planned =
        computed === undefined
            ? { ...prior, ...configured(schema, config) }
            : attributesOf(schema, prior.id, config, computed, {
                  keepNames: run.context.settings().keepNames,
                  planned: schema.resourceType.codec
                      .desiredStatuses(inputs, schema.resourceType.codec.decode(olds))
                      .keys(),
              });
    return respond(planned, data);
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
    if (run.isUnknown || run.hasFailed()) {
        return codec.readDeclaration(olds, news, kind);
    }
    const caller = { phase: run.phase(), place: id };
    const checked = await run.lifecycleOf(schema.resourceType).check({ olds, news, caller });
    const { declared } = codec.readDeclaration(olds, news, kind);
    const released = declared.filter(({ identifier }) => run.released.has(String(identifier)));
    const conflicts = kind.canListReadEnable
        ? released.map((one) => {
              const identifier = String(one.identifier);
              return failureAt({ ...one, identifier }, conflictOf(identifier), conflict);
          })
        : [];
    return { inputs: checked.inputs, failures: [...checked.failures, ...conflicts] };
}

/** Plans the end of a resource. A failed create that Terraform replaces gets no such plan. */
function planDestroy(
    run: ProviderRun,
    schema: ResourceSchema,
    prior: Properties | null,
    data: PrivateData,
): PlanResponse {
    const diagnostics = prior === null ? [] : release(run, schema, outputsOf(schema, prior));
    return respond(null, { ...data, isEnd: true }, diagnostics);
}

/**
 * Records the passwords that the end of a resource enables. Terraform orders neither its plans nor its changes by what two
 * resources have in common, so a plan that enables a password which is still declared has no certain end.
 */
function release(run: ProviderRun, { resourceType }: ResourceSchema, olds: Properties): Diagnostic[] {
    if (olds.onDestroy !== "restore") {
        return [];
    }
    const own = [...resourceType.codec.decode(olds)].flatMap(([identifier, { outcome, status }]) =>
        outcome === "deactivated" && status !== "missing" ? identifier : [],
    );
    const declared = own.filter((identifier) => run.context.declaredPasswords.has(identifier));
    for (const identifier of own) {
        run.released.add(identifier);
    }
    return declared.length === 0
        ? []
        : [diagnosticOf("error", formatError(conflictOf(formatIdentifiers(declared)), conflict))];
}

/** Plans an update while a setting is unknown: what the configuration does not change is kept. */
function planWithoutSettings(
    schema: ResourceSchema,
    prior: Properties,
    config: Properties,
    data: PrivateData,
): PlanResponse {
    const news = configured(schema, config);
    if (Object.entries(news).every(([name, value]) => isDeepStrictEqual(prior[name] ?? null, value))) {
        return respond(prior, data);
    }
    const { holdsOne } = schema.resourceType.codec;
    const isReplaced = holdsOne && prior.identifier !== config.identifier;
    const planned = { ...planCreate(schema, config), ...(isReplaced ? {} : { id: prior.id }) };
    return { ...respond(planned, data), requires_replace: isReplaced ? [pathOf("identifier")] : [] };
}

/**
 * Returns the planned attributes of a create. It knows the status alone: the create that follows a failed one continues
 * from that one's results.
 */
function planCreate(schema: ResourceSchema, config: Properties): Properties {
    const { identifier } = config;
    const { holdsOne } = schema.resourceType.codec;
    const id = holdsOne && typeof identifier === "number" ? String(identifier) : unknownValue;
    const isComputed = schema.attributes.filter(({ role }) => role === "computed");
    const unknown = Object.fromEntries(isComputed.map(({ name }) => [name, unknownValue]));
    return { ...configured(schema, config), ...unknown, ...(holdsOne ? { status: "inactive" } : {}), id };
}

const conflict = {
    cause: "a resource whose destroy enables it ends in this plan, and another resource declares it.",
    solution:
        'add a `moved` block where the resource has a new name. Otherwise apply `on_destroy = "leave"` first, then the rest.',
};

function conflictOf(identifiers: string): string {
    return `password ${identifiers} cannot be both enabled and disabled`;
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
