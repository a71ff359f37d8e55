import { type DeclarationReflection, ReflectionKind, type SignatureReflection } from "typedoc";
import { type Link, summaryOf } from "./commentText";
import { list, sections, table } from "./markdown";

/** Pages that tests make. */
const madeByTests = {
    "errors.md": "[Errors](errors.md): what each command prints when something is wrong.",
    "faults.md": "[Faults](faults.md): how each call ends when the vault or the network fails.",
};

/** Returns the index: the first sentence about each resource and function, then the other pages of the folder. */
export function indexPage(
    described: readonly (DeclarationReflection | SignatureReflection)[],
    link: Link,
    files: readonly string[],
): string {
    const rows = described.map((one) => [
        link(one.name),
        one.kind === ReflectionKind.Class ? "resource" : "function",
        firstSentence(summaryOf(one, link)),
    ]);
    const others = Object.entries(madeByTests).filter(([file]) => files.includes(file));
    return sections({
        "# Reference": [
            "The resources and functions of `pulumi-mysafe`, for the senhasegura / Segura MySafe vault.",
            table(["name", "kind", "what it does"], rows),
            list(others.map(([, text]) => text)),
        ],
        "## Through the plugin": [
            "The pages describe the npm package. Through the [plugin](../doors.md), these differ:",
            list([
                "Identifiers are text, also those that a search finds.",
                "A search returns an object. It has the passwords as `passwords`, and their identifiers as `identifiers`.",
                "A set has no output `identifiers`. Its `results` are groups of passwords with the same status, outcome and times. A group has its identifiers as ranges, such as `312, 400-420`.",
                "A set has `names`: one text with a line for each password.",
                "The option `import` works.",
                "Messages show the arguments of a search, and identifiers, also where the program makes them secret.",
            ]),
        ],
    });
}

function firstSentence(text: string): string {
    return text.match(/^.*?\.(?=\s|$)/s)?.[0] ?? text;
}
