/** Makes single executables: Node with a program's script inside (Node calls them SEA). */
import { execFile } from "node:child_process";
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { signAdHoc } from "./adHocSignature";
import type { Target } from "./targets";

const runFile = promisify(execFile);
const postject = require.resolve("postject/dist/cli.js");
/** The text in Node whose last digit says whether it contains a script. */
const fuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/**
 * Packs a script for Node, in an empty folder. Returns the file.
 *
 * One file serves all platforms. It has no code cache: that would save 5 to 20 ms of a start on this platform alone,
 * and differ each time.
 *
 * @param node Node for this machine.
 */
export async function packScript(node: string, code: Uint8Array, folder: string): Promise<string> {
    // The names are relative, because the file keeps that of the script.
    const config = { main: "plugin.cjs", output: "plugin.blob", disableExperimentalSEAWarning: true };
    writeFileSync(join(folder, config.main), code);
    writeFileSync(join(folder, "sea.json"), JSON.stringify(config));
    await runFile(node, ["--experimental-sea-config", "sea.json"], { cwd: folder });
    return join(folder, config.output);
}

/**
 * Makes the executable of a platform.
 *
 * @param node Node for the platform, which stays as it is.
 * @param script The file of {@link packScript}.
 * @param file The path of the executable.
 */
export async function makeExecutable(target: Target, node: string, script: string, file: string): Promise<void> {
    copyFileSync(node, file);
    chmodSync(file, 0o755);
    if (target.name.startsWith("win-")) {
        writeFileSync(file, withoutSignature(readFileSync(file)));
    }
    // postject removes the signature of a Mach-O executable.
    const segment = target.name.startsWith("darwin-") ? ["--macho-segment-name", "NODE_SEA"] : [];
    await runFile(process.execPath, [postject, file, "NODE_SEA_BLOB", script, "--sentinel-fuse", fuse, ...segment]);
    if (target.name.startsWith("darwin-")) {
        writeFileSync(file, signAdHoc(readFileSync(file), basename(file)));
    }
}

/** Returns a PE executable without its signature, which an injection makes invalid. Windows starts unsigned ones. */
function withoutSignature(executable: Buffer): Buffer {
    // The fifth data directory, in the optional header of 64 bits.
    const entry = executable.readUInt32LE(0x3c) + 24 + 112 + 4 * 8;
    const [offset, bytes] = [executable.readUInt32LE(entry), executable.readUInt32LE(entry + 4)];
    if (offset + bytes !== executable.length) {
        throw new Error("the signature is not at the end of the executable");
    }
    executable.fill(0, entry, entry + 8);
    return executable.subarray(0, offset);
}
