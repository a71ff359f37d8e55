/** A folder that all processes of a test run share for things that are slow to make. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { removeAtExit } from "./temporaryFolder";

/** Names the folder for child processes. */
const variable = "MYSAFE_TEST_RUN";

/** Waits longer than any install takes, and retries four times a second. */
const retries = { retries: 1_200, factor: 1, minTimeout: 250, maxTimeout: 250 };

/** Opens the folder of this run. A process that finds one open uses it and leaves it. */
export function openRunFolder(): void {
    if (process.env[variable] === undefined) {
        const folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-run-"));
        removeAtExit(folder);
        process.env[variable] = folder;
    }
}

/**
 * Returns a folder of the run. The first process that asks for it makes it, and the others wait.
 *
 * @param make Fills the empty folder. After an error the folder is gone, and the next process tries again.
 */
export async function runFolder(key: string, make: (folder: string) => Promise<void>): Promise<string> {
    openRunFolder();
    const folder = join(String(process.env[variable]), key);
    const done = `${folder}.done`;
    if (existsSync(done)) {
        return folder;
    }
    mkdirSync(folder, { recursive: true });
    const release = await lock(folder, { lockfilePath: `${folder}.lock`, stale: 30_000, retries });
    try {
        if (!existsSync(done)) {
            mkdirSync(folder, { recursive: true });
            await make(folder);
            writeFileSync(done, "");
        }
    } catch (error) {
        rmSync(folder, { recursive: true, force: true });
        throw error;
    } finally {
        await release();
    }
    return folder;
}
