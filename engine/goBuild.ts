/** Builds an engine with Go, each program in a small temporary module. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as semver from "semver";
import type { Context, Unusable } from "./context";
import { withoutPulumiVariables } from "./environment";
import { fileName, findOnPath } from "./onPath";
import { failureOf, run } from "./run";
import {
    engineVersion,
    type GoProgram,
    goPrograms,
    minimumGoVersion,
    toolchainVersion,
    versionVariable,
} from "./versions";

/** Builds `pulumi` and its Node language host into `staging`. */
export function buildWithGo(context: Context, staging: string): Promise<{ folder: string } | Unusable> {
    const title = { name: `Pulumi ${engineVersion}`, duration: "about 4 minutes on two cores" };
    return buildPrograms(context, staging, goPrograms, title);
}

/**
 * Builds programs into `staging`.
 *
 * @param title Their name and the duration of the build, for the log.
 */
export async function buildPrograms(
    context: Context,
    staging: string,
    programs: readonly GoProgram[],
    title: { name: string; duration: string },
): Promise<{ folder: string } | Unusable> {
    const go = await findGo(context);
    if ("reason" in go) {
        return go;
    }
    const folder = join(staging, "built");
    const temporary = join(staging, "tmp");
    mkdirSync(folder, { recursive: true });
    mkdirSync(temporary, { recursive: true });
    const env = goEnvironment(context, go.version, temporary);

    context.progress.line(`building ${title.name} with Go ${go.version}: ${title.duration}, once for this machine`);
    for (const program of programs) {
        writeModule(moduleFolder(staging, program), program);
    }
    let status = "starting";
    context.progress.start(() => status);
    try {
        // All downloads come before all compiling, so that a closed network shows within seconds.
        const downloads = programs.map((program) => downloadStep(program, context));
        const compilations = programs.map((program) =>
            compileStep(program, join(folder, fileName(program.name, context.platform))),
        );
        for (const step of [...downloads, ...compilations]) {
            const doing = `${step.doing} of ${step.program.name}`;
            let count = 0;
            status = doing;
            const result = await run(go.path, step.args, {
                env,
                cwd: moduleFolder(staging, step.program),
                signal: context.signal,
                limitMs: context.limits.goMs,
                stallMs: step.stallMs,
                onLine: (line) => {
                    count += step.counts.test(line) ? 1 : 0;
                    status = count ? `${doing}: ${count} so far` : doing;
                },
            });
            const failed = failureOf(result);
            if (failed) {
                return { reason: `${doing} failed: go ${step.args[0]} ${failed}` };
            }
        }
    } finally {
        context.progress.stop();
    }
    return { folder };
}

/** One run of Go. */
interface Step {
    program: GoProgram;
    args: string[];
    doing: string;
    /** Matches the lines of output that the status counts. */
    counts: RegExp;
    stallMs?: number;
}

function downloadStep(program: GoProgram, context: Context): Step {
    return {
        program,
        args: ["get", `${program.package}@${program.version}`],
        doing: "downloading modules",
        counts: /^go: downloading /,
        stallMs: context.limits.downloadStallMs,
    };
}

function compileStep(program: GoProgram, output: string): Step {
    const ldflags = `-s -w -X ${versionVariable}=${program.version}`;
    return {
        program,
        args: ["build", "-v", "-trimpath", "-buildvcs=false", "-ldflags", ldflags, "-o", output, program.package],
        doing: "compiling packages",
        counts: /^[\w./-]+$/,
    };
}

function moduleFolder(staging: string, program: GoProgram): string {
    return join(staging, `module-${program.name}`);
}

function writeModule(folder: string, program: GoProgram): void {
    mkdirSync(folder, { recursive: true });
    const replace = program.replace ? `\nreplace ${program.replace}\n` : "";
    writeFileSync(
        join(folder, "go.mod"),
        `module temporary\n\ngo ${semver.major(minimumGoVersion)}.${semver.minor(minimumGoVersion)}\n${replace}`,
    );
}

/** Returns a Go that is new enough, or why there is none. */
export async function findGo(context: Context): Promise<{ path: string; version: string } | Unusable> {
    const [path] = findOnPath("go", context);
    if (!path) {
        return { reason: "no go on PATH" };
    }
    // "local" makes Go print its own version and not that of a toolchain that a go.mod selects.
    const env = { ...context.env, GOTOOLCHAIN: "local" };
    const result = await run(path, ["version"], { env, limitMs: context.limits.checkMs, signal: context.signal });
    const failed = failureOf(result);
    const version = semver.coerce(/\bgo(\d+\.\d+(\.\d+)?)/.exec(result.stdout)?.[1])?.version;
    if (failed || !version) {
        return { reason: `${path} ${failed ?? "prints no version"}` };
    }
    if (semver.lt(version, minimumGoVersion)) {
        return { reason: `${path} is version ${version}: ${minimumGoVersion} or newer is required` };
    }
    return { path, version };
}

/** Returns the environment of a build, which keeps its temporary files in `temporary`. */
export function goEnvironment(context: Context, version: string, temporary: string): NodeJS.ProcessEnv {
    // The build is for this machine, even if the caller cross-compiles.
    const { GOOS: _os, GOARCH: _arch, ...env } = withoutPulumiVariables(context.env);
    return {
        ...env,
        GO111MODULE: "on",
        GOFLAGS: "-mod=mod",
        GOWORK: "off",
        // As in Pulumi's own releases, so that no C compiler is needed.
        CGO_ENABLED: "0",
        // The files of an interrupted build are removed with the staging folder.
        GOTMPDIR: temporary,
        ...(semver.lt(version, toolchainVersion) ? { GOTOOLCHAIN: "auto" } : {}),
    };
}
