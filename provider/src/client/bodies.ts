import { isAscii, isUtf8 } from "node:buffer";
import { quote } from "../shared/text";

/** The values of `Content-Encoding` that node-fetch decodes. It passes on a body of any other. */
const knownEncodings = new Set(["", "identity", "gzip", "x-gzip", "deflate", "x-deflate", "br"]);

/** The charset of JSON (RFC 8259, section 8.1), which a body without a declared charset has. */
const utf8 = "utf-8";
const strictUtf8 = new TextDecoder(utf8, { fatal: true });

/** @throws Error with the code `UNSUPPORTED_ENCODING` where the body stays encoded. */
export function requireKnownEncoding(contentEncoding: string | null): void {
    const encoding = contentEncoding ?? "";
    if (!knownEncodings.has(encoding)) {
        throw createBodyError("UNSUPPORTED_ENCODING", quote(encoding));
    }
}

/** @throws Error with the code `INVALID_LENGTH` where a body that is not encoded has another length than declared. */
export function requireDeclaredLength(body: ArrayBuffer, contentLength: string | null, contentEncoding: string | null) {
    const isEncoded = !/^(identity)?$/.test(contentEncoding ?? "");
    if (contentLength !== null && !isEncoded && Number(contentLength) !== body.byteLength) {
        throw createBodyError("INVALID_LENGTH", `${body.byteLength} of ${Number(contentLength)} bytes`);
    }
}

function createBodyError(code: string, detail: string): Error {
    return Object.assign(new Error(`${code}: ${detail}`), { code, detail });
}

/**
 * Decodes a body by the charset that its headers declare. A byte order mark counts more. So does UTF-8 with characters
 * beyond ASCII, since some servers declare their default charset for JSON.
 *
 * @param isStrict Makes an undecodable body an error. Otherwise "\ufffd" replaces its wrong bytes.
 * @throws TypeError or RangeError with a code of Node (`ERR_ENCODING_…`), and the charset as `detail`.
 */
export function decodeBody(body: ArrayBuffer, contentType: string | null, isStrict: boolean): string {
    // Two headers with a charset come as one, with a comma between.
    const declared = /;\s*charset\s*=\s*["']?([^\s;,"']+)/i.exec(contentType ?? "")?.[1];
    const charset = charsetOfMark(body) ?? declared?.toLowerCase() ?? utf8;
    try {
        const isStandard = charset === utf8 || isCertainlyUtf8(body) || isPlain(body, charset);
        return (isStandard ? strictUtf8 : new TextDecoder(charset, { fatal: true })).decode(body);
    } catch (error) {
        if (!isStrict) {
            return new TextDecoder().decode(body);
        }
        const detail = error instanceof RangeError ? quote(charset) : charset.toUpperCase();
        throw Object.assign(error as Error, { detail });
    }
}

/** Returns the charset of a byte order mark. */
function charsetOfMark(body: ArrayBuffer): string | undefined {
    const [first, second, third] = new Uint8Array(body, 0, Math.min(3, body.byteLength));
    if (first === 0xff && second === 0xfe) {
        return "utf-16le";
    }
    if (first === 0xfe && second === 0xff) {
        return "utf-16be";
    }
    return first === 0xef && second === 0xbb && third === 0xbf ? utf8 : undefined;
}

/** Returns whether a body is ASCII, in a charset that has all ASCII characters in one byte: most have, some write others so. */
function isPlain(body: ArrayBuffer, charset: string): boolean {
    return isAscii(Buffer.from(body)) && !/utf-?(7|16|32)|ucs|unicode|2022|hz/.test(charset);
}

/** Returns whether a body is valid UTF-8 with characters beyond ASCII. Hardly any text in another charset is. */
function isCertainlyUtf8(body: ArrayBuffer): boolean {
    return isUtf8(Buffer.from(body)) && !isAscii(Buffer.from(body));
}
