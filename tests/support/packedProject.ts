/** A user's project outside the repository with the packed package. Each run creates it once. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { currentDoor } from "./doors";
import { runFolder } from "./runFolder";
import { temporaryFolder } from "./temporaryFolder";

export { temporaryFolder } from "./temporaryFolder";

const repository = join(__dirname, "..", "..");
const runFile = promisify(execFile);

/** A project's folder, and the tarball of its package. */
export interface PackedProject {
    folder: string;
    tarball: string;
}

/**
 * Packs the provider and installs the tarball beside the SDK in a temporary folder. Through the plugin's door, the package
 * is its generated SDK, under the same name.
 *
 * @param sdk The version of `@pulumi/pulumi`. The default is the repository's.
 */
export function packedProject(sdk = repositorysOwn("@pulumi/pulumi")): Promise<PackedProject> {
    return project({ "@pulumi/pulumi": sdk, typescript: repositorysOwn("typescript") });
}

/** Returns such a project without TypeScript, which the SDK loads in each process. */
export function javascriptProject(): Promise<PackedProject> {
    return project({ "@pulumi/pulumi": repositorysOwn("@pulumi/pulumi") });
}

/** Returns a folder with the generated SDK for Node under its own name. */
export async function sdkProject(): Promise<string> {
    const dependencies = {
        "@pulumi/pulumi": repositorysOwn("@pulumi/pulumi"),
        "pulumi-mysafe-sdk": `file:${await packedSdk()}`,
    };
    return runFolder("user-sdk", async (empty) => {
        writeFileSync(join(empty, "package.json"), JSON.stringify({ name: "user", private: true, dependencies }));
        await npm(["install", "--prefer-offline"], empty);
    });
}

/** Returns a folder with the packed plugin's executable, for the `plugins` of a project. */
export async function pluginFolder(): Promise<string> {
    const { folder } = await project({ "@pulumi/pulumi": repositorysOwn("@pulumi/pulumi") }, await packedTarball());
    return join(folder, "node_modules", ".bin");
}

/** Copies a project's folder for a test that changes its packages. */
export function copyOfProject(folder: string): string {
    const copy = join(temporaryFolder("copy"), "project");
    cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
    return copy;
}

/** Writes a program into the project and returns its folder. A TypeScript program has the file `index.ts`. */
export async function writeProgram(name: string, source: string, file = "index.js", sdk?: string): Promise<string> {
    const { folder } = await packedProject(sdk);
    const program = join(folder, "programs", name);
    mkdirSync(program, { recursive: true });
    writeWhole(join(program, "package.json"), JSON.stringify({ name, private: true, main: file }));
    writeWhole(join(program, file), source);
    return program;
}

/** Writes a file atomically, because another process may read it meanwhile. */
export function writeWhole(file: string, text: string): void {
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
        const part = `${file}.${process.pid}`;
        writeFileSync(part, text);
        renameSync(part, file);
    }
}

/** Runs npm and returns its stdout. @throws Error with npm's message. */
export async function npm(args: string[], cwd: string): Promise<string> {
    const { stdout } = await runFile("npm", [...args, "--loglevel=error", "--no-audit", "--no-fund"], {
        cwd,
        shell: process.platform === "win32",
        maxBuffer: 32 * 1024 * 1024,
    });
    return stdout;
}

function repositorysOwn(dependency: string): string {
    const { dependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
    return dependencies[dependency];
}

/** Creates a project with the packed package and these dependencies. */
async function project(others: Record<string, string>, packed?: string): Promise<PackedProject> {
    const tarball = packed ?? (currentDoor() === "plugin" ? await packedSdk() : await packedTarball());
    const dependencies = { ...others, "pulumi-mysafe": `file:${tarball}` };
    const key = createHash("sha256").update(JSON.stringify(dependencies)).digest("hex").slice(0, 8);
    const folder = await runFolder(`user-${currentDoor()}-${key}`, async (empty) => {
        writeFileSync(join(empty, "package.json"), JSON.stringify({ name: "user", private: true, dependencies }));
        await npm(["install", "--prefer-offline"], empty);
    });
    return { folder, tarball };
}

/** Compiles and packs the generated SDK for Node once a run. Returns the tarball's path. */
export async function packedSdk(): Promise<string> {
    const folder = await runFolder("packed-sdk", async (empty) => {
        const source = join(repository, "sdk", "nodejs");
        const bin = join(empty, "bin");
        const compiler = require.resolve("typescript/bin/tsc");
        await runFile(process.execPath, [compiler, "--project", source, "--outDir", bin, "--skipLibCheck"]);
        cpSync(join(source, "package.json"), join(bin, "package.json"));
        await npm(["pack", "--pack-destination", empty], bin);
    });
    return join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
}

/** Packs a package of the repository once a run. Returns the tarball's path. */
export async function packedTarball(workspace: "provider" | "simulator" = "provider"): Promise<string> {
    const folder = await runFolder(`packed-${workspace}`, async (empty) => {
        await npm(["pack", "--pack-destination", empty], join(repository, workspace));
    });
    const [file = ""] = readdirSync(folder);
    return join(folder, file);
}
