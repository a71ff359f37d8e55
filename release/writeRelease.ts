/** Writes the archives of a release, with their checksums. */
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pLimit from "p-limit";
import { writeArchive } from "./archive";
import { bundleProgram, licensesOf } from "./bundleProgram";
import { makeExecutable, packScript } from "./executable";
import { nodeOf } from "./nodeOf";
import type { Program } from "./programs";
import { nodeVersion, ownTarget, type Target } from "./targets";

const root = join(__dirname, "..");

/** A program with what its archives for all platforms share. */
interface PackedProgram {
    program: Program;
    script: string;
    licenses: string;
}

/** Returns the version that a release has. */
export function releaseVersion(): string {
    return JSON.parse(readFileSync(join(root, "provider", "package.json"), "utf8")).version;
}

/** Writes an archive of each program for each platform into a folder, and each program's manifest and checksums. */
export async function writeRelease(
    programs: readonly Program[],
    selected: readonly Target[],
    out: string,
    log: (line: string) => void = () => {},
): Promise<void> {
    mkdirSync(out, { recursive: true });
    const work = mkdtempSync(join(tmpdir(), "pulumi-mysafe-release-"));
    const remove = () => rmSync(work, { recursive: true, force: true });
    process.once("exit", remove);
    try {
        const node = await nodeOf(ownTarget(), subfolder(work, "node"));
        const packed = await Promise.all(
            programs.map((program) => packProgram(program, node, subfolder(work, program.name))),
        );
        const limit = pLimit(2);
        await Promise.all(
            selected.map((target) =>
                limit(async () => {
                    const folder = subfolder(work, target.name);
                    for (const name of await writeArchives(packed, target, folder, out)) {
                        log(name);
                    }
                    rmSync(folder, { recursive: true });
                }),
            ),
        );
        for (const program of programs) {
            writeChecksums(program, selected, out);
        }
    } finally {
        process.removeListener("exit", remove);
        remove();
    }
}

async function packProgram(program: Program, node: string, folder: string): Promise<PackedProgram> {
    const bundle = await bundleProgram(program);
    const script = await packScript(node, bundle.code, folder);
    const license = readFileSync(join(dirname(node), "..", "LICENSE"), "utf8").trim();
    return { program, script, licenses: `${licensesOf(bundle)}\n\n## Node.js ${nodeVersion}\n\n${license}\n` };
}

/** Writes the archives of a platform, which share its Node. Returns their names. */
async function writeArchives(
    packed: readonly PackedProgram[],
    target: Target,
    folder: string,
    out: string,
): Promise<string[]> {
    const version = releaseVersion();
    const node = await nodeOf(target, subfolder(folder, "node"));
    const names: string[] = [];
    for (const { program, script, licenses } of packed) {
        const content = subfolder(folder, program.name);
        const executable = program.executableName(target, version);
        await makeExecutable(target, node, script, join(content, executable));
        copyFileSync(join(root, "LICENSE"), join(content, "LICENSE"));
        writeFileSync(join(content, "THIRD-PARTY-LICENSES"), licenses);
        const name = program.archiveName(target, version);
        await writeArchive(join(out, name), content, ["LICENSE", "THIRD-PARTY-LICENSES", executable]);
        rmSync(content, { recursive: true });
        names.push(name);
    }
    return names;
}

/** Writes the checksums of a program's archives and of its manifest, which it copies. */
function writeChecksums(program: Program, selected: readonly Target[], out: string): void {
    const version = releaseVersion();
    const names = selected.map((target) => program.archiveName(target, version));
    if (program.manifest) {
        const name = program.manifest.nameOf(version);
        copyFileSync(join(root, program.manifest.file), join(out, name));
        names.push(name);
    }
    const lines = names.map((name) => `${sha256(join(out, name))}  ${name}\n`);
    writeFileSync(join(out, program.checksumsName(version)), lines.join(""));
}

function sha256(file: string): string {
    return createHash("sha256").update(readFileSync(file)).digest("hex");
}

function subfolder(folder: string, name: string): string {
    const path = join(folder, name);
    mkdirSync(path);
    return path;
}
