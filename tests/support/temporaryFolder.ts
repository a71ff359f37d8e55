/** Folders that go when this process does. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

/** Makes a folder that goes when this process does. */
export function temporaryFolder(purpose: string): string {
    const folder = mkdtempSync(join(tmpdir(), `pulumi-mysafe-${purpose}-`));
    removeAtExit(folder);
    return folder;
}

/** Removes a folder when this process ends. */
export function removeAtExit(folder: string): void {
    if (folders.push(folder) === 1) {
        process.once("exit", () => {
            for (const each of folders) {
                rmSync(each, { recursive: true, force: true });
            }
        });
    }
}
