import { isAscii, isUtf8 } from "node:buffer";
import type { Readable } from "node:stream";
import { quote } from "../shared/text";

/** The values of `Content-Encoding` that node-fetch decodes. It passes on a body of any other. */
const knownEncodings = new Set(["", "identity", "gzip", "x-gzip", "deflate", "x-deflate", "br"]);

/** The charset of JSON (RFC 8259, section 8.1), which a body without a declared charset has. */
const utf8 = "utf-8";
const strictUtf8 = new TextDecoder(utf8, { fatal: true });

/** Far above any list of passwords. */
const maxBytes = 64 * 1024 * 1024;

/**
 * Reads a body to its end. The functions of node-fetch that read one cost 6 % of the CPU time of a request.
 *
 * @throws The error of the stream, or one with the code `max-size` where the body is too large.
 */
export function collectBody(body: Readable): Promise<Buffer> {
    return new Promise((resolve, reject) => {
        const chunks: Buffer[] = [];
        let length = 0;
        body.on("data", (chunk: Buffer) => {
            chunks.push(chunk);
            length += chunk.length;
            if (length > maxBytes) {
                body.destroy(createBodyError("max-size", `more than ${maxBytes} bytes`));
            }
        });
        body.on("end", () => resolve(Buffer.concat(chunks, length)));
        body.on("error", reject);
        // The connection can fail in the turn in which the headers came.
        if (body.errored) {
            reject(body.errored);
        }
    });
}

/** @throws Error with the code `UNSUPPORTED_ENCODING` where the body stays encoded. */
export function requireKnownEncoding(contentEncoding: string | null): void {
    const encoding = contentEncoding ?? "";
    if (!knownEncodings.has(encoding)) {
        throw createBodyError("UNSUPPORTED_ENCODING", quote(encoding));
    }
}

/** @throws Error with the code `INVALID_LENGTH` where a body that is not encoded has another length than declared. */
export function requireDeclaredLength(body: Uint8Array, contentLength: string | null, contentEncoding: string | null) {
    const isEncoded = !/^(identity)?$/.test(contentEncoding ?? "");
    if (contentLength !== null && !isEncoded && Number(contentLength) !== body.byteLength) {
        throw createBodyError("INVALID_LENGTH", `${body.byteLength} of ${Number(contentLength)} bytes`);
    }
}

function createBodyError(code: string, detail: string): Error {
    return Object.assign(new Error(`${code}: ${detail}`), { code, detail });
}

/** Charsets that write other letters as ASCII, so that ASCII bytes are not always ASCII text. */
const sevenBits = /utf-?(7|16|32)|ucs|unicode|2022|hz/;

/**
 * Decodes a body by the charset that its headers declare. Valid UTF-8 overrides it, since some servers declare their
 * default charset for JSON, and hardly any other text is valid UTF-8 beyond ASCII.
 *
 * @param isStrict Makes an undecodable body an error. Otherwise "\ufffd" replaces its wrong bytes.
 * @throws TypeError or RangeError with a code of Node (`ERR_ENCODING_…`), and the charset as `detail`.
 */
export function decodeBody(body: Uint8Array, contentType: string | null, isStrict: boolean): string {
    // Two headers with a charset come as one, with a comma between.
    const declared = /;\s*charset\s*=\s*["']?([^\s;,"']+)/i.exec(contentType ?? "")?.[1];
    const charset = declared?.toLowerCase() ?? utf8;
    try {
        return (
            charset === utf8 || isCertainlyUtf8(body, charset) ? strictUtf8 : new TextDecoder(charset, { fatal: true })
        ).decode(body);
    } catch (error) {
        if (!isStrict) {
            return new TextDecoder().decode(body);
        }
        const detail = error instanceof RangeError ? quote(charset) : charset.toUpperCase();
        throw Object.assign(error as Error, { detail });
    }
}

/** Returns whether a body is UTF-8 in spite of the charset that its headers declare. */
function isCertainlyUtf8(body: Uint8Array, charset: string): boolean {
    return isUtf8(body) && !(isAscii(body) && sevenBits.test(charset));
}
