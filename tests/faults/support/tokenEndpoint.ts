import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Simulator } from "mysafe-simulator";

/** A response of a token endpoint. The default is a 200 with JSON. */
export interface TokenAnswer {
    status?: number;
    headers?: Record<string, string>;
    /** The endpoint sends a text unchanged and any other value as JSON. */
    body: unknown;
}

/** A token of the simulator. */
export interface Granted {
    token_type: string;
    expires_in: number;
    access_token: string;
}

const running: Server[] = [];

/**
 * Starts a token endpoint for `mysafe:tokenUrl`, which sends the simulator's tokens in the form of `answer`.
 *
 * @param answer Receives a token and the number of earlier requests.
 */
export async function startTokenEndpoint(
    simulator: Simulator,
    answer: (granted: Granted, earlier: number) => TokenAnswer,
): Promise<string> {
    let earlier = 0;
    const server = createServer(async (request, response) => {
        const granted = await grant(simulator, await textOf(request));
        const { status = 200, headers = { "Content-Type": "application/json" }, body } = answer(granted, earlier);
        earlier += 1;
        response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
    });
    running.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/login/token`;
}

/** Closes all token endpoints. */
export async function closeTokenEndpoints(): Promise<void> {
    for (const server of running.splice(0)) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
    }
}

async function grant({ url }: Simulator, body: string): Promise<Granted> {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const response = await fetch(`${url}/api/oauth2/token`, { method: "POST", headers, body });
    return (await response.json()) as Granted;
}

async function textOf(request: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
}
