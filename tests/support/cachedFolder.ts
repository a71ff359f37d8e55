/** Folders that tests create once for a machine. They lie beside the engine, so that one variable moves all. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { cacheRootOf } from "../../engine/cache";

/** The age at which {@link sweep} removes a folder of a killed run. */
const oldestMs = 24 * 60 * 60 * 1_000;

/** Differs from the prefix of the engine's staging folders, which `engine/staging.ts` removes. */
const stagingPrefix = "fetching-";

/** The cache folder, which the engines share. */
export const cacheRoot = cacheRootOf(process.env, process.platform);

/**
 * Returns a folder of the cache. If it does not exist, `make` fills a staging folder and returns the part to keep.
 *
 * An atomic rename puts it into place, so that parallel runs are safe.
 *
 * @throws The error of `make`, unless another run was faster.
 */
export async function cachedFolder(key: string, make: (staging: string) => Promise<string>): Promise<string> {
    const folder = join(cacheRoot, key);
    if (existsSync(folder)) {
        return folder;
    }
    mkdirSync(cacheRoot, { recursive: true });
    sweep();
    const staging = mkdtempSync(join(cacheRoot, `${stagingPrefix}${key}-`));
    const remove = () => rmSync(staging, { recursive: true, force: true, maxRetries: 10 });
    process.once("exit", remove);
    try {
        renameSync(await make(staging), folder);
    } catch (error) {
        if (!existsSync(folder)) {
            throw error;
        }
    } finally {
        process.removeListener("exit", remove);
        remove();
    }
    return folder;
}

/** Removes the staging folders of killed runs. */
function sweep(): void {
    for (const name of readdirSync(cacheRoot).filter((entry) => entry.startsWith(stagingPrefix))) {
        const folder = join(cacheRoot, name);
        const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
        if (Date.now() - made > oldestMs) {
            rmSync(folder, { recursive: true, force: true });
        }
    }
}
