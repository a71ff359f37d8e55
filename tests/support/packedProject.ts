/** A fresh project outside the repository with the packed package in it, as a user has it. Made once a run. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { runFolder } from "./runFolder";
import { temporaryFolder } from "./temporaryFolder";

export { temporaryFolder } from "./temporaryFolder";

const repository = join(__dirname, "..", "..");
const runFile = promisify(execFile);

/** Where the package is installed, and the tarball that it came from. */
export interface PackedProject {
    folder: string;
    tarball: string;
}

/**
 * Packs the provider, installs the tarball beside the SDK in a folder under the system's temporary one.
 *
 * @param sdk The version of `@pulumi/pulumi`; the repository's own unless said otherwise.
 */
export function packedProject(sdk = repositorysOwn("@pulumi/pulumi")): Promise<PackedProject> {
    return project({ "@pulumi/pulumi": sdk, typescript: repositorysOwn("typescript") });
}

/** The same without TypeScript, which the SDK would load in each process. */
export function javascriptProject(): Promise<PackedProject> {
    return project({ "@pulumi/pulumi": repositorysOwn("@pulumi/pulumi") });
}

/** Returns a copy of a project's folder, for a test that changes what is installed. */
export function copyOfProject(folder: string): string {
    const copy = join(temporaryFolder("copy"), "project");
    cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
    return copy;
}

/** Writes a program into the project and gives its folder; `index.ts` where it is TypeScript. */
export async function writeProgram(name: string, source: string, file = "index.js", sdk?: string): Promise<string> {
    const { folder } = await packedProject(sdk);
    const program = join(folder, "programs", name);
    mkdirSync(program, { recursive: true });
    writeWhole(join(program, "package.json"), JSON.stringify({ name, private: true, main: file }));
    writeWhole(join(program, file), source);
    return program;
}

/** Writes a file that another process may read meanwhile. */
export function writeWhole(file: string, text: string): void {
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
        const part = `${file}.${process.pid}`;
        writeFileSync(part, text);
        renameSync(part, file);
    }
}

/** Runs npm and gives its stdout. @throws Error with npm's own words. */
export async function npm(args: string[], cwd: string): Promise<string> {
    const { stdout } = await runFile("npm", [...args, "--loglevel=error", "--no-audit", "--no-fund"], {
        cwd,
        shell: process.platform === "win32",
        maxBuffer: 32 * 1024 * 1024,
    });
    return stdout;
}

function repositorysOwn(dependency: string): string {
    const { devDependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
    return devDependencies[dependency];
}

/** A project with the packed package and these dependencies. */
async function project(others: Record<string, string>): Promise<PackedProject> {
    const tarball = await packedTarball();
    const dependencies = { ...others, "pulumi-mysafe": `file:${tarball}` };
    const key = createHash("sha256").update(JSON.stringify(dependencies)).digest("hex").slice(0, 4);
    const folder = await runFolder(`user-${key}`, async (empty) => {
        writeFileSync(join(empty, "package.json"), JSON.stringify({ name: "user", private: true, dependencies }));
        await npm(["install", "--prefer-offline"], empty);
    });
    return { folder, tarball };
}

/** Packs a package of the repository as it is published, once a run; gives the tarball's path. */
export async function packedTarball(workspace: "provider" | "simulator" = "provider"): Promise<string> {
    const folder = await runFolder(`packed-${workspace}`, async (empty) => {
        await npm(["pack", "--pack-destination", empty], join(repository, workspace));
    });
    const [file = ""] = readdirSync(folder);
    return join(folder, file);
}
