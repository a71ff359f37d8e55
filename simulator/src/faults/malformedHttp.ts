import { STATUS_CODES } from "node:http";
import type { HttpResponse } from "../shared/httpResponse";

/** The kinds of faults that are malformed HTTP. */
export const malformedKinds = [
    "badHeaderName",
    "badStatusLine",
    "badChunk",
    "badGzip",
    "twoLengths",
    "notHttp",
] as const;

/** One of {@link malformedKinds}. */
export type MalformedKind = (typeof malformedKinds)[number];

/** Returns the bytes of a response with one defect. Only those of `notHttp` contain nothing of the response. */
export function malformedHttp(kind: MalformedKind, response: HttpResponse, requestId: string): Buffer {
    if (kind === "notHttp") {
        return Buffer.from("SSH-2.0-OpenSSH_9.6\r\n");
    }
    const { status, headers } = response;
    const body = Buffer.from(response.body, response.encoding);
    const length = `Content-Length: ${body.length}`;
    const statusLine = kind === "badStatusLine" ? "HTTP/1.1 2oo OK" : `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
    const defects: Record<Exclude<MalformedKind, "notHttp">, string[]> = {
        badHeaderName: ["X Vault Node: 1", length],
        badStatusLine: [length],
        badChunk: ["Transfer-Encoding: chunked"],
        badGzip: ["Content-Encoding: gzip", length],
        twoLengths: [length, `Content-Length: ${body.length + 1}`],
    };
    const lines = [
        statusLine,
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
        ...defects[kind],
        `X-Kong-Request-Id: ${requestId}`,
        "Connection: close",
        "",
        // "zz" is no hexadecimal size of a chunk.
        ...(kind === "badChunk" ? ["zz"] : []),
        "",
    ];
    return Buffer.concat([Buffer.from(lines.join("\r\n"), "latin1"), body]);
}
