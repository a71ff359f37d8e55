import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A temporary folder for the files of a suite. */
export interface TlsFiles {
    folder: string;
    /** The path of a file that does not exist. */
    missing: string;
    /** Writes a file and returns its path. */
    write(name: string, content: string | Buffer): string;
}

/** Creates the folder, which the calling suite removes at its end. */
export function useTlsFiles(): TlsFiles {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-tls-"));
    after(() => rmSync(folder, { recursive: true, force: true }));
    return {
        folder,
        missing: join(folder, "missing.pem"),
        write(name, content) {
            const path = join(folder, name);
            writeFileSync(path, content);
            return path;
        },
    };
}

/** Returns the lines of a PEM that no error may repeat. */
export function pemLines(pem: string): string[] {
    return pem.split("\n").filter((line) => line !== "" && !line.startsWith("-----"));
}
