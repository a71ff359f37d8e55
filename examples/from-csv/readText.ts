import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { refusal } from "./problems";

const solution = 'Save it in Excel as "CSV UTF-8".';

/** Returns the text of a file in UTF-8 or UTF-16, with one kind of line end. @throws RunError if it cannot be decoded. */
export function readText(file: string): string {
    const text = decode(readBytes(file), file).replace(/\r\n?/g, "\n");
    if (text.includes("\0")) {
        throw refusal(file, [`line ${lineAt(text, text.indexOf("\0"))}: it has a NUL character. ${solution}`]);
    }
    return text;
}

/** Returns the number of the line at an index of a text. */
export function lineAt(text: string, index: number): number {
    return text.slice(0, index).split("\n").length;
}

function readBytes(file: string): Buffer {
    try {
        return readFileSync(file);
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        const problem = code === "ENOENT" ? "there is no such file" : `it cannot be read (${code})`;
        throw refusal(file, [`${problem}. Set its path: pulumi config set file leavers.csv`]);
    }
}

/** Decodes UTF-8, or the UTF-16 that Excel calls Unicode Text. The decoder removes a byte order mark. */
function decode(bytes: Buffer, file: string): string {
    const mark = bytes.toString("hex", 0, 2);
    if (mark === "fffe" || mark === "feff") {
        try {
            return new TextDecoder(mark === "fffe" ? "utf-16le" : "utf-16be", { fatal: true }).decode(bytes);
        } catch {
            throw refusal(file, [`it starts as UTF-16 text, but a part of it is not. ${solution}`]);
        }
    }
    const lines = bytes.toString("latin1").split(/\r\n?|\n/);
    const bad = lines.findIndex((line) => !isUtf8(Buffer.from(line, "latin1")));
    if (bad >= 0) {
        throw refusal(file, [`line ${bad + 1}: it is not UTF-8 text. ${solution}`]);
    }
    return new TextDecoder().decode(bytes);
}
