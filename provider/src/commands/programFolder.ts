import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The names of a project's file, in the order in which Pulumi looks for them. */
const projectFiles = ["Pulumi.json", "Pulumi.yaml", "Pulumi.yml"];

/**
 * Enters the folder in which the provider runs, where relative paths in settings start: the program's folder of the
 * nearest project, from a folder upwards. Without a project it enters the given folder.
 */
export function enterProgramFolder(start: string): void {
    process.chdir(start);
    for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
        for (const file of projectFiles) {
            try {
                const program = resolve(folder, mainOf(readFileSync(join(folder, file), "utf8")));
                process.chdir(statSync(program).isDirectory() ? program : dirname(program));
                return;
            } catch {
                // This folder has no such project, or the project names no existing program.
            }
        }
    }
}

/** Returns the option `main` of a project, or the empty text. */
function mainOf(project: string): string {
    try {
        return JSON.parse(project).main ?? "";
    } catch {
        // One line of YAML does not justify a parser among the dependencies.
        return /^["']?main["']?: *["']?([^"'\n#]+)/m.exec(project)?.[1]?.trim() ?? "";
    }
}
