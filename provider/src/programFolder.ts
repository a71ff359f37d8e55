import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * Enters the folder that the provider runs in, where relative paths in settings begin: that of the program which the
 * nearest Pulumi.yaml names, from a folder upwards; the folder itself where there is none.
 */
export function enterProgramFolder(start: string): void {
    process.chdir(start);
    for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
        try {
            const project = readFileSync(join(folder, "Pulumi.yaml"), "utf8");
            // At the beginning of a line, or in one that is written as JSON.
            const main = /(?:^|[{,] *)["']?main["']?: *["']?([^"'\n#,}]+)/m.exec(project)?.[1]?.trim() ?? "";
            const program = resolve(folder, main);
            process.chdir(statSync(program).isDirectory() ? program : dirname(program));
            break;
        } catch {
            // No project in this folder, or no program where it says.
        }
    }
}
