/** The archives of a release for all platforms, which each run of the tests makes once. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { archiveName, type Target, targets } from "../../../release/targets";
import { releaseVersion, writeRelease } from "../../../release/writeRelease";
import { runFolder } from "../../support/runFolder";
import { temporaryFolder } from "../../support/temporaryFolder";

const runFile = promisify(execFile);

/** The time limit of a test that can be the first to make the archives, and to download each Node. */
export const archivesTimeoutMs = 480_000;

/** Returns the folder of the archives. */
export function archivesFolder(): Promise<string> {
    return runFolder("archives", async (empty) => {
        await writeRelease(targets, empty);
    });
}

/** Returns the archive of a platform. */
export async function archiveOf(target: Target): Promise<string> {
    return join(await archivesFolder(), archiveName(target, releaseVersion()));
}

/** Unpacks the archive of a platform by the system's `tar`, and returns the folder. */
export async function unpacked(target: Target): Promise<string> {
    const folder = temporaryFolder("unpacked");
    await runFile("tar", ["-xzf", await archiveOf(target), "-C", folder]);
    return folder;
}
