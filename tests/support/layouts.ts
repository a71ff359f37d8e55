/** Installs the packed package and an SDK, once a run for each layout. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { install } from "./packageManagers";
import { packedProject, packedTarball, writeWhole } from "./packedProject";
import { runFolder } from "./runFolder";

/** The package manager. npm copies the package to `node_modules`, and pnpm links it from there to `.pnpm`. */
export type Manager = "npm" | "pnpm";

/** The module system of a program, with `require` or with `import`. */
export type ModuleKind = "CommonJS" | "an ES module";

/** The oldest SDK that the package supports. */
export const oldestSdk: string = manifestOf("provider").peerDependencies["@pulumi/pulumi"].replace("^", "");

const ownSdk: string = manifestOf(".").dependencies["@pulumi/pulumi"];

/** The dependencies of a project or a package of a workspace. */
export interface Dependencies {
    sdk: Record<string, string>;
    both: Record<string, string>;
}

/**
 * Returns the folder of a project with the packed package and a version of `@pulumi/pulumi`, by default the
 * repository's.
 */
export async function layout(manager: Manager, sdk = ownSdk): Promise<string> {
    if (manager === "npm") {
        return (await packedProject(sdk === ownSdk ? undefined : sdk)).folder;
    }
    return runFolder(`pnpm-user-${sdk}`, (empty) => installWithPnpm(sdk, empty));
}

/** Writes a program of one file into a folder, which it creates if necessary. Returns the folder. */
export function writeProgramInto(folder: string, source: string, kind: ModuleKind = "CommonJS"): string {
    mkdirSync(folder, { recursive: true });
    const type = kind === "CommonJS" ? "commonjs" : "module";
    writeWhole(join(folder, "package.json"), JSON.stringify({ name: "program", private: true, type }));
    writeWhole(join(folder, "index.js"), source);
    return folder;
}

/**
 * Returns the folder of a project of several files, which are installed once a run.
 *
 * @param filesOf Returns the files by path, an object as JSON.
 */
export function installedFiles(
    key: string,
    filesOf: (dependencies: Dependencies) => Record<string, string | object>,
    installInto: (folder: string) => Promise<void>,
): Promise<string> {
    return runFolder(key, async (empty) => {
        const sdk = { "@pulumi/pulumi": ownSdk };
        const both = { ...sdk, "pulumi-mysafe": `file:${await packedTarball()}` };
        for (const [path, content] of Object.entries(filesOf({ sdk, both }))) {
            const file = join(empty, path);
            mkdirSync(dirname(file), { recursive: true });
            writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
        }
        await installInto(empty);
    });
}

async function installWithPnpm(sdk: string, folder: string): Promise<void> {
    const dependencies = { "@pulumi/pulumi": sdk, "pulumi-mysafe": `file:${await packedTarball()}` };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true, dependencies }));
    await install("pnpm", folder, "--ignore-workspace");
}

function manifestOf(folder: string) {
    return JSON.parse(readFileSync(join(__dirname, "..", "..", folder, "package.json"), "utf8"));
}
