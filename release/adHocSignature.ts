/** Signs a Mach-O executable ad hoc, as the linker of Go does: arm64 Macs start nothing unsigned. */
import { createHash } from "node:crypto";

const segmentCommand = 0x19;
const signatureCommand = 0x1d;
const signatureCommandBytes = 16;
const pageBytes = 4096;
const hashBytes = 32;
/** The super blob with its one entry, and the code directory of version 0x20400. */
const superBlobBytes = 20;
const directoryBytes = 88;

/**
 * Returns a 64-bit executable with an ad hoc signature: one code directory with the hash of each page.
 *
 * @throws Error if it is signed already, or has no room for one more load command.
 */
export function signAdHoc(executable: Buffer, identifier: string): Buffer {
    const { text, linkEdit, isSigned, room } = readCommands(executable);
    if (isSigned || room < signatureCommandBytes) {
        throw new Error(isSigned ? "the executable is signed already" : "the executable has no room for a signature");
    }
    // 1. Point a load command to the signature, at the end of the segment __LINKEDIT.
    const codeBytes = roundUp(executable.length, 16);
    const hashes = Math.ceil(codeBytes / pageBytes);
    const bytes = superBlobBytes + directoryBytes + identifier.length + 1 + hashes * hashBytes;
    const signed = Buffer.concat([executable], codeBytes + bytes);
    const commandsBytes = signed.readUInt32LE(20);
    signed.writeUInt32LE(signed.readUInt32LE(16) + 1, 16);
    signed.writeUInt32LE(commandsBytes + signatureCommandBytes, 20);
    for (const [index, value] of [signatureCommand, signatureCommandBytes, codeBytes, bytes].entries()) {
        signed.writeUInt32LE(value, 32 + commandsBytes + 4 * index);
    }
    const segmentBytes = BigInt(signed.length) - signed.readBigUInt64LE(linkEdit + 40);
    signed.writeBigUInt64LE(BigInt(roundUp(Number(segmentBytes), 16_384)), linkEdit + 32);
    signed.writeBigUInt64LE(segmentBytes, linkEdit + 48);

    // 2. Write the signature. Its numbers are big endian.
    const identifierAt = directoryBytes;
    const hashesAt = identifierAt + identifier.length + 1;
    let at = codeBytes;
    const put = (...values: number[]) => {
        for (const value of values) {
            at = signed.writeUInt32BE(value, at);
        }
    };
    put(0xfade0cc0, bytes, 1, 0, superBlobBytes);
    // The flags mean: ad hoc, by a linker. `codesign` replaces such a signature without being forced.
    put(0xfade0c02, bytes - superBlobBytes, 0x20400, 0x20002, hashesAt, identifierAt, 0, hashes, codeBytes);
    // Hashes of 32 bytes by SHA-256, of pages of 2^12 bytes; then no scatter, no team and no 64-bit limit.
    put(0x20020000 + Math.log2(pageBytes), 0, 0, 0, 0, 0, 0);
    at = signed.writeBigUInt64BE(signed.readBigUInt64LE(text + 40), at);
    at = signed.writeBigUInt64BE(signed.readBigUInt64LE(text + 48), at);
    at = signed.writeBigUInt64BE(1n, at);
    at += signed.write(`${identifier}\0`, at, "latin1");
    for (let page = 0; page < codeBytes; page += pageBytes) {
        const code = signed.subarray(page, Math.min(page + pageBytes, codeBytes));
        at += createHash("sha256").update(code).digest().copy(signed, at);
    }
    return signed;
}

/** Returns where the commands of two segments are, and the bytes between the last command and the first section. */
function readCommands(executable: Buffer) {
    const found = { text: 0, linkEdit: 0, isSigned: false, room: 0 };
    if (executable.readUInt32LE(0) !== 0xfeedfacf) {
        throw new Error("this is no 64-bit Mach-O executable");
    }
    const commandsEnd = 32 + executable.readUInt32LE(20);
    for (let at = 32; at < commandsEnd; at += executable.readUInt32LE(at + 4)) {
        const command = executable.readUInt32LE(at);
        const segment = command === segmentCommand ? executable.toString("latin1", at + 8, at + 24) : "";
        found.isSigned ||= command === signatureCommand;
        if (segment.startsWith("__TEXT\0")) {
            const sections = Array.from({ length: executable.readUInt32LE(at + 64) }, (_, index) =>
                executable.readUInt32LE(at + 72 + 80 * index + 48),
            );
            found.text = at;
            found.room = Math.min(...sections) - commandsEnd;
        } else if (segment.startsWith("__LINKEDIT\0")) {
            found.linkEdit = at;
        }
    }
    return found;
}

function roundUp(bytes: number, unit: number): number {
    return Math.ceil(bytes / unit) * unit;
}
