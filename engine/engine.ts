/** Finds or gets a Pulumi engine: PATH, our cache, the official installer, a build with Go, in this order. */
import { chmodSync, copyFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { cachedEngine, cacheRootOf, checkFolder, discard, publish } from "./cache";
import { type Context, EngineError, type Found, type Maker, type Refused } from "./context";
import { buildWithGo } from "./goBuild";
import { runInstaller } from "./installer";
import { making } from "./making";
import { fileName, pulumiOnPath } from "./onPath";
import { createProgress } from "./progress";
import {
    defaultLimits,
    installerUrl,
    installPage,
    type Limits,
    minimumEngineVersion,
    minimumGoVersion,
} from "./versions";

export { EngineError } from "./context";

/** An engine that has been run: put `folder` first on PATH, or use `engineEnvironment`. */
export interface Engine extends Found {
    source: "path" | "cache" | "installer" | "go";
}

/** What a test may replace; nobody else needs any of it. */
export interface EngineOptions {
    /** The environment that is looked at and passed on. Default: this process's. */
    env?: NodeJS.ProcessEnv;
    /** Takes each line of progress. Default: stderr, with a rewritten status line on a terminal. */
    log?: (line: string) => void;
    /** The cache's folder. Default: see README.md. */
    cacheRoot?: string;
    installerUrl?: string;
    limits?: Partial<Limits>;
    /** Replaces Pulumi's install script. */
    installer?: Maker;
    /** Replaces the build with Go. */
    goBuild?: Maker;
}

/**
 * Finds or gets an engine and tells on stderr what it does; at most one process makes one at a time.
 * @throws {@link EngineError} when none can be had: its message tells what was tried, why it failed, what to install.
 */
export async function getEngine(options: EngineOptions = {}): Promise<Engine> {
    const interrupted = new AbortController();
    const context = contextOf(options, interrupted.signal);
    const refusals: string[] = [];
    const passOver = (source: string, why: string) => {
        refusals.push(`${source}: ${why}`);
        context.progress.line(`passed over ${source}: ${why}`);
    };
    const use = (source: Engine["source"], found: Found): Engine => {
        context.progress.line(`using Pulumi ${found.version} from ${sourceNames[source]}: ${found.folder}`);
        return { ...found, source };
    };

    const onPath = await pulumiOnPath(context);
    if ("version" in onPath) {
        return use("path", onPath);
    }
    passOver(sourceNames.path, onPath.refused);
    const cached = await cachedEngine(context);
    if ("version" in cached) {
        return use("cache", cached);
    }

    try {
        return await making(context, interrupted, async (stage) => {
            // Another process may have made it, or damaged it, since.
            const again = await cachedEngine(context);
            if ("version" in again) {
                return use("cache", again);
            }
            passOver(sourceNames.cache, again.refused);
            const makers: [Engine["source"], Maker][] = [
                ["installer", options.installer ?? runInstaller],
                ["go", options.goBuild ?? buildWithGo],
            ];
            for (const [source, maker] of makers) {
                const staging = stage();
                if (again.damaged && source === "installer") {
                    discard(context, staging);
                }
                const made = await make(maker, context, staging);
                interrupted.signal.throwIfAborted();
                if ("version" in made) {
                    return use(source, { folder: publish(made.folder, context), version: made.version });
                }
                passOver(sourceNames[source], made.refused);
            }
            throw new EngineError(nothingFound(refusals));
        });
    } catch (error) {
        if (interrupted.signal.aborted) {
            throw new EngineError(`Getting a Pulumi engine was interrupted (${interrupted.signal.reason}).`);
        }
        if (error instanceof EngineError) {
            throw error;
        }
        const why = `${(error as Error).message}; PULUMI_MYSAFE_ENGINE_CACHE can name another folder`;
        throw new EngineError(nothingFound([...refusals, `cache ${context.cacheRoot}: ${why}`]), { cause: error });
    }
}

const sourceNames = { path: "PATH", cache: "our cache", installer: "the installer", go: "a build with Go" };

/** Makes an engine, adds what only the npm package has, and runs it where it was made. */
async function make(maker: Maker, context: Context, staging: string): Promise<Found | Refused> {
    const made = await maker(context, staging);
    if ("refused" in made) {
        return made;
    }
    const name = "pulumi-resource-pulumi-nodejs";
    const provider = join(made.folder, fileName(name, context.platform));
    if (existsSync(made.folder) && !existsSync(provider)) {
        const sdk = dirname(require.resolve("@pulumi/pulumi/package.json"));
        copyFileSync(join(sdk, fileName(name, context.platform)), provider);
        chmodSync(provider, 0o755);
    }
    return checkFolder(made.folder, context);
}

function contextOf(options: EngineOptions, signal: AbortSignal): Context {
    const env = options.env ?? process.env;
    const { log } = options;
    const limits = { ...defaultLimits, ...options.limits };
    return {
        env,
        platform: process.platform,
        arch: process.arch,
        cacheRoot: options.cacheRoot ?? cacheRootOf(env, process.platform),
        installerUrl: options.installerUrl ?? installerUrl,
        limits,
        signal,
        progress: createProgress({
            write: log ? (text) => log(text.trimEnd()) : (text) => process.stderr.write(text),
            terminal: !log && process.stderr.isTTY === true,
            everyMs: limits.statusEveryMs,
            columns: () => process.stderr.columns || 80,
        }),
    };
}

function nothingFound(refusals: string[]): string {
    return [
        `No Pulumi engine could be had. It needs version ${minimumEngineVersion} or newer, with its Node language host.`,
        ...refusals.map((refusal) => `  - ${refusal}`),
        `Install the Pulumi CLI, ${minimumEngineVersion} or newer, from ${installPage} so that it is on PATH;`,
        `or install Go ${minimumGoVersion} or newer, with access to its module proxy. Then run this again.`,
    ].join("\n");
}
