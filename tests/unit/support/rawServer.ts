import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";

const running: { server: Server; sockets: Set<Socket> }[] = [];

/** A server that answers each request with raw bytes. */
export interface RawServer {
    url: string;
    /** The requests as text. */
    received: string[];
    /** All connections so far. */
    connections(): number;
    /** Connections that are open now. */
    open(): number;
    close(): Promise<void>;
}

/** Starts a server that `closeAll` closes. A request with undefined bytes gets no response. */
export async function rawServer(answer: (request: string, socket: Socket) => string | undefined): Promise<RawServer> {
    const received: string[] = [];
    const sockets = new Set<Socket>();
    let connections = 0;
    const server = createServer((socket) => {
        connections += 1;
        sockets.add(socket);
        socket.on("error", () => {});
        socket.once("close", () => sockets.delete(socket));
        socket.on("data", (data) => {
            const request = data.toString("utf8");
            received.push(request);
            const text = answer(request, socket);
            if (text !== undefined && !socket.destroyed) {
                socket.write(text);
            }
        });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const entry = { server, sockets };
    running.push(entry);
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        received,
        connections: () => connections,
        open: () => sockets.size,
        close: () => close(entry),
    };
}

/** Closes all servers. */
export async function closeRawServers(): Promise<void> {
    await Promise.all(running.splice(0).map(close));
}

function close({ server, sockets }: { server: Server; sockets: Set<Socket> }): Promise<void> {
    for (const socket of sockets) {
        socket.destroy();
    }
    return new Promise((resolve) => (server.listening ? server.close(() => resolve()) : resolve()));
}

/** Returns a complete HTTP response. */
export function httpAnswer(status: number, headers: Record<string, string>, body = ""): string {
    const all = { "Content-Length": String(Buffer.byteLength(body)), ...headers };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    return `HTTP/1.1 ${status} Whatever\r\n${lines.join("")}\r\n${body}`;
}
