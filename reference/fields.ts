import type { DeclarationReflection } from "typedoc";
import { type Link, summaryOf, tagsOf } from "./commentText";
import { table } from "./markdown";
import { typeText } from "./typeText";

/** Returns the table of inputs. Required ones have no default. */
export function inputTable({ children = [] }: DeclarationReflection, link: Link): string {
    return table(
        ["name", "type", "default", "meaning"],
        children.map((input) => {
            const [preset = "none"] = tagsOf(input.comment, "@defaultValue", link);
            const { isOptional } = input.flags;
            return [nameOf(input), typeOf(input), isOptional ? preset : "**required**", summaryOf(input, link)];
        }),
    );
}

/** Returns the table of outputs, or of the fields of an output. */
export function outputTable(fields: readonly DeclarationReflection[], link: Link): string {
    return table(
        ["name", "type", "meaning"],
        fields.map((field) => {
            const { isOptional } = field.flags;
            return [nameOf(field), `${typeOf(field)}${isOptional ? " or undefined" : ""}`, summaryOf(field, link)];
        }),
    );
}

function nameOf({ name }: DeclarationReflection): string {
    return `\`${name}\``;
}

function typeOf({ name, type }: DeclarationReflection): string {
    if (type === undefined) {
        throw new Error(`${name} has no type`);
    }
    return typeText(type);
}
