/** Checks an engine by running it. */
import { basename } from "node:path";
import * as semver from "semver";
import type { Context, Unusable } from "./context";
import { withoutPulumiVariables } from "./environment";
import { failureOf, type RunResult, run } from "./run";
import { minimumEngineVersion } from "./versions";

/** Runs `pulumi version`. Returns the version without its `v`, or why the engine is unusable. */
export async function checkPulumi(pulumi: string, context: Context): Promise<{ version: string } | Unusable> {
    const result = await execute(pulumi, ["version"], context);
    const failed = failureOf(result);
    if (failed) {
        return { reason: `${pulumi} ${failed}` };
    }
    const version = semver.valid(/\bv?(\d+\.\d+\.\d+\S*)/.exec(result.stdout)?.[1]);
    if (!version) {
        return { reason: `${pulumi} prints no version` };
    }
    if (semver.lt(version, minimumEngineVersion)) {
        return { reason: `${pulumi} is version ${version}: ${minimumEngineVersion} or newer is required` };
    }
    return { version };
}

/**
 * Runs the Node language host, which without an engine can only list its flags.
 * @returns why it is unusable, or undefined if it runs.
 */
export async function checkLanguageHost(host: string, context: Context): Promise<Unusable | undefined> {
    const result = await execute(host, ["-help"], context);
    // Go's flag package prints the usage and exits with 0, or with 2 before Go 1.15.
    if (!result.failure && (result.exitCode === 0 || result.exitCode === 2) && /^Usage of /m.test(result.stderr)) {
        return undefined;
    }
    return { reason: `${host} ${failureOf(result) ?? `is not a ${basename(host)}`}` };
}

function execute(command: string, args: string[], context: Context): Promise<RunResult> {
    return run(command, args, {
        env: { ...withoutPulumiVariables(context.env), PULUMI_SKIP_UPDATE_CHECK: "1" },
        limitMs: context.limits.checkMs,
        signal: context.signal,
    });
}
