/** Builds an engine with Go, each program in a small throw-away module. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as semver from "semver";
import type { Context, Refused } from "./context";
import { withoutPulumiVariables } from "./environment";
import { fileName, findOnPath } from "./onPath";
import { run, whyFailed } from "./run";
import {
    engineVersion,
    type GoProgram,
    goPrograms,
    minimumGoVersion,
    toolchainVersion,
    versionVariable,
} from "./versions";

/** Builds `pulumi` and its Node language host into `staging`. */
export async function buildWithGo(context: Context, staging: string): Promise<{ folder: string } | Refused> {
    const go = await findGo(context);
    if ("refused" in go) {
        return go;
    }
    const folder = join(staging, "built");
    const temporary = join(staging, "tmp");
    mkdirSync(folder, { recursive: true });
    mkdirSync(temporary, { recursive: true });
    const env = goEnvironment(context, go.version, temporary);

    context.progress.line(
        `building Pulumi ${engineVersion} with Go ${go.version}: about 4 minutes on two cores, once for this machine`,
    );
    for (const program of goPrograms) {
        writeModule(moduleFolder(staging, program), program);
    }
    let status = "starting";
    context.progress.start(() => status);
    try {
        // All downloads come before all compiling: a closed network shows within seconds.
        const downloads = goPrograms.map((program) => downloadStep(program, context));
        const compilations = goPrograms.map((program) =>
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
            const failed = whyFailed(result);
            if (failed) {
                return { refused: `${doing} failed: go ${step.args[0]} ${failed}` };
            }
        }
    } finally {
        context.progress.stop();
    }
    return { folder };
}

/** One call of Go. */
interface Step {
    program: GoProgram;
    args: string[];
    doing: string;
    /** The lines of output that are counted in the status. */
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
        `module throwaway\n\ngo ${semver.major(minimumGoVersion)}.${semver.minor(minimumGoVersion)}\n${replace}`,
    );
}

/** Finds a Go that is new enough. */
export async function findGo(context: Context): Promise<{ path: string; version: string } | Refused> {
    const [path] = findOnPath("go", context);
    if (!path) {
        return { refused: "no go on PATH" };
    }
    // Outside any module, so that the answer is about this Go and not about one that a go.mod nearby selects.
    const env = { ...context.env, GOTOOLCHAIN: "local" };
    const result = await run(path, ["version"], { env, limitMs: context.limits.checkMs, signal: context.signal });
    const failed = whyFailed(result);
    const version = semver.coerce(/\bgo(\d+\.\d+(\.\d+)?)/.exec(result.stdout)?.[1])?.version;
    if (failed || !version) {
        return { refused: `${path} ${failed ?? "does not tell its version"}` };
    }
    if (semver.lt(version, minimumGoVersion)) {
        return { refused: `${path} is version ${version}, too old: ${minimumGoVersion} or newer is needed` };
    }
    return { path, version };
}

/** The environment of its builds; what these leave behind stands in `temporary`. */
export function goEnvironment(context: Context, version: string, temporary: string): NodeJS.ProcessEnv {
    // Built for this machine, whatever the caller is cross-compiling for.
    const { GOOS: _os, GOARCH: _arch, ...env } = withoutPulumiVariables(context.env);
    return {
        ...env,
        GO111MODULE: "on",
        GOFLAGS: "-mod=mod",
        GOWORK: "off",
        // As Pulumi's own releases: no C compiler needed.
        CGO_ENABLED: "0",
        // What an interrupted build leaves behind goes with the staging folder.
        GOTMPDIR: temporary,
        ...(semver.lt(version, toolchainVersion) ? { GOTOOLCHAIN: "auto" } : {}),
    };
}
