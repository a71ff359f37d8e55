/** Folders that tests make once for a machine and keep beside the engine, so that one variable moves all of them. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { cacheRootOf } from "../../engine/cache";

/** After this a folder of a run that was killed is taken away. */
const oldestMs = 24 * 60 * 60 * 1_000;

/** Unlike the engine's own staging folders, which `engine/staging.ts` sweeps by their names. */
const stagingPrefix = "fetching-";

/** The folder of everything that is cached: that of the engines. */
export const cacheRoot = cacheRootOf(process.env, process.platform);

/**
 * Answers a folder of the cache. If it is not there, `make` is given an empty folder and answers what of it is kept.
 *
 * That is moved in one step, so that nobody meets half of it, and two runs at the same time do no harm. What `make`
 * throws comes through, unless another run was faster.
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

/** Takes away what runs that were killed have left. */
function sweep(): void {
    for (const name of readdirSync(cacheRoot).filter((entry) => entry.startsWith(stagingPrefix))) {
        const folder = join(cacheRoot, name);
        const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
        if (Date.now() - made > oldestMs) {
            rmSync(folder, { recursive: true, force: true });
        }
    }
}
