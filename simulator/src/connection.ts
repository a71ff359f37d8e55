import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";

/** What carries a request. */
export interface Connection {
    readonly scheme: "http" | "https";
    /** The common name in the subject of the client's certificate, if it presented one that was accepted. */
    readonly clientCertificate: string | undefined;
    /** Cuts it with a TCP reset. */
    reset(): void;
}

/** The connection behind a request's socket; `tcp` is the TCP socket below it, which without TLS is the same. */
export function createConnection(socket: Socket, tcp: Socket | undefined): Connection {
    const commonName = socket instanceof TLSSocket ? socket.getPeerCertificate()?.subject?.CN : undefined;
    return {
        scheme: socket instanceof TLSSocket ? "https" : "http",
        // A subject with several common names has a list of them.
        clientCertificate: commonName === undefined ? undefined : String(commonName),
        // A TLS socket cannot reset: node does that to TCP sockets alone. There is none any more when the client left.
        reset: () => void tcp?.resetAndDestroy(),
    };
}
