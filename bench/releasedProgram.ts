/** The programs of a release as their tools install them: the executables of the archives for this machine. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { extract } from "tar";
import type { Program } from "../release/programs";
import { ownTarget } from "../release/targets";
import { releaseVersion, writeRelease } from "../release/writeRelease";
import { runFolder } from "../tests/support/runFolder";

/** Returns the folder of a program's executable, and its path. */
export async function releasedProgram(program: Program): Promise<{ folder: string; executable: string }> {
    const [target, version] = [ownTarget(), releaseVersion()];
    const name = program.executableName(target, version);
    // A folder without the archives: OpenTofu starts any file whose name begins like the provider's.
    const installed = "installed";
    const made = await runFolder(`released-${program.name}`, async (empty) => {
        await writeRelease([program], [target], empty);
        const place = join(empty, installed);
        mkdirSync(place);
        await unpack(join(empty, program.archiveName(target, version)), place);
        chmodSync(join(place, name), 0o755);
    });
    const folder = join(made, installed);
    return { folder, executable: join(folder, name) };
}

async function unpack(archive: string, folder: string): Promise<void> {
    if (!archive.endsWith(".zip")) {
        await extract({ file: archive, cwd: folder });
        return;
    }
    for (const [name, content] of Object.entries(unzipSync(readFileSync(archive)))) {
        writeFileSync(join(folder, name), content);
    }
}
