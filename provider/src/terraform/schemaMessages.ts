import { dataSourceSchemas } from "./dataSourceSchemas";
import { providerSchema } from "./providerSchema";
import { resourceSchemas } from "./resourceSchemas";
import type { BlockSchema } from "./schema";

const markdown = 1;

/** The version of the states that this provider writes. An attribute that is new in a schema needs no other version. */
const stateVersion = 0;

const capabilities = { plan_destroy: true, get_provider_schema_optional: true };

/** The names of what the provider has, as a message. */
export function metadataMessage() {
    const named = (names: string[]) => names.map((type_name) => ({ type_name }));
    return {
        server_capabilities: capabilities,
        data_sources: named(Object.keys(dataSourceSchemas)),
        resources: named(Object.keys(resourceSchemas)),
    };
}

/** Returns all schemas as a message. */
export function schemaMessage() {
    const messagesOf = (schemas: Readonly<Record<string, BlockSchema>>) =>
        Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, messageOf(schema)]));
    return {
        provider: messageOf(providerSchema),
        resource_schemas: messagesOf(resourceSchemas),
        data_source_schemas: messagesOf(dataSourceSchemas),
        server_capabilities: capabilities,
    };
}

function messageOf({ description, attributes }: BlockSchema) {
    return {
        version: stateVersion,
        block: {
            version: stateVersion,
            description,
            description_kind: markdown,
            attributes: attributes.map(({ name, type, description: text, role, isSensitive, isComputed }) => ({
                name,
                type: Buffer.from(JSON.stringify(type)),
                description: text,
                description_kind: markdown,
                [role]: true,
                ...(isComputed ? { computed: true } : {}),
                sensitive: isSensitive === true,
            })),
        },
    };
}
