/** Finds or makes a Pulumi engine: from PATH, our cache, the official installer or a build with Go, in this order. */
import { chmodSync, copyFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { cachedEngine, cacheRootOf, checkFolder, discard, publish } from "./cache";
import { type Context, EngineError, type Found, type Maker, type Unusable } from "./context";
import { buildWithGo } from "./goBuild";
import { runInstaller } from "./installer";
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
import { withStaging } from "./withStaging";

export { EngineError } from "./context";

/** A usable engine. Put `folder` first on PATH, or use `engineEnvironment`. */
export interface Engine extends Found {
    source: "path" | "cache" | "installer" | "go";
}

/** The options of {@link getEngine}, which only tests need. */
export interface EngineOptions {
    /** The environment to search and to pass on. Default: this process's. */
    env?: NodeJS.ProcessEnv;
    /** Receives each line of progress. Default: stderr, with a rewritten status line on a terminal. */
    log?: (line: string) => void;
    /** The folder of the cache. Default: see README.md. */
    cacheRoot?: string;
    installerUrl?: string;
    limits?: Partial<Limits>;
    /** Replaces Pulumi's install script. */
    installer?: Maker;
    /** Replaces the build with Go. */
    goBuild?: Maker;
}

/**
 * Finds or makes an engine and logs its progress. Only one process at a time makes one.
 * @throws {@link EngineError} if there is none. Its message lists each attempt with its cause, and what to install.
 */
export async function getEngine(options: EngineOptions = {}): Promise<Engine> {
    const interrupted = new AbortController();
    const context = contextOf(options, interrupted.signal);
    const reasons: string[] = [];
    const skip = (source: string, reason: string) => {
        reasons.push(`${source}: ${reason}`);
        context.progress.line(`skipped ${source}: ${reason}`);
    };
    const use = (source: Engine["source"], found: Found): Engine => {
        context.progress.line(`using Pulumi ${found.version} from ${sourceNames[source]}: ${found.folder}`);
        return { ...found, source };
    };

    const onPath = await pulumiOnPath(context);
    if ("version" in onPath) {
        return use("path", onPath);
    }
    skip(sourceNames.path, onPath.reason);
    const cached = await cachedEngine(context);
    if ("version" in cached) {
        return use("cache", cached);
    }

    try {
        return await withStaging(context, interrupted, async (stage) => {
            // Another process may have made or damaged the engine since the first look.
            const current = await cachedEngine(context);
            if ("version" in current) {
                return use("cache", current);
            }
            skip(sourceNames.cache, current.reason);
            const makers: [Engine["source"], Maker][] = [
                ["installer", options.installer ?? runInstaller],
                ["go", options.goBuild ?? buildWithGo],
            ];
            for (const [source, maker] of makers) {
                const staging = stage();
                if (current.damaged && source === "installer") {
                    discard(context, staging);
                }
                const made = await make(maker, context, staging);
                interrupted.signal.throwIfAborted();
                if ("version" in made) {
                    return use(source, { folder: publish(made.folder, context), version: made.version });
                }
                skip(sourceNames[source], made.reason);
            }
            throw new EngineError(noEngineMessage(reasons));
        });
    } catch (error) {
        if (interrupted.signal.aborted) {
            throw new EngineError(
                `A signal interrupted the search for a Pulumi engine (${interrupted.signal.reason}).`,
            );
        }
        if (error instanceof EngineError) {
            throw error;
        }
        const reason = `${(error as Error).message}; PULUMI_MYSAFE_ENGINE_CACHE can name another folder`;
        throw new EngineError(noEngineMessage([...reasons, `cache ${context.cacheRoot}: ${reason}`]), { cause: error });
    }
}

const sourceNames = { path: "PATH", cache: "our cache", installer: "the installer", go: "a build with Go" };

/** Makes an engine, adds the dynamic provider from the npm package, and checks the result. */
async function make(maker: Maker, context: Context, staging: string): Promise<Found | Unusable> {
    const made = await maker(context, staging);
    if ("reason" in made) {
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

/** Returns the context of a search for an engine. */
export function contextOf(options: EngineOptions, signal: AbortSignal): Context {
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

function noEngineMessage(reasons: string[]): string {
    return [
        `No Pulumi engine is available. Version ${minimumEngineVersion} or newer is required, with its Node language host.`,
        ...reasons.map((reason) => `  - ${reason}`),
        `Solution: install the Pulumi CLI, ${minimumEngineVersion} or newer, from ${installPage} and put it on PATH.`,
        `Or install Go ${minimumGoVersion} or newer, with access to its module proxy. Then run the command again.`,
    ].join("\n");
}
