/** Gets OpenTofu and the REST provider: from a cache beside the engine's, or by a build with Go, once for a machine. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as semver from "semver";
import { cacheRootOf } from "../../engine/cache";
import type { Context, Unusable } from "../../engine/context";
import { findGo, goEnvironment } from "../../engine/goBuild";
import { fileName, findOnPath } from "../../engine/onPath";
import { createProgress } from "../../engine/progress";
import { failureOf, run } from "../../engine/run";
import { defaultLimits } from "../../engine/versions";
import { withStaging } from "../../engine/withStaging";
import { minimumGoVersion, type TofuProgram, tofuPrograms } from "./versions";

/** A folder with both executables, or the reason that there is none. */
export type TofuFound = { folder: string } | Unusable;

/** Returns why {@link getTofu} cannot start: the cache is empty and there is no Go. Undefined if it can. */
export function findTofuProblem(): string | undefined {
    const context = contextOf(new AbortController().signal);
    const canStart = existsSync(join(context.cacheRoot, cacheKey(context))) || findOnPath("go", context).length > 0;
    return canStart ? undefined : "it is built with Go, and there is no go on PATH";
}

/** Finds or builds both. The build takes about 6 minutes on two cores. Progress goes to stderr. */
export async function getTofu(): Promise<TofuFound> {
    const interrupted = new AbortController();
    const context = contextOf(interrupted.signal);
    const folder = join(context.cacheRoot, cacheKey(context));
    if (existsSync(folder)) {
        return { folder };
    }
    return withStaging(context, interrupted, async (stage) => {
        if (existsSync(folder)) {
            return { folder };
        }
        const made = await build(context, stage());
        if ("folder" in made) {
            // In one step, so that a folder in the cache is always complete.
            renameSync(made.folder, folder);
        }
        return "folder" in made ? { folder } : made;
    });
}

function contextOf(signal: AbortSignal): Context {
    return {
        env: process.env,
        platform: process.platform,
        arch: process.arch,
        cacheRoot: join(cacheRootOf(process.env, process.platform), "opentofu"),
        installerUrl: "",
        limits: defaultLimits,
        signal,
        progress: createProgress({
            write: (text) => process.stderr.write(text),
            terminal: process.stderr.isTTY === true,
            everyMs: defaultLimits.statusEveryMs,
        }),
    };
}

function cacheKey({ platform, arch }: Context): string {
    return [...tofuPrograms.map((program) => program.version), platform, arch].join("-");
}

async function build(context: Context, staging: string): Promise<TofuFound> {
    const go = await findGo(context);
    if ("reason" in go) {
        return { reason: `the build with Go is impossible: ${go.reason}` };
    }
    const folder = join(staging, "built");
    const env = goEnvironment(context, go.version, join(staging, "tmp"));
    mkdirSync(folder);
    mkdirSync(join(staging, "tmp"));
    context.progress.line(
        "building OpenTofu and the REST provider: about 6 minutes on two cores, once for this machine",
    );
    let status = "starting";
    context.progress.start(() => status);
    // All downloads come before all compiling, so that a closed network shows within seconds.
    const steps = [...tofuPrograms.map(downloadOf), ...tofuPrograms.map((program) => compilationOf(program, folder))];
    for (const { program, args, doing, stallMs } of steps) {
        status = `${doing} ${program.name}`;
        const cwd = moduleFolder(staging, program);
        const { signal, limits } = context;
        const result = await run(go.path, args, { env, cwd, signal, limitMs: limits.goMs, stallMs });
        const failed = failureOf(result);
        if (failed) {
            return { reason: `${status} failed: go ${args[0]} ${failed}` };
        }
    }
    for (const program of tofuPrograms) {
        const file = join(folder, fileName(program.name, context.platform));
        const { args, output } = program.check;
        const checkEnv = { ...env, CHECKPOINT_DISABLE: "1" };
        const result = await run(file, args, {
            env: checkEnv,
            signal: context.signal,
            limitMs: context.limits.checkMs,
        });
        if (!output.test(result.stdout + result.stderr)) {
            return {
                reason: `${program.name} was built but does not run: ${failureOf(result) ?? "unexpected output"}`,
            };
        }
    }
    return { folder };
}

interface Step {
    program: TofuProgram;
    args: string[];
    doing: string;
    stallMs?: number;
}

function downloadOf(program: TofuProgram): Step {
    const args = ["get", `${program.package}@${program.version}`];
    return { program, args, doing: "downloading modules of", stallMs: defaultLimits.downloadStallMs };
}

function compilationOf(program: TofuProgram, folder: string): Step {
    const output = join(folder, fileName(program.name, process.platform));
    const ldflags = `-s -w ${program.ldflags ?? ""}`.trim();
    const flags = ["-p", "2", "-trimpath", "-buildvcs=false", "-ldflags", ldflags];
    return { program, args: ["build", ...flags, "-o", output, program.package], doing: "compiling" };
}

/** Returns the folder of a program's temporary module, which the first call creates. */
function moduleFolder(staging: string, program: TofuProgram): string {
    const folder = join(staging, `module-${program.name}`);
    if (!existsSync(folder)) {
        mkdirSync(folder);
        const version = `${semver.major(minimumGoVersion)}.${semver.minor(minimumGoVersion)}`;
        const replace = program.replace ? `\nreplace ${program.replace}\n` : "";
        writeFileSync(join(folder, "go.mod"), `module temporary\n\ngo ${version}\n${replace}`);
    }
    return folder;
}
