import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";

/** The connection of a request. */
export interface Connection {
    readonly scheme: "http" | "https";
    /** The common name of the client's certificate, if the client presented an accepted one. */
    readonly clientCertificate: string | undefined;
    /** Closes the connection with a TCP reset. */
    reset(): void;
}

/** Returns the connection of a request's socket. `tcp` is the TCP socket below it: without TLS, the same socket. */
export function createConnection(socket: Socket, tcp: Socket | undefined): Connection {
    const commonName = socket instanceof TLSSocket ? socket.getPeerCertificate()?.subject?.CN : undefined;
    return {
        scheme: socket instanceof TLSSocket ? "https" : "http",
        // A subject with several common names gives a list.
        clientCertificate: commonName === undefined ? undefined : String(commonName),
        // Node resets only TCP sockets, so this resets the one below TLS. It is undefined once the client has left.
        reset: () => void tcp?.resetAndDestroy(),
    };
}
