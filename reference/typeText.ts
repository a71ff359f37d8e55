import { type DeclarationReflection, ReflectionKind, type SomeType } from "typedoc";

/** Types that stand around the type of a value. */
const wrappers = ["Input", "Output", "OutputInstance", "Promise"];

const alternatives = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** Returns a type in plain words, such as `list of numbers or strings`. An interface is a link to its table. */
export function typeText(type: SomeType, ending = ""): string {
    switch (type.type) {
        case "intrinsic":
            return type.name === "undefined" ? type.name : `${type.name}${ending}`;
        case "literal":
            return `\`${JSON.stringify(type.value)}\``;
        case "array":
            return `list of ${typeText(type.elementType, "s")}`;
        case "union": {
            const texts = type.types.map((one) => typeText(one, ending));
            return alternatives.format([...new Set(texts)].sort(undefinedLast));
        }
        case "reference": {
            const [inner] = type.typeArguments ?? [];
            if (inner !== undefined && wrappers.includes(type.name)) {
                return typeText(inner, ending);
            }
            const declared = type.reflection as DeclarationReflection | undefined;
            if (declared?.kindOf(ReflectionKind.TypeAlias) && declared.type !== undefined) {
                return typeText(declared.type, ending);
            }
            if (declared?.kindOf(ReflectionKind.Interface)) {
                return `[${type.name}](#${type.name.toLowerCase()})`;
            }
        }
    }
    throw new Error(`no text for the type ${type.toString()}: see reference/typeText.ts`);
}

/** Returns the interface that a type, or each item of a list, has. */
export function interfaceOf(type: SomeType | undefined): DeclarationReflection | undefined {
    if (type?.type === "array") {
        return interfaceOf(type.elementType);
    }
    if (type?.type !== "reference") {
        return undefined;
    }
    const declared = type.reflection as DeclarationReflection | undefined;
    return declared?.kindOf(ReflectionKind.Interface) ? declared : interfaceOf(type.typeArguments?.[0]);
}

function undefinedLast(one: string, other: string): number {
    return Number(one === "undefined") - Number(other === "undefined");
}
