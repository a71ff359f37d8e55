/** Writes the archives of a release, with their checksums. */
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pLimit from "p-limit";
import { create } from "tar";
import { bundlePlugin, licensesOf } from "./bundlePlugin";
import { makeExecutable, packScript } from "./executable";
import { archiveName, executableName, nodeVersion, type Target } from "./targets";

const root = join(__dirname, "..");
/** All files of an archive have this time, so that the same sources give the same bytes. */
const mtime = new Date("2000-01-01T00:00:00Z");

/** Returns the version that a release has. */
export function releaseVersion(): string {
    return JSON.parse(readFileSync(join(root, "provider", "package.json"), "utf8")).version;
}

/** Writes an archive for each platform and SHA256SUMS into a folder. Returns the names of the archives. */
export async function writeRelease(
    selected: readonly Target[],
    out: string,
    log: (line: string) => void = () => {},
): Promise<string[]> {
    mkdirSync(out, { recursive: true });
    const work = mkdtempSync(join(tmpdir(), "pulumi-mysafe-release-"));
    const remove = () => rmSync(work, { recursive: true, force: true });
    process.once("exit", remove);
    try {
        const bundle = await bundlePlugin();
        const packing = subfolder(work, "script");
        const script = await packScript(bundle.code, packing);
        const license = readFileSync(join(packing, "LICENSE"), "utf8").trim();
        const licenses = `${licensesOf(bundle)}\n\n## Node.js ${nodeVersion}\n\n${license}\n`;
        const limit = pLimit(2);
        const sums = await Promise.all(
            selected.map((target) =>
                limit(async () => {
                    const folder = subfolder(work, target.name);
                    await makeExecutable(target, script, folder);
                    copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
                    writeFileSync(join(folder, "THIRD-PARTY-LICENSES"), licenses);
                    const name = archiveName(target, releaseVersion());
                    const file = join(out, name);
                    const content = ["LICENSE", "THIRD-PARTY-LICENSES", executableName(target)];
                    await create({ file, cwd: folder, gzip: true, portable: true, mtime }, content);
                    rmSync(folder, { recursive: true });
                    log(name);
                    return { name, sum: createHash("sha256").update(readFileSync(file)).digest("hex") };
                }),
            ),
        );
        writeFileSync(join(out, "SHA256SUMS"), sums.map(({ name, sum }) => `${sum}  ${name}\n`).join(""));
        return sums.map(({ name }) => name);
    } finally {
        process.removeListener("exit", remove);
        remove();
    }
}

function subfolder(folder: string, name: string): string {
    const path = join(folder, name);
    mkdirSync(path);
    return path;
}
