import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * Enters the folder in which the provider runs, where relative paths in settings start: the program's folder of the
 * nearest project, from a folder upwards. Without a project it enters the given folder.
 */
export function enterProgramFolder(start: string): void {
    process.chdir(start);
    for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
        const project = ["Pulumi.yaml", "Pulumi.yml"]
            .map((name) => join(folder, name))
            .find((file) => existsSync(file));
        if (project !== undefined) {
            // One line of YAML does not justify a parser among the dependencies. JSON is YAML too.
            const [, main = ""] = /(?:^|[{,]\s*")main"?: *["']?([^"'\n#]+)/m.exec(readFileSync(project, "utf8")) ?? [];
            const program = resolve(folder, main.trim());
            if (existsSync(program)) {
                process.chdir(statSync(program).isFile() ? dirname(program) : program);
            }
            return;
        }
    }
}
