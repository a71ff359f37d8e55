import { importState } from "../lifecycle/importState";
import { readPrivate, writePrivate } from "./privateData";
import type { ImportRequest } from "./protocol";
import { attributesOf } from "./resourceValues";
import type { ProviderRun } from "./run";
import type { ResourceSchema } from "./schema";
import { UnknownVaultError } from "./unknownVault";
import { encodeValue } from "./values";

/** Imports passwords that are inactive already. @throws ExpectedError where the vault shows another status. */
export async function importResource(run: ProviderRun, schema: ResourceSchema, { type_name, id }: ImportRequest) {
    if (run.isUnknown) {
        throw new UnknownVaultError(`cannot import ${id}`);
    }
    const { codec } = schema.resourceType;
    const found = await importState(run.context, schema.resourceType, id);
    const { identifier, identifiers } = found.inputs;
    const declared = codec.holdsOne
        ? { identifier: Number(identifier) }
        : { identifiers: (identifiers as string[]).map(Number) };
    const state = encodeValue(attributesOf(schema, found.id, declared, found.outputs, run.context.settings()));
    return { imported_resources: [{ type_name, state, private: writePrivate(readPrivate(new Uint8Array())) }] };
}
