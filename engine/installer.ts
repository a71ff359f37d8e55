/** Gets an engine with Pulumi's official install script. With a closed network it gives up within seconds. */
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Context, Unusable } from "./context";
import { withoutPulumiVariables } from "./environment";
import { findOnPath } from "./onPath";
import { failureOf, run, seconds } from "./run";
import { engineVersion, installPage } from "./versions";

/** curl's exit code when --max-time has passed. */
const curlTimedOut = 28;

/**
 * Downloads and runs the script, with all its files inside `staging`. It downloads with curl, which the script
 * itself needs, so that both use the same proxies and certificates.
 */
export async function runInstaller(context: Context, staging: string): Promise<{ folder: string } | Unusable> {
    const { limits, installerUrl: url } = context;
    if (context.platform === "win32") {
        return { reason: `its script supports only Linux and macOS; on Windows install Pulumi from ${installPage}` };
    }
    const [curl] = findOnPath("curl", context);
    const [sh] = findOnPath("sh", context);
    if (!curl || !sh) {
        return { reason: `it requires ${curl ? "sh" : "curl"}, which is not on PATH` };
    }
    const temporary = join(staging, "tmp");
    const root = join(staging, "installed");
    const script = join(staging, "install.sh");
    mkdirSync(temporary, { recursive: true });
    // The script would send GITHUB_TOKEN with a public download.
    const { GITHUB_TOKEN: _, ...env } = withoutPulumiVariables(context.env);
    const options = { env: { ...env, TMPDIR: temporary }, cwd: staging, signal: context.signal };

    const maximum = String(limits.installerAnswerMs / 1_000);
    const answer = await run(curl, ["-fsSL", "--max-time", maximum, "-o", script, url], {
        ...options,
        limitMs: limits.installerAnswerMs + 1_000,
    });
    if (answer.failure || answer.exitCode === curlTimedOut) {
        return { reason: `no response from ${url} within ${seconds(limits.installerAnswerMs)}` };
    }
    const failed = failureOf(answer);
    if (failed) {
        return { reason: `cannot download ${url}: ${failed}` };
    }

    context.progress.line(`installing Pulumi ${engineVersion} with ${url}`);
    context.progress.start(() => `downloading Pulumi, ${Math.round(bytesIn(staging) / 1_000_000)} MB on disk`);
    const installed = await run(
        sh,
        [script, "--version", engineVersion, "--install-root", root, "--no-edit-path"],
        // The script downloads to TMPDIR and unpacks beside it, so a growing folder means progress.
        { ...options, limitMs: limits.installerMs, stallMs: limits.installerStallMs, measure: () => bytesIn(staging) },
    );
    context.progress.stop();
    const failure = failureOf(installed);
    return failure ? { reason: `its script ${failure}` } : { folder: join(root, "bin") };
}

function bytesIn(folder: string): number {
    let bytes = 0;
    try {
        for (const entry of readdirSync(folder, { withFileTypes: true })) {
            const path = join(folder, entry.name);
            bytes += entry.isDirectory() ? bytesIn(path) : (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
        }
    } catch {
        // The folder was removed meanwhile, so it counts as empty.
    }
    return bytes;
}
