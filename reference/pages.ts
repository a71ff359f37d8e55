/** Makes the pages of docs/reference from the comments of the package. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type DeclarationReflection, ReflectionKind } from "typedoc";
import { functionPage, signatureOf } from "./functionPage";
import { indexPage } from "./indexPage";
import { readExports } from "./readExports";
import { resourcePage } from "./resourcePage";

export const root = join(__dirname, "..");

/** The folder of the pages. Tests make other pages there. */
export const referenceFolder = join(root, "docs", "reference");

/** The names with a page, in the order of the index. The page of a function has its form for outputs, too. */
const described = [
    "PasswordDisablement",
    "PasswordDisablementSet",
    "NoteDisablement",
    "ApiSecretDisablement",
    "getPasswords",
    "getPassword",
];

/** Returns a function that finds an exported class or function of the package. */
export async function findExports(): Promise<(name: string) => DeclarationReflection> {
    const exports = await readExports(
        join(root, "provider", "src", "index.ts"),
        join(root, "provider", "tsconfig.json"),
    );
    const byName = new Map(exports.filter(isCalled).map((one) => [one.name, one]));
    const forgotten = [...byName.keys()].filter((name) => !hasPage(name));
    if (forgotten.length > 0) {
        throw new Error(`no page for ${forgotten.join(", ")}: see reference/pages.ts`);
    }
    return (name) => {
        const found = byName.get(name);
        if (found === undefined) {
            throw new Error(`the package does not export ${name}`);
        }
        return found;
    };
}

/** Returns the text of each page, by its file name. */
export async function makePages(): Promise<Map<string, string>> {
    const find = await findExports();
    const pages = described.map((name): [string, string] => {
        const link = (target: string) => (withoutForm(target) === name ? `\`${target}\`` : linkTo(target));
        const one = find(name);
        return [fileOf(name), isClass(one) ? resourcePage(one, link) : functionPage(one, find(`${name}Output`), link)];
    });
    const index = described.map(find).map((one) => (isClass(one) ? one : signatureOf(one)));
    return new Map([["README.md", indexPage(index, linkTo, readdirSync(referenceFolder))], ...pages]);
}

function isClass({ kind }: DeclarationReflection): boolean {
    return kind === ReflectionKind.Class;
}

function isCalled(one: DeclarationReflection): boolean {
    return isClass(one) || one.kind === ReflectionKind.Function;
}

function hasPage(name: string): boolean {
    return described.includes(withoutForm(name));
}

/** Returns the name of a function without the `Output` of its form for outputs. */
function withoutForm(name: string): string {
    return name.replace(/Output$/, "");
}

/** Returns the link to the page of a name, or code for a name without one. */
function linkTo(name: string): string {
    return hasPage(name) ? `[${name}](${fileOf(withoutForm(name))})` : `\`${name}\``;
}

/** Returns the file name of a page, such as `password-disablement.md`. */
function fileOf(name: string): string {
    return `${name.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase()}.md`;
}
