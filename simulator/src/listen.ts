import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { type Connection, createConnection } from "./connection";
import { serverTlsOptions, type TlsOptions } from "./tlsOptions";

/** Handles one request of node's server. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse, connection: Connection) => unknown;

/** A server that listens. */
export interface Listener {
    /** Its base URL, without a trailing slash. */
    readonly url: string;
    /** Cuts all connections, those within a TLS handshake too, and stops. */
    close(): Promise<void>;
}

/**
 * Listens on loopback, by TLS if told how, and keeps hold of every socket, so that closing waits for no client. Rejects
 * with node's own error if the port cannot be had, and with one that says which part of `tls` cannot be used.
 */
export async function listen(handler: RequestHandler, port: number, tls?: TlsOptions): Promise<Listener> {
    const sockets = new Set<Socket>();
    const onRequest = (request: IncomingMessage, response: ServerResponse) => {
        const { socket } = request;
        // Node does not say on which TCP socket a TLS socket stands, but both have the same client.
        const tcp = [...sockets].find((one) => clientOf(one) === clientOf(socket));
        handler(request, response, createConnection(socket, tcp));
    };
    // As long as Kong's: with node's 5 s an idle connection could close under a client that is about to use it.
    const keepAlive = { keepAliveTimeout: 75_000 };
    const server =
        tls === undefined
            ? createHttpServer(keepAlive, onRequest)
            : createHttpsServer({ ...keepAlive, ...serverTlsOptions(tls) }, onRequest);
    server.on("connection", (socket: Socket) => {
        sockets.add(socket);
        socket.once("close", () => sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, "127.0.0.1", () => {
            server.off("error", reject);
            resolve();
        });
    });
    return {
        url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () =>
            new Promise<void>((resolve) => {
                server.close(() => resolve());
                for (const socket of sockets) {
                    socket.destroy();
                }
            }),
    };
}

function clientOf({ remoteAddress, remotePort }: Socket): string {
    return `${remoteAddress}:${remotePort}`;
}
