import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./answer";
import type { Connection } from "./connection";
import type { OpenRequest, RequestRecord } from "./requestLog";

/** The largest request body that the gateway takes, in bytes. */
export const maxBodyBytes = 64 * 1024;

/** One request and the ways to answer it. When the client is gone, all of them do nothing. */
export interface Exchange {
    readonly request: IncomingMessage;
    readonly connection: Connection;
    readonly record: RequestRecord;
    /** The id that the gateway gave to the request. */
    readonly requestId: string;
    /** The request's body; undefined if it is larger than {@link maxBodyBytes} or the client left within it. */
    readBody(): Promise<string | undefined>;
    /** Waits; false if the client left meanwhile. `Infinity` waits for just that. */
    pause(milliseconds: number): Promise<boolean>;
    /** Sends a whole answer. */
    send(answer: Answer): void;
    /** Sends an answer's headers and half of its body, then cuts the connection. */
    sendHalf(answer: Answer): void;
    /** Sends an answer's headers and body, then goes on with more text every 20 ms. */
    sendEndlessly(answer: Answer, more: string): void;
    /** Cuts the connection with a TCP reset. */
    reset(): void;
}

/** What an exchange needs from outside. */
export interface ExchangeOptions {
    readonly connection: Connection;
    readonly open: OpenRequest;
    readonly requestId: string;
    /** Told each time a password's plain-text secret goes out. */
    readonly onSecretServed: (identifier: number) => void;
}

/** Wraps one request of node's server. All timers end with the connection. */
export function createExchange(
    request: IncomingMessage,
    response: ServerResponse,
    { connection, open, requestId, onSecretServed }: ExchangeOptions,
): Exchange {
    let gone = false;
    response.once("close", () => {
        gone = true;
        open.close();
    });

    function writeHead(answer: Answer, status: number, length?: number): void {
        open.record.status = status;
        if (answer.secretOf !== undefined) {
            onSecretServed(answer.secretOf);
        }
        const sized = length === undefined ? {} : { "Content-Length": length };
        response.writeHead(answer.status, { ...answer.headers, ...sized, "X-Kong-Request-Id": requestId });
    }

    return {
        request,
        connection,
        record: open.record,
        requestId,
        readBody: () => readBody(request),
        pause(milliseconds) {
            if (gone || milliseconds <= 0) {
                return Promise.resolve(!gone);
            }
            return new Promise((resolve) => {
                const timer = Number.isFinite(milliseconds) ? setTimeout(() => end(true), milliseconds) : undefined;
                const onClose = () => end(false);
                const end = (present: boolean) => {
                    clearTimeout(timer);
                    response.off("close", onClose);
                    resolve(present);
                };
                response.once("close", onClose);
            });
        },
        send(answer) {
            if (!gone) {
                writeHead(answer, answer.status, Buffer.byteLength(answer.body));
                // A client may start its next request as soon as it has this answer, so it is over before the answer.
                open.close();
                response.end(answer.body);
            }
        },
        sendHalf(answer) {
            if (!gone) {
                const body = Buffer.from(answer.body);
                writeHead(answer, 0, body.length);
                response.write(body.subarray(0, Math.ceil(body.length / 2)), () => {
                    open.close();
                    response.destroy();
                });
            }
        },
        sendEndlessly(answer, more) {
            if (!gone) {
                writeHead(answer, answer.status);
                response.write(answer.body);
                const timer = setInterval(() => response.write(more), 20).unref();
                response.once("close", () => clearInterval(timer));
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

function readBody(request: IncomingMessage): Promise<string | undefined> {
    return new Promise((resolve) => {
        const chunks: Buffer[] = [];
        let length = 0;
        request.on("data", (chunk: Buffer) => {
            length += chunk.length;
            if (length <= maxBodyBytes) {
                chunks.push(chunk);
            } else {
                resolve(undefined);
            }
        });
        request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
        request.on("close", () => resolve(undefined));
        request.on("error", () => resolve(undefined));
    });
}
