/** Installs projects with the package managers of npm's registry. Their caches lie beside the engine. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheRoot } from "./cachedFolder";
import { npm } from "./packedProject";
import { registryTool } from "./registryTools";

/** The newest pnpm that runs on every supported Node. */
const pnpmVersion = "10.34.9";
const yarnVersion = "4.18.1";
const yarnClassicVersion = "1.22.22";
const bunVersion = "1.4.5";

const runFile = promisify(execFile);
const managers = { npm, pnpm, yarn, "yarn classic": yarnClassic, bun };

/** A package manager. */
export type PackageManager = keyof typeof managers;

/** Installs the project in a folder without scripts. @throws Error with the manager's message. */
export async function install(manager: PackageManager, folder: string, ...flags: string[]): Promise<void> {
    const command = manager === "yarn" ? ["install"] : ["install", "--ignore-scripts"];
    await managers[manager]([...command, ...flags], folder);
}

async function pnpm(args: string[], cwd: string): Promise<void> {
    const tool = await registryTool({ key: `pnpm-${pnpmVersion}`, name: "pnpm", range: pnpmVersion });
    const flags = ["--no-frozen-lockfile", "--prefer-offline", "--store-dir", join(cacheRoot, "pnpm-store")];
    await runFile(process.execPath, [join(tool, "bin", "pnpm.cjs"), ...args, ...flags], { cwd });
}

/** Runs Yarn 4, whose lock file marks the project's folder. */
async function yarn(args: string[], cwd: string): Promise<void> {
    const name = "@yarnpkg/cli-dist";
    const tool = await registryTool({ key: `yarn-${yarnVersion}`, name, range: yarnVersion });
    writeFileSync(join(cwd, "yarn.lock"), "");
    const settings = {
        YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
        YARN_ENABLE_SCRIPTS: "false",
        YARN_ENABLE_TELEMETRY: "false",
        YARN_GLOBAL_FOLDER: join(cacheRoot, "yarn"),
        YARN_NPM_MINIMAL_AGE_GATE: "0",
        YARN_NPM_REGISTRY_SERVER: await registry(),
    };
    await runFile(process.execPath, [join(tool, "bin", "yarn.js"), ...args], {
        cwd,
        env: { ...process.env, ...settings },
    });
}

async function yarnClassic(args: string[], cwd: string): Promise<void> {
    const tool = await registryTool({ key: `yarn-${yarnClassicVersion}`, name: "yarn", range: yarnClassicVersion });
    const flags = ["--no-lockfile", "--non-interactive", "--cache-folder", join(cacheRoot, "yarn-classic")];
    const flagsOfRegistry = ["--registry", await registry()];
    await runFile(process.execPath, [join(tool, "bin", "yarn.js"), ...args, ...flags, ...flagsOfRegistry], { cwd });
}

/** Runs bun's executable for processors without AVX2, from the package that bun's own script would choose. */
async function bun(args: string[], cwd: string): Promise<void> {
    const system = process.platform === "win32" ? "windows" : process.platform;
    const machine = process.arch === "arm64" ? "aarch64" : "x64-baseline";
    const name = `@oven/bun-${system}-${machine}`;
    const tool = await registryTool({
        key: `bun-${bunVersion}-${system}-${machine}`,
        name,
        range: bunVersion,
        part: "bin",
    });
    const settings = {
        BUN_CONFIG_REGISTRY: await registry(),
        BUN_INSTALL_CACHE_DIR: join(cacheRoot, "bun-cache"),
    };
    await runFile(join(tool, process.platform === "win32" ? "bun.exe" : "bun"), [...args, "--no-save"], {
        cwd,
        env: { ...process.env, ...settings },
    });
}

let found: Promise<string> | undefined;

/** Returns npm's registry, which the others do not all read from npm's files. */
function registry(): Promise<string> {
    found ??= npm(["config", "get", "registry"], cacheRoot).then((text) => text.trim());
    return found;
}
