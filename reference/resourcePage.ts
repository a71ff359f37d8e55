import { type DeclarationReflection, ReflectionKind } from "typedoc";
import { type Link, summaryOf, tagsOf } from "./commentText";
import { inputTable, outputTable } from "./fields";
import { list, sections } from "./markdown";
import { interfaceOf } from "./typeText";

/** Returns the page of a resource, in the order of Pulumi's registry. */
export function resourcePage(resource: DeclarationReflection, link: Link): string {
    const { name, comment, children = [] } = resource;
    const creation = children.find(({ kind }) => kind === ReflectionKind.Constructor)?.signatures?.[0];
    const parameters = creation?.parameters ?? [];
    const args = parameters.map(({ type }) => interfaceOf(type)).find((type) => type !== undefined);
    if (creation === undefined || args === undefined) {
        throw new Error(`${name} has no constructor with inputs`);
    }
    const signature = parameters.map(({ name, flags }) => `${name}${flags.isOptional ? "?" : ""}`).join(", ");
    const properties = children.filter(({ kind }) => kind === ReflectionKind.Property);
    return sections({
        [`# ${name}`]: [summaryOf(resource, link)],
        "## Example usage": tagsOf(comment, "@example", link),
        "## Create": [
            `\`new ${name}(${signature})\``,
            list(parameters.map((parameter) => `\`${parameter.name}\`: ${summaryOf(parameter, link)}`)),
        ],
        "## Inputs": [summaryOf(args, link), inputTable(args, link)],
        "## Outputs": [outputTable(inputsFirst(properties, args), link)],
        ...nestedTables(properties, link),
        "## Errors": [list(tagsOf(creation.comment, "@throws", link))],
    });
}

/** Returns a table for each interface that outputs have. */
function nestedTables(properties: readonly DeclarationReflection[], link: Link): Record<string, string[]> {
    const interfaces = new Set(properties.flatMap(({ type }) => interfaceOf(type) ?? []));
    return Object.fromEntries(
        [...interfaces].map((one) => [
            `### ${one.name}`,
            [summaryOf(one, link), outputTable(one.children ?? [], link)],
        ]),
    );
}

/** Returns the outputs that are inputs, then the others. */
function inputsFirst(properties: readonly DeclarationReflection[], args: DeclarationReflection) {
    const isInput = ({ name }: DeclarationReflection) => args.children?.some((input) => input.name === name) ?? false;
    return [...properties.filter(isInput), ...properties.filter((property) => !isInput(property))];
}
