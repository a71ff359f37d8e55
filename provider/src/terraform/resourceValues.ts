import { decodeNames } from "../lifecycle/entries";
import { type Properties, unknownValue, withoutMissing } from "../shared/properties";
import { toProperty } from "./names";
import type { Attribute, ResourceSchema, ValueType } from "./schema";

/** Returns a declaration as the lifecycle reads it, from the attributes of a configuration. */
export function declarationOf({ attributes }: ResourceSchema, config: Properties): Properties {
    const inputs = attributes.filter(({ role }) => role !== "computed");
    return withoutMissing(Object.fromEntries(inputs.map(({ name }) => [toProperty(name), config[name]])));
}

/** Returns the outputs of the lifecycle, from the attributes of a state. */
export function outputsOf({ attributes, resourceType }: ResourceSchema, state: Properties): Properties {
    const outputs = withoutMissing(
        Object.fromEntries(attributes.map(({ name, type }) => [toProperty(name), fromAttribute(state[name], type)])),
    );
    return resourceType.codec.holdsOne ? { ...outputs, identifier: String(outputs.identifier) } : outputs;
}

/** Returns the inputs of the last run, as the lifecycle reads them, from the attributes of a state. */
export function inputsOf(schema: ResourceSchema, state: Properties): Properties {
    const outputs = outputsOf(schema, state);
    const { codec } = schema.resourceType;
    return codec.refreshedInputs(outputs, codec.decode(outputs));
}

/** The names in the state of a set: one for each password, so that a plan shows those that change. */
export interface Naming {
    keepNames: boolean;
    /** The passwords of a plan. A state has those of its results. */
    planned?: Iterable<string>;
}

/** Returns the attributes of a state or a plan, from the outputs of the lifecycle. The configuration has the others. */
export function attributesOf(
    { attributes, resourceType }: ResourceSchema,
    id: unknown,
    config: Properties,
    outputs: Properties,
    { keepNames, planned }: Naming,
): Properties {
    const read = ({ name, type, role }: Attribute) => {
        if (role !== "computed") {
            return config[name];
        }
        if (name === "names") {
            const identifiers = planned ?? resourceType.codec.decode(outputs).keys();
            return keepNames ? namesOf(outputs.names, identifiers, planned === undefined ? null : unknownValue) : null;
        }
        return name === "id" ? id : toAttributeValue(outputs[toProperty(name)], name, type);
    };
    return Object.fromEntries(attributes.map((attribute) => [attribute.name, read(attribute) ?? null]));
}

/** Returns the names by identifier. @param unnamed The value of a password without a name. */
function namesOf(text: unknown, identifiers: Iterable<string>, unnamed: unknown): Properties {
    const known = decodeNames(text);
    return Object.fromEntries([...identifiers].map((identifier) => [identifier, known.get(identifier) ?? unnamed]));
}

/** Returns the attributes of an object with a null for each that it lacks, and without those that the schema lacks. */
export function conform(attributes: readonly Attribute[], value: Properties): Properties {
    return Object.fromEntries(attributes.map(({ name, type }) => [name, conformValue(value[name], type)]));
}

function conformValue(value: unknown, type: ValueType): unknown {
    if (value === undefined || value === null || value === unknownValue || typeof type === "string") {
        return value ?? null;
    }
    if (type[0] === "object") {
        const fields = Object.entries(type[1]);
        return Object.fromEntries(
            fields.map(([name, field]) => [name, conformValue((value as Properties)[name], field)]),
        );
    }
    return Array.isArray(value) ? value.map((item) => conformValue(item, type[1] as ValueType)) : value;
}

/** Returns an output as a state has it. */
function toAttributeValue(value: unknown, name: string, type: ValueType): unknown {
    if (value === unknownValue) {
        return value;
    }
    if (name === "drift_corrections") {
        return value ?? 0;
    }
    if (type === "string" || type === "number" || type === "bool" || value === undefined) {
        return value;
    }
    const [, item] = type;
    return (value as Properties[]).map((group) =>
        groupTo(group, Object.keys((item as readonly ["object", object])[1])),
    );
}

function groupTo(group: Properties, fields: readonly string[]): Properties {
    return Object.fromEntries(
        fields.map((name) => [name, toAttributeValue(group[toProperty(name)], name, "string") ?? null]),
    );
}

/** Returns an attribute of a state as the lifecycle has it. */
function fromAttribute(value: unknown, type: ValueType): unknown {
    if (value === null || value === undefined || typeof type === "string") {
        return value;
    }
    if (type[0] === "map") {
        return Object.entries(value as Properties)
            .flatMap(([identifier, name]) => (name === null ? [] : `${identifier} ${name}`))
            .join("\n");
    }
    return type[0] === "list" && typeof type[1] === "object"
        ? (value as Properties[]).map((group) =>
              withoutMissing(
                  Object.fromEntries(Object.entries(group).map(([name, field]) => [toProperty(name), field])),
              ),
          )
        : value;
}

/**
 * Returns the attributes that a configuration sets, with null for those that it leaves out. A list that the state has in
 * another order stays as it is, so that the order plans no change.
 */
export function configured(
    { attributes }: ResourceSchema,
    config: Properties,
    prior: Properties | null = null,
): Properties {
    const inputs = attributes.filter(({ role }) => role !== "computed");
    return Object.fromEntries(
        inputs.map(({ name }) => {
            const value = config[name] ?? null;
            return [name, prior !== null && isReordered(prior[name], value) ? prior[name] : value];
        }),
    );
}

function isReordered(before: unknown, after: unknown): boolean {
    const areLists = Array.isArray(before) && Array.isArray(after) && before.length === after.length;
    // Each identifier is there once: a check refuses duplicates.
    return areLists && new Set([...before, ...after]).size === before.length;
}

/**
 * Returns the planned attributes of a create. It knows the status alone: the create that follows a failed one continues
 * from that one's results.
 */
export function createdAttributes(schema: ResourceSchema, config: Properties): Properties {
    const { identifier } = config;
    const { holdsOne } = schema.resourceType.codec;
    const id = holdsOne && typeof identifier === "number" ? String(identifier) : unknownValue;
    const computed = schema.attributes.filter(({ role }) => role === "computed");
    const unknown = Object.fromEntries(computed.map(({ name }) => [name, unknownValue]));
    return { ...configured(schema, config), ...unknown, ...(holdsOne ? { status: "inactive" } : {}), id };
}
