/** The packed package as npm and as pnpm lay it out beside an SDK: one folder for each pair, made once a run. */
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheRoot } from "./cachedFolder";
import { packedProject, packedTarball, writeWhole } from "./packedProject";
import { registryTool } from "./registryTools";
import { runFolder } from "./runFolder";

/** Who laid out `node_modules`: npm puts the package itself there, pnpm a link into its `.pnpm`. */
export type Manager = "npm" | "pnpm";

/** How a program is written: `require`, or `"type": "module"` and `import`. */
export type ModuleKind = "CommonJS" | "an ES module";

/** The first version of the range in which the package takes its user's SDK. */
export const oldestSdk: string = manifestOf("provider").peerDependencies["@pulumi/pulumi"].replace("^", "");

const ownSdk: string = manifestOf(".").devDependencies["@pulumi/pulumi"];

/** The newest pnpm that runs on every Node that the package is for, as plain JavaScript. */
const pnpmVersion = "10.34.9";

const runFile = promisify(execFile);

/**
 * The folder of a project whose `node_modules` has the packed package and this version of `@pulumi/pulumi`; the
 * repository's own unless said otherwise.
 */
export async function layout(manager: Manager, sdk = ownSdk): Promise<string> {
    if (manager === "npm") {
        return (await packedProject(sdk === ownSdk ? undefined : sdk)).folder;
    }
    return runFolder(`pnpm-user-${sdk}`, (empty) => installWithPnpm(sdk, empty));
}

/** Writes a program of one file into a folder, which is made if need be; answers the folder. */
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
