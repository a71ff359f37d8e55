/** The pages that a test tries. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../docs/support/pages";

/** Returns the paths of the pages with instructions, or of those that contain the variable `PAGE`. */
export function pagesToTry(): string[] {
    const names = (folder: string) => readdirSync(join(repository, folder)).sort();
    const docs = names("docs").flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : []));
    const examples = names("examples")
        .map((name) => `examples/${name}/README.md`)
        .filter((path) => existsSync(join(repository, path)));
    return ["README.md", ...docs, ...examples].filter((path) => path.includes(process.env.PAGE ?? ""));
}
