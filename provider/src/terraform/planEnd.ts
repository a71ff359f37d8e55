import { isDeepStrictEqual } from "node:util";
import { hasUnknown, type Properties } from "../shared/properties";
import { type PlanResponse, respond } from "./planResponse";
import type { PrivateData } from "./privateData";
import { refuseUnknownRelease, releasePasswords } from "./release";
import { configured, createdAttributes, outputsOf } from "./resourceValues";
import type { ProviderRun } from "./run";
import type { ResourceSchema } from "./schema";

/** Plans the end of a resource, and a resource with another password in its place. */
export function replace(
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
    return { ...planned, requires_replace: [{ steps: [{ attribute_name: "identifier" }] }] };
}

/**
 * Plans the end of a resource. A failed create that Terraform replaces gets no such plan. An apply asks where the create of
 * a replacement comes first; then the destroy leaves alone what is declared.
 */
export function planDestroy(
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
export function planWithoutSettings(
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
