/** Programs that tests need and that npm's registry has, in the cache of engines: fetched once for each version. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheRootOf } from "../../engine/cache";
import { npm } from "./packedProject";

/** After this a folder of a run that was killed is taken away. */
const oldestMs = 24 * 60 * 60 * 1_000;

/** The folder of everything that is cached: that of the engines, so that one variable moves both. */
export const cacheRoot = cacheRootOf(process.env, process.platform);

/** What is wanted of the registry. */
export interface RegistryTool {
    /** The name of its folder in the cache: what it is, its version, and the machine that it is for, if any. */
    key: string;
    /** The npm package. */
    name: string;
    /** A version, or a range of which the newest is taken. */
    range: string;
    /** The folder of the package that is kept; all of it by default. */
    part?: string;
}

/**
 * Answers the tool's folder in the cache; installs the package first, without its scripts, if it is not there.
 *
 * It is installed in a folder of its own and moved in one step, so that nobody meets half of it, and two runs at the
 * same time do no harm. @throws Error with npm's own words.
 */
export async function registryTool({ key, name, range, part = "." }: RegistryTool): Promise<string> {
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
        writeFileSync(
            join(staging, "package.json"),
            JSON.stringify({ private: true, dependencies: { [name]: range } }),
        );
        await npm(["install", "--ignore-scripts", "--prefer-offline", "--no-package-lock"], staging);
        renameSync(join(staging, "node_modules", name, part), folder);
    } catch (error) {
        // Another run may have been faster.
        if (!existsSync(folder)) {
            throw error;
        }
    } finally {
        process.removeListener("exit", remove);
        remove();
    }
    return folder;
}

/** Unlike the engine's own staging folders, which `engine/staging.ts` sweeps by their names. */
const stagingPrefix = "fetching-";

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
