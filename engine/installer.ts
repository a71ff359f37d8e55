/** Gets an engine with Pulumi's official install script, giving a closed network seconds, not minutes. */
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Context, Refused } from "./context";
import { withoutPulumiVariables } from "./environment";
import { findOnPath } from "./onPath";
import { run, seconds, whyFailed } from "./run";
import { engineVersion, installPage } from "./versions";

/** curl's exit code for "took longer than --max-time". */
const curlTimedOut = 28;

/**
 * Downloads and runs the script with everything it writes inside `staging`. It is fetched with curl, which the script
 * itself needs, so that both know the same proxies and certificates.
 */
export async function runInstaller(context: Context, staging: string): Promise<{ folder: string } | Refused> {
    const { limits, installerUrl: url } = context;
    if (context.platform === "win32") {
        return { refused: `its script is for Linux and macOS; on Windows install Pulumi from ${installPage}` };
    }
    const [curl] = findOnPath("curl", context);
    const [sh] = findOnPath("sh", context);
    if (!curl || !sh) {
        return { refused: `it needs ${curl ? "sh" : "curl"}, which is not on PATH` };
    }
    const temporary = join(staging, "tmp");
    const root = join(staging, "installed");
    const script = join(staging, "install.sh");
    mkdirSync(temporary, { recursive: true });
    // The script would send GITHUB_TOKEN along with a download that is public.
    const { GITHUB_TOKEN: _, ...env } = withoutPulumiVariables(context.env);
    const options = { env: { ...env, TMPDIR: temporary }, cwd: staging, signal: context.signal };

    const maximum = String(limits.installerAnswerMs / 1_000);
    const answer = await run(curl, ["-fsSL", "--max-time", maximum, "-o", script, url], {
        ...options,
        limitMs: limits.installerAnswerMs + 1_000,
    });
    if (answer.failure || answer.exitCode === curlTimedOut) {
        return { refused: `no answer from ${url} within ${seconds(limits.installerAnswerMs)}` };
    }
    const failed = whyFailed(answer);
    if (failed) {
        return { refused: `${url} cannot be had: ${failed}` };
    }

    context.progress.line(`installing Pulumi ${engineVersion} with ${url}`);
    context.progress.start(() => `downloading Pulumi, ${Math.round(bytesIn(staging) / 1_000_000)} MB on disk`);
    const installed = await run(
        sh,
        [script, "--version", engineVersion, "--install-root", root, "--no-edit-path"],
        // The archive is downloaded to TMPDIR and unpacked beside it: as long as the folder grows, something arrives.
        { ...options, limitMs: limits.installerMs, stallMs: limits.installerStallMs, measure: () => bytesIn(staging) },
    );
    context.progress.stop();
    const why = whyFailed(installed);
    return why ? { refused: `its script ${why}` } : { folder: join(root, "bin") };
}

function bytesIn(folder: string): number {
    let bytes = 0;
    try {
        for (const entry of readdirSync(folder, { withFileTypes: true })) {
            const path = join(folder, entry.name);
            bytes += entry.isDirectory() ? bytesIn(path) : (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
        }
    } catch {
        // A folder that vanished while it was being read counts for nothing.
    }
    return bytes;
}
