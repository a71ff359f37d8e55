/** Installs the packed package and an SDK with npm or pnpm, once a run for each pair. */
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheRoot } from "./cachedFolder";
import { packedProject, packedTarball, writeWhole } from "./packedProject";
import { registryTool } from "./registryTools";
import { runFolder } from "./runFolder";

/** The package manager. npm copies the package to `node_modules`, and pnpm links it from there to `.pnpm`. */
export type Manager = "npm" | "pnpm";

/** The module system of a program, with `require` or with `import`. */
export type ModuleKind = "CommonJS" | "an ES module";

/** The oldest SDK that the package supports. */
export const oldestSdk: string = manifestOf("provider").peerDependencies["@pulumi/pulumi"].replace("^", "");

const ownSdk: string = manifestOf(".").devDependencies["@pulumi/pulumi"];

/** The newest pnpm that runs on every supported Node. */
const pnpmVersion = "10.34.9";

const runFile = promisify(execFile);

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

async function installWithPnpm(sdk: string, folder: string): Promise<void> {
    const tarball = await packedTarball();
    const pnpm = await registryTool({ key: `pnpm-${pnpmVersion}`, name: "pnpm", range: pnpmVersion });
    const dependencies = { "@pulumi/pulumi": sdk, "pulumi-mysafe": `file:${tarball}` };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true, dependencies }));
    const flags = ["--ignore-workspace", "--ignore-scripts", "--no-frozen-lockfile", "--prefer-offline"];
    const store = ["--store-dir", join(cacheRoot, "pnpm-store")];
    await runFile(process.execPath, [join(pnpm, "bin", "pnpm.cjs"), "install", ...flags, ...store], { cwd: folder });
}

function manifestOf(folder: string) {
    return JSON.parse(readFileSync(join(__dirname, "..", "..", folder, "package.json"), "utf8"));
}
