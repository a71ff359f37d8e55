/** The section of a Terraform page about the attributes of a schema, in the form of tfplugindocs. */
import type { Attribute, BlockSchema, ObjectType, ValueType } from "../provider/src/terraform/schema";

const headings: Readonly<Record<Attribute["role"], string>> = {
    required: "Required",
    optional: "Optional",
    computed: "Read-Only",
};

const plainTypes = { string: "String", number: "Number", bool: "Boolean" } as const;
const collections = { list: "List", map: "Map" } as const;

/** Returns the section, with a part for each kind of attribute and for the fields of objects. */
export function schemaSection({ attributes }: BlockSchema): string[] {
    const parts = Object.entries(headings).flatMap(([role, heading]) => {
        const lines = attributes.filter((attribute) => attribute.role === role).map(lineOf);
        return lines.length === 0 ? [] : [`### ${heading}`, lines.join("\n")];
    });
    return ["## Schema", ...parts, ...attributes.flatMap(nestedPart)];
}

function lineOf({ name, type, description, isSensitive, fields }: Attribute): string {
    const below = fields === undefined ? "" : ` (see [below for nested schema](#${anchorOf(name)}))`;
    return `- \`${name}\` (${typeText(type)}${isSensitive ? ", Sensitive" : ""}) ${description}${below}`;
}

function nestedPart({ name, type, fields = {} }: Attribute): string[] {
    const object = objectIn(type);
    if (object === undefined) {
        return [];
    }
    const lines = Object.entries(object[1]).map(([field, fieldType]) => {
        const description = fields[field];
        if (description === undefined) {
            throw new Error(`${name}.${field} has no description`);
        }
        return `- \`${field}\` (${typeText(fieldType)}) ${description}`;
    });
    return [`<a id="${anchorOf(name)}"></a>`, `### Nested Schema for \`${name}\``, "Read-Only:", lines.join("\n")];
}

function anchorOf(name: string): string {
    return `nestedatt--${name}`;
}

function isObject(type: ValueType): type is ObjectType {
    return type[0] === "object";
}

/** Returns the object that each item of a collection is. */
function objectIn(type: ValueType): ObjectType | undefined {
    if (typeof type === "string") {
        return undefined;
    }
    return isObject(type) ? type : objectIn(type[1] as ValueType);
}

function typeText(type: ValueType): string {
    if (typeof type === "string") {
        return plainTypes[type];
    }
    return isObject(type)
        ? "Object"
        : `${collections[type[0] as keyof typeof collections]} of ${typeText(type[1] as ValueType)}`;
}
