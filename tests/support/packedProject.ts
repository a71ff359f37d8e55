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
let packed: Promise<string> | undefined;
const made = new Map<string, Promise<PackedProject>>();

/**
 * Packs the provider, installs the tarball beside the SDK in a folder under the system's temporary one.
 *
 * @param sdk The version of `@pulumi/pulumi`; the repository's own unless said otherwise.
 * @param language "javascript" leaves TypeScript out, which the SDK would load in each process.
 */
export function packedProject(
    sdk: string = repositorysOwn("@pulumi/pulumi"),
    language: "typescript" | "javascript" = "typescript",
): Promise<PackedProject> {
    const key = `${sdk} ${language}`;
    const project = made.get(key) ?? make(sdk, language);
    made.set(key, project);
    return project;
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

async function make(sdk: string, language: "typescript" | "javascript"): Promise<PackedProject> {
    const tarball = await packedTarball();
    const folder = temporaryFolder("user");
    const dependencies = {
        "@pulumi/pulumi": sdk,
        "pulumi-mysafe": `file:${tarball}`,
        ...(language === "typescript" ? { typescript: repositorysOwn("typescript") } : {}),
    };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true, dependencies }));
    await npm(["install", "--prefer-offline"], folder);
    return { folder, tarball };
}

/** The provider's tarball, packed once a run. */
export function packedTarball(): Promise<string> {
    packed ??= pack();
    return packed;
}

/** Packs the provider as it is published; answers the tarball's path. */
async function pack(): Promise<string> {
    const folder = temporaryFolder("packed");
    const report = await npm(["pack", "--json", "--pack-destination", folder], join(repository, "provider"));
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
