/** The cache of finished engines: its folder, its check, and how an engine gets into it. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { checkLanguageHost, checkPulumi } from "./check";
import type { Context, Found, Unusable } from "./context";
import { engineParts, fileName } from "./onPath";
import { engineVersion } from "./versions";

/** The manifest has the size of each file in bytes. It is written last, so an engine without it is incomplete. */
const manifestName = "engine.json";

/** Returns the folder of the cache. PULUMI_MYSAFE_ENGINE_CACHE overrides it. */
export function cacheRootOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
    if (env.PULUMI_MYSAFE_ENGINE_CACHE) {
        return resolve(env.PULUMI_MYSAFE_ENGINE_CACHE);
    }
    const home = (platform === "win32" ? env.USERPROFILE : env.HOME) || homedir();
    const base = {
        darwin: join(home, "Library", "Caches"),
        win32: env.LOCALAPPDATA || join(home, "AppData", "Local"),
    }[platform as string];
    // The XDG specification requires that we ignore a relative path.
    const xdg = env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : join(home, ".cache");
    return join(base ?? xdg, "pulumi-mysafe", "engine");
}

/** Returns the name of the engine's folder in the cache. */
export function cacheKey(context: Pick<Context, "platform" | "arch">): string {
    return `v${engineVersion}-${context.platform}-${context.arch}`;
}

/** Returns the folder of the engine for this version and machine. */
export function cachedFolder(context: Context): string {
    return join(context.cacheRoot, cacheKey(context));
}

/** Returns the engine in the cache, or why it is unusable. `damaged` means that there is a folder to discard. */
export async function cachedEngine(context: Context): Promise<Found | (Unusable & { damaged: boolean })> {
    const folder = cachedFolder(context);
    if (!existsSync(folder)) {
        return { reason: `nothing in ${folder} yet`, damaged: false };
    }
    const incomplete = missingFromManifest(folder);
    if (incomplete) {
        return { reason: `${folder} is damaged: ${incomplete}`, damaged: true };
    }
    const checked = await checkFolder(folder, context);
    return "version" in checked ? checked : { reason: `${folder} is damaged: ${checked.reason}`, damaged: true };
}

/** Runs the engine in a folder, which must hold all its parts. */
export async function checkFolder(folder: string, context: Context): Promise<Found | Unusable> {
    const [pulumi, host, provider] = engineParts.map((part) => join(folder, fileName(part, context.platform)));
    const missing = [pulumi, host, provider].find((file) => file && !existsSync(file));
    if (missing) {
        return { reason: `${missing} is missing` };
    }
    const [checked, unusable] = await Promise.all([
        checkPulumi(pulumi as string, context),
        checkLanguageHost(host as string, context),
    ]);
    return "reason" in checked ? checked : (unusable ?? { folder, version: checked.version });
}

/** Removes a damaged engine. It renames the folder first, so that no other process sees it half removed. */
export function discard(context: Context, staging: string): void {
    const away = join(staging, "discarded");
    renameSync(cachedFolder(context), away);
    rmSync(away, { recursive: true, force: true });
}

/** Completes a checked engine and moves it into the cache in one step. Returns its folder there. */
export function publish(made: string, context: Context): string {
    const files = readdirSync(made).filter((name) => statSync(join(made, name)).isFile());
    const sizes = Object.fromEntries(files.map((name) => [name, statSync(join(made, name)).size]));
    writeFileSync(join(made, manifestName), `${JSON.stringify({ version: engineVersion, files: sizes }, null, 4)}\n`);
    try {
        renameSync(made, cachedFolder(context));
    } catch (error) {
        // A process that lost its lock while it was suspended finds the other's engine in place, which is as good.
        if (!existsSync(cachedFolder(context))) {
            throw error;
        }
    }
    return cachedFolder(context);
}

/** Returns why a folder of the cache is incomplete; undefined where all its files have their sizes. */
export function missingFromManifest(folder: string): string | undefined {
    try {
        const { files } = JSON.parse(readFileSync(join(folder, manifestName), "utf8")) as {
            files: Record<string, number>;
        };
        const wrong = Object.entries(files).find(([name, size]) => sizeOf(join(folder, name)) !== size);
        return wrong && `${wrong[0]} has ${sizeOf(join(folder, wrong[0])) ?? "no"} bytes instead of ${wrong[1]}`;
    } catch {
        return `it has no readable ${manifestName}, so it is incomplete`;
    }
}

function sizeOf(file: string): number | undefined {
    return statSync(file, { throwIfNoEntry: false })?.size;
}
