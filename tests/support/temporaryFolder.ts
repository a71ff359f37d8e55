/** Temporary folders of this process. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

/** Creates a folder that the end of this process removes. */
export function temporaryFolder(purpose: string): string {
    const folder = mkdtempSync(join(tmpdir(), `pulumi-mysafe-${purpose}-`));
    removeAtExit(folder);
    return folder;
}

/** Removes a folder at the end of this process. */
export function removeAtExit(folder: string): void {
    if (folders.push(folder) === 1) {
        process.once("exit", () => {
            for (const each of folders) {
                rmSync(each, { recursive: true, force: true });
            }
        });
    }
}
