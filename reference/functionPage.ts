import type { DeclarationReflection, SignatureReflection } from "typedoc";
import { type Link, summaryOf, tagsOf } from "./commentText";
import { inputTable, outputTable } from "./fields";
import { list, sections } from "./markdown";
import { interfaceOf } from "./typeText";

/** Returns the page of a function and of its form for outputs, in the order of Pulumi's registry. */
export function functionPage(plain: DeclarationReflection, withOutputs: DeclarationReflection, link: Link): string {
    const signature = signatureOf(plain);
    const args = interfaceOf(signature.parameters?.[0]?.type);
    const result = interfaceOf(signature.type);
    if (args === undefined || result === undefined) {
        throw new Error(`${plain.name} has no arguments, or no result with fields`);
    }
    return sections({
        [`# ${plain.name}`]: [summaryOf(signature, link)],
        "## Example usage": tagsOf(signature.comment, "@example", link),
        "## Call": [
            list([
                `${callOf(signature)}: Returns a promise of the result.`,
                `${callOf(signatureOf(withOutputs))}: ${summaryOf(signatureOf(withOutputs), link)}`,
            ]),
        ],
        "## Arguments": [summaryOf(args, link), inputTable(args, link)],
        "## Result": [...tagsOf(signature.comment, "@returns", link), outputTable(result.children ?? [], link)],
        "## Errors": [list(tagsOf(signature.comment, "@throws", link))],
    });
}

/** Returns the signature of a function, which has its comment. */
export function signatureOf({ name, signatures }: DeclarationReflection): SignatureReflection {
    const [signature] = signatures ?? [];
    if (signature === undefined) {
        throw new Error(`${name} is no function`);
    }
    return signature;
}

function callOf({ name, parameters = [] }: SignatureReflection): string {
    const isOptional = parameters.every(({ flags, defaultValue }) => flags.isOptional || defaultValue !== undefined);
    return `\`${name}(args${isOptional ? "?" : ""})\``;
}
