import type { IncomingMessage, ServerResponse } from "node:http";
import type { HttpResponse } from "../shared/httpResponse";
import type { Connection } from "./connection";
import type { OpenRequest, RequestRecord } from "./requestLog";

/** The largest request body that the gateway accepts, in bytes. */
const maxBodyBytes = 64 * 1024;

/** One request and the ways to answer it. Once the client has left, these do nothing. */
export interface Exchange {
    readonly record: RequestRecord;
    /** Returns the request's body. Undefined if it exceeds 64 KB or the client left while sending it. */
    readBody(): Promise<string | undefined>;
    /** Waits. Returns false if the client left meanwhile. `Infinity` waits until it leaves. */
    pause(milliseconds: number): Promise<boolean>;
    /** Sends a whole response. */
    send(response: HttpResponse): void;
    /** Sends the headers and half of the body, then closes the connection. */
    sendHalf(response: HttpResponse): void;
    /** Sends the headers and the body, then more text every 20 ms. */
    sendEndlessly(response: HttpResponse, more: string): void;
    /** Sends these bytes in place of a response, then closes the connection. */
    sendRaw(bytes: Buffer, secretOf: number | undefined): void;
    /** Closes the connection with a TCP reset. */
    reset(): void;
}

/** The dependencies of an exchange. */
export interface ExchangeOptions {
    readonly connection: Connection;
    readonly open: OpenRequest;
    readonly requestId: string;
    /** Called for each response that carries the plain-text secret of a password. */
    readonly onSecretServed: (identifier: number) => void;
}

/** Returns the exchange of one request of Node's server. All its timers end with the connection. */
export function createExchange(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    { connection, open, requestId, onSecretServed }: ExchangeOptions,
): Exchange {
    let gone = false;
    outgoing.once("close", () => {
        gone = true;
        open.close();
    });

    function countSecret(secretOf: number | undefined): void {
        if (secretOf !== undefined) {
            onSecretServed(secretOf);
        }
    }

    function writeHead(response: HttpResponse, loggedStatus: number, length?: number): void {
        open.record.status = loggedStatus;
        countSecret(response.secretOf);
        const contentLength = length === undefined ? {} : { "Content-Length": length };
        outgoing.writeHead(response.status, {
            ...response.headers,
            ...contentLength,
            "X-Kong-Request-Id": requestId,
        });
    }

    return {
        record: open.record,
        readBody: () => readBody(incoming),
        pause(milliseconds) {
            if (gone || milliseconds <= 0) {
                return Promise.resolve(!gone);
            }
            return new Promise((resolve) => {
                const timer = Number.isFinite(milliseconds) ? setTimeout(() => end(true), milliseconds) : undefined;
                const onClose = () => end(false);
                const end = (present: boolean) => {
                    clearTimeout(timer);
                    outgoing.off("close", onClose);
                    resolve(present);
                };
                outgoing.once("close", onClose);
            });
        },
        send(response) {
            if (!gone) {
                // HTTP allows no body with these two.
                const noBody = response.status === 204 || response.status === 304;
                const body = Buffer.from(noBody ? "" : response.body, response.encoding);
                writeHead(response, response.status, body.length);
                // A client may start its next request as soon as it has this response, so the record closes first.
                open.close();
                outgoing.end(body);
            }
        },
        sendHalf(response) {
            if (!gone) {
                const body = Buffer.from(response.body);
                writeHead(response, 0, body.length);
                outgoing.write(body.subarray(0, Math.ceil(body.length / 2)), () => {
                    open.close();
                    outgoing.destroy();
                });
            }
        },
        sendEndlessly(response, more) {
            if (!gone) {
                writeHead(response, response.status);
                outgoing.write(response.body);
                const timer = setInterval(() => outgoing.write(more), 20).unref();
                outgoing.once("close", () => clearInterval(timer));
            }
        },
        sendRaw(bytes, secretOf) {
            if (!gone) {
                countSecret(secretOf);
                open.close();
                // Node's response would refuse malformed HTTP, so the bytes go to the socket: with TLS, the TLS socket.
                const { socket } = incoming;
                socket.end(bytes, () => socket.destroy());
            }
        },
        reset() {
            if (!gone) {
                open.close();
                connection.reset();
            }
        },
    };
}

function readBody(incoming: IncomingMessage): Promise<string | undefined> {
    return new Promise((resolve) => {
        const chunks: Buffer[] = [];
        let length = 0;
        incoming.on("data", (chunk: Buffer) => {
            length += chunk.length;
            if (length <= maxBodyBytes) {
                chunks.push(chunk);
            } else {
                resolve(undefined);
            }
        });
        incoming.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
        incoming.on("close", () => resolve(undefined));
        incoming.on("error", () => resolve(undefined));
    });
}
