/** A fresh project outside the repository with the packed package in it, as a user has it. Made once a run. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const repository = join(__dirname, "..", "..");
const runFile = promisify(execFile);

/** Where the package is installed, and the tarball that it came from. */
export interface PackedProject {
    folder: string;
    tarball: string;
}

const temporaryFolders: string[] = [];
const packed = new Map<string, Promise<string>>();
const made = new Map<string, Promise<PackedProject>>();

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

/** Writes a program into the project and gives its folder; `index.ts` where it is TypeScript. */
export async function writeProgram(name: string, source: string, file = "index.js", sdk?: string): Promise<string> {
    const { folder } = await packedProject(sdk);
    const program = join(folder, "programs", name);
    mkdirSync(program, { recursive: true });
    writeFileSync(join(program, "package.json"), JSON.stringify({ name, private: true, main: file }));
    writeFileSync(join(program, file), source);
    return program;
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
function project(others: Record<string, string>): Promise<PackedProject> {
    const key = JSON.stringify(others);
    const known = made.get(key) ?? make(others);
    made.set(key, known);
    return known;
}

async function make(others: Record<string, string>): Promise<PackedProject> {
    const tarball = await packedTarball();
    const folder = temporaryFolder("user");
    const dependencies = { ...others, "pulumi-mysafe": `file:${tarball}` };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true, dependencies }));
    await npm(["install", "--prefer-offline"], folder);
    return { folder, tarball };
}

/** The tarball of a package of the repository, packed once a run. */
export function packedTarball(workspace: "provider" | "simulator" = "provider"): Promise<string> {
    const known = packed.get(workspace) ?? pack(workspace);
    packed.set(workspace, known);
    return known;
}

/** Packs a package as it is published; answers the tarball's path. */
async function pack(workspace: string): Promise<string> {
    const folder = temporaryFolder("packed");
    const report = await npm(["pack", "--json", "--pack-destination", folder], join(repository, workspace));
    const [{ filename }] = JSON.parse(report.slice(report.indexOf("["))) as [{ filename: string }];
    return join(folder, filename);
}

/** A folder that goes when this process does. */
export function temporaryFolder(purpose: string): string {
    const folder = mkdtempSync(join(tmpdir(), `pulumi-mysafe-${purpose}-`));
    if (temporaryFolders.push(folder) === 1) {
        process.once("exit", () => {
            for (const each of temporaryFolders) {
                rmSync(each, { recursive: true, force: true });
            }
        });
    }
    return folder;
}
