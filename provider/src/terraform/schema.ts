import type { ResourceType } from "../lifecycle/resourceTypes";

/** A type of a value, in the JSON of Terraform's type system. */
export type ValueType = "string" | "number" | "bool" | readonly ["list" | "map", ValueType] | ObjectType;
export type ObjectType = readonly ["object", Readonly<Record<string, ValueType>>];

/** One attribute of a schema. */
export interface Attribute {
    name: string;
    type: ValueType;
    /** One sentence or two, in Markdown. */
    description: string;
    role: "required" | "optional" | "computed";
    isSensitive?: boolean;
    /** True where the provider sets an optional attribute that the configuration leaves out. */
    isComputed?: boolean;
    /** The descriptions of the fields of an object, which a type has no place for. */
    fields?: Readonly<Record<string, string>>;
}

/** A schema: of the provider, of a resource or of a data source. */
export interface BlockSchema {
    description: string;
    attributes: readonly Attribute[];
}

/** The schema of a resource, with the lifecycle's type that serves it. */
export interface ResourceSchema extends BlockSchema {
    resourceType: ResourceType;
}

/** Returns an attribute that a configuration must set. */
export const required = (name: string, type: ValueType, description: string): Attribute => ({
    name,
    type,
    description,
    role: "required",
});
/** Returns an attribute that a configuration can set. */
export const optional = (name: string, type: ValueType, description: string): Attribute => ({
    name,
    type,
    description,
    role: "optional",
});
/** Returns an attribute that the provider sets. */
export const computed = (name: string, type: ValueType, description: string): Attribute => ({
    name,
    type,
    description,
    role: "computed",
});
