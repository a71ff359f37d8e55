import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * Runs an action in the folder in which the provider runs, where relative paths in settings start. It is the program's
 * folder of the nearest Pulumi project, searched upwards from a given folder. Without a project it is the given folder.
 */
export async function inProgramFolder<T>(start: string, act: () => T | Promise<T>): Promise<T> {
    const previousFolder = process.cwd();
    enterProgramFolder(start);
    try {
        return await act();
    } finally {
        process.chdir(previousFolder);
    }
}

function enterProgramFolder(start: string): void {
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
