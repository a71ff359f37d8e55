/** The archives of a release, which each run of the tests makes once. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { pulumiPlugin, terraformProvider } from "../../../release/programs";
import { ownTarget, type Target, targets } from "../../../release/targets";
import { releaseVersion, writeRelease } from "../../../release/writeRelease";
import { runFolder } from "../../support/runFolder";
import { temporaryFolder } from "../../support/temporaryFolder";

const runFile = promisify(execFile);

/** The time limit of a test that can be the first to make the archives, and to download each Node. */
export const archivesTimeoutMs = 480_000;

/** Returns the folder of the plugin's archives for all platforms. */
export function archivesFolder(): Promise<string> {
    return runFolder("archives", (empty) => writeRelease([pulumiPlugin], targets, empty));
}

/** Returns the folder of the Terraform provider's archive for this platform. */
export function providerFolder(): Promise<string> {
    return runFolder("provider-archive", (empty) => writeRelease([terraformProvider], [ownTarget()], empty));
}

/** Returns the plugin's archive for a platform. */
export async function archiveOf(target: Target): Promise<string> {
    return join(await archivesFolder(), pulumiPlugin.archiveName(target, releaseVersion()));
}

/** Returns the Terraform provider's archive for this platform. */
export async function providerArchive(): Promise<string> {
    return join(await providerFolder(), terraformProvider.archiveName(ownTarget(), releaseVersion()));
}

/** Unpacks the plugin's archive for a platform by the system's `tar`, and returns the folder. */
export async function unpacked(target: Target): Promise<string> {
    const folder = temporaryFolder("unpacked");
    await runFile("tar", ["-xzf", await archiveOf(target), "-C", folder]);
    return folder;
}
