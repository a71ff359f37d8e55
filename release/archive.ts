/** Writes archives whose bytes depend only on their files. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type AsyncZipOptions, type AsyncZippable, zip } from "fflate";
import { create } from "tar";

const writeZippable = promisify<AsyncZippable, AsyncZipOptions, Uint8Array>(zip);

/** Archives files of a folder as `.tar.gz` or `.zip`, as the archive's name ends. */
export async function writeArchive(file: string, folder: string, names: string[]): Promise<void> {
    if (file.endsWith(".zip")) {
        await writeZip(file, folder, names);
    } else {
        const mtime = new Date("2000-01-01T00:00:00Z");
        await create({ file, cwd: folder, gzip: true, portable: true, mtime }, names);
    }
}

async function writeZip(file: string, folder: string, names: string[]): Promise<void> {
    // A zip has the local time without its zone, so that this is the same in each zone. 3 means Unix, with permissions.
    const options: AsyncZipOptions = { mtime: new Date(2000, 0, 1), os: 3 };
    const files: AsyncZippable = {};
    for (const name of names) {
        const path = join(folder, name);
        const mode = statSync(path).mode & 0o111 ? 0o100755 : 0o100644;
        files[name] = [readFileSync(path), { attrs: mode << 16 }];
    }
    writeFileSync(file, await writeZippable(files, options));
}
