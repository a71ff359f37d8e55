import { type DeclarationReflection, type Reflection, ReflectionKind, type SomeType } from "typedoc";
import { docsAddress, type Link, summaryOf, tagsOf } from "./commentText";
import { interfaceOf } from "./typeText";

/** A type in the form of Pulumi's schema. */
export type SchemaType = Readonly<Record<string, unknown>>;

/** The properties of an object, and those that it always has. */
export interface SchemaProperties {
    properties: Record<string, SchemaType>;
    required: string[];
}

/** Pulumi's schema has no links. */
const asCode: Link = (name) => `\`${name}\``;

/** The types that stand around the type of a value. */
const wrappers = ["Input", "Output", "OutputInstance", "Promise"];

/** Returns the properties of an interface or a class, with their types and comments. */
export function propertiesOf(fields: readonly DeclarationReflection[]): SchemaProperties {
    const properties = fields.map((field) => {
        const isOptional = field.flags.isOptional || isUndefinable(field.type);
        const [preset] = tagsOf(field.comment, "@defaultValue", asCode);
        // No SDK has to send a default, since the provider knows what an absent input means.
        const description = descriptionOf(field) + (preset === undefined ? "" : ` Default: ${preset}.`);
        const type = { ...schemaTypeOf(field.type, field.name), description };
        return { name: field.name, isOptional, type };
    });
    return {
        properties: Object.fromEntries(properties.map(({ name, type }) => [name, type])),
        required: properties.flatMap(({ name, isOptional }) => (isOptional ? [] : name)),
    };
}

/** Returns the text of a comment with whole addresses. */
export function descriptionOf(reflection: Reflection): string {
    // In a typed language an identifier is text alone.
    const text = summaryOf(reflection, asCode).replace(' `"312"` is the same as `312`.', "");
    return text.replaceAll("](../", `](${docsAddress}`);
}

function schemaTypeOf(type: SomeType | undefined, name: string): SchemaType {
    // An identifier is text in each state, and typed languages have no number or text. The provider accepts both.
    if (name === "identifier" || (name === "identifiers" && type?.type === "union")) {
        return { type: "string" };
    }
    switch (type?.type) {
        case "intrinsic":
            // The numbers of the package are identifiers and counts.
            return { type: type.name === "number" ? "integer" : type.name };
        case "literal":
            return { type: typeof type.value };
        case "array":
            return { type: "array", items: schemaTypeOf(type.elementType, name) };
        case "union": {
            const known = type.types.filter((one) => !isUndefined(one)).map((one) => schemaTypeOf(one, name));
            const [first = {}, ...others] = [...new Map(known.map((one) => [JSON.stringify(one), one])).values()];
            if (others.length > 0) {
                throw new Error(`${name} has several types, which Go has no list of: see reference/schemaTypes.ts`);
            }
            return first;
        }
        case "reference": {
            const [inner] = type.typeArguments ?? [];
            if (inner !== undefined && wrappers.includes(type.name)) {
                return schemaTypeOf(inner, name);
            }
            const declared = type.reflection as DeclarationReflection | undefined;
            if (declared?.kindOf(ReflectionKind.TypeAlias)) {
                return schemaTypeOf(declared.type, name);
            }
            if (interfaceOf(type) !== undefined) {
                return { $ref: `#/types/mysafe:index:${type.name}` };
            }
        }
    }
    throw new Error(`no type in the schema for ${name}: see reference/schemaTypes.ts`);
}

function isUndefined(type: SomeType): boolean {
    return type.type === "intrinsic" && type.name === "undefined";
}

function isUndefinable(type: SomeType | undefined): boolean {
    if (type?.type === "union") {
        return type.types.some(isUndefined);
    }
    const [inner] = (type?.type === "reference" && type.typeArguments) || [];
    return inner !== undefined && isUndefinable(inner);
}
