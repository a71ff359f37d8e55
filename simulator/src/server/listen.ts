import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { createConnection } from "./connection";
import type { RequestHandler } from "./requestHandler";
import { serverTlsOptions, type TlsOptions } from "./tlsOptions";

/** A listening server. */
export interface Listener {
    /** The base URL, without a trailing slash. */
    readonly url: string;
    /** Closes all connections, including those in a TLS handshake, and stops. */
    close(): Promise<void>;
}

/**
 * Listens on loopback, with TLS if `tls` is given. It tracks every socket, so that `close` waits for no client.
 * Rejects with Node's own error if the port is in use. Rejects with an error that names the unusable part of `tls`.
 */
export async function listen(handler: RequestHandler, port: number, tls?: TlsOptions): Promise<Listener> {
    const sockets = new Set<Socket>();
    const onRequest = (request: IncomingMessage, response: ServerResponse) => {
        const { socket } = request;
        // Node does not expose the TCP socket below a TLS socket, but both have the same client address.
        const tcp = [...sockets].find((one) => clientOf(one) === clientOf(socket));
        handler(request, response, createConnection(socket, tcp));
    };
    // Kong's timeout. With Node's 5 s an idle connection could close just as a client reuses it.
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
