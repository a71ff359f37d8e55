import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What a project's file can be called, in the order in which Pulumi looks for them. */
const projectFiles = ["Pulumi.json", "Pulumi.yaml", "Pulumi.yml"];

/**
 * Enters the folder that the provider runs in, where relative paths in settings begin: that of the program which the
 * nearest project names, from a folder upwards; the folder itself where there is none.
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
                // No such project in this folder, or no program where it says.
            }
        }
    }
}

/** What a project says of where its program is. */
function mainOf(project: string): string {
    try {
        return JSON.parse(project).main ?? "";
    } catch {
        return /^["']?main["']?: *["']?([^"'\n#]+)/m.exec(project)?.[1]?.trim() ?? "";
    }
}
