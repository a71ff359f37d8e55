/** Finds out whether an engine is complete, new enough and runs, by running it. */
import { basename } from "node:path";
import * as semver from "semver";
import type { Context, Refused } from "./context";
import { withoutPulumiVariables } from "./environment";
import { type RunResult, run, whyFailed } from "./run";
import { minimumEngineVersion } from "./versions";

/** Runs `pulumi version`: the version without its `v`, or why this engine cannot be used. */
export async function checkPulumi(pulumi: string, context: Context): Promise<{ version: string } | Refused> {
    const result = await execute(pulumi, ["version"], context);
    const failed = whyFailed(result);
    if (failed) {
        return { refused: `${pulumi} ${failed}` };
    }
    const version = semver.valid(/\bv?(\d+\.\d+\.\d+\S*)/.exec(result.stdout)?.[1]);
    if (!version) {
        return { refused: `${pulumi} does not tell its version` };
    }
    if (semver.lt(version, minimumEngineVersion)) {
        return { refused: `${pulumi} is version ${version}, too old: ${minimumEngineVersion} or newer is needed` };
    }
    return { version };
}

/**
 * Runs the Node language host, which without an engine can do no more than list its flags.
 * @returns why it cannot be used, or undefined when it runs.
 */
export async function checkLanguageHost(host: string, context: Context): Promise<Refused | undefined> {
    const result = await execute(host, ["-help"], context);
    // Go's flag package writes the usage and ends with 0, or 2 before Go 1.15.
    if (!result.failure && (result.exitCode === 0 || result.exitCode === 2) && /^Usage of /m.test(result.stderr)) {
        return undefined;
    }
    return { refused: `${host} ${whyFailed(result) ?? `is not a ${basename(host)}`}` };
}

function execute(command: string, args: string[], context: Context): Promise<RunResult> {
    return run(command, args, {
        env: { ...withoutPulumiVariables(context.env), PULUMI_SKIP_UPDATE_CHECK: "1" },
        limitMs: context.limits.checkMs,
        signal: context.signal,
    });
}
