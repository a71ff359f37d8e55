import { createHash } from "node:crypto";

/** Returns what is wrong with the ad hoc signature of a Mach-O executable, by its own hash of each page. */
export function signatureProblems(executable: Buffer): string[] {
    const commands = executable.readUInt32LE(16);
    let found = 0;
    let end = 0;
    for (let at = 32, index = 0; index < commands; index++, at += executable.readUInt32LE(at + 4)) {
        const isLinkEdit = executable.toString("latin1", at + 8, at + 18) === "__LINKEDIT";
        end = isLinkEdit ? Number(executable.readBigUInt64LE(at + 40) + executable.readBigUInt64LE(at + 48)) : end;
        found = executable.readUInt32LE(at) === 0x1d ? at : found;
    }
    if (found === 0) {
        return ["no signature"];
    }
    const signature = executable.subarray(executable.readUInt32LE(found + 8));
    const directory = signature.subarray(signature.readUInt32BE(16));
    const [hashesAt, pages, limit] = [16, 28, 32].map((at) => directory.readUInt32BE(at)) as [number, number, number];
    const wrong = Array.from({ length: pages }, (_, page) => page).filter((page) => {
        const code = executable.subarray(page * 4096, Math.min((page + 1) * 4096, limit));
        const hash = directory.subarray(hashesAt + 32 * page, hashesAt + 32 * (page + 1));
        return !createHash("sha256").update(code).digest().equals(hash);
    });
    return [
        ...(signature.readUInt32BE(0) === 0xfade0cc0 && directory.readUInt32BE(0) === 0xfade0c02
            ? []
            : ["no directory"]),
        ...(limit === executable.readUInt32LE(found + 8) && pages === Math.ceil(limit / 4096) ? [] : ["wrong limit"]),
        ...(end === executable.length && signature.length === signature.readUInt32BE(4) ? [] : ["wrong end"]),
        ...(wrong.length === 0 ? [] : [`wrong pages: ${wrong.join(", ")}`]),
    ];
}
