/** The pages that a test tries. */
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { repository } from "../../docs/support/pages";

/** The checkout with the pages. */
export const pagesRoot = resolve(process.env.PAGES_ROOT ?? repository);

/** Returns the paths of the pages with instructions, or of those that contain the variable `PAGE`. */
export function pagesToTry(): string[] {
    const names = (folder: string) => readdirSync(join(pagesRoot, folder)).sort();
    const docs = names("docs").flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : []));
    const examples = names("examples")
        .map((name) => `examples/${name}/README.md`)
        .filter((path) => existsSync(join(pagesRoot, path)));
    return ["README.md", ...docs, ...examples].filter((path) => path.includes(process.env.PAGE ?? ""));
}
