/** A service on loopback with accounts whose passwords an administrator can change. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** A running target. */
export interface TargetService {
    readonly url: string;
    /** The token of its administrator. */
    readonly token: string;
    /** The accounts with a changed password, in order. */
    readonly changed: string[];
    /** Every new password. */
    readonly passwords: string[];
    /** The accounts for which it answers 409. */
    readonly locked: Set<string>;
    close(): Promise<void>;
}

/** Starts a target. @param onChange Runs before each change, with the account's name. */
export async function startTarget(onChange: (account: string) => void): Promise<TargetService> {
    const token = "target-token-5f1c";
    const changed: string[] = [];
    const passwords: string[] = [];
    const locked = new Set<string>();
    const server = createServer(async (request, response) => {
        const body = (await json(request).catch(() => ({}))) as { password?: string };
        const account = /^\/accounts\/([^/]+)\/password$/.exec(request.url ?? "")?.[1] ?? "";
        const status =
            request.headers.authorization !== `Bearer ${token}`
                ? 401
                : request.method !== "PUT" || account === "" || (body.password ?? "").length < 16
                  ? 400
                  : locked.has(account)
                    ? 409
                    : 204;
        if (status === 204) {
            onChange(account);
            changed.push(account);
            passwords.push(String(body.password));
        }
        response.writeHead(status).end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return {
        url: `http://127.0.0.1:${port}`,
        token,
        changed,
        passwords,
        locked,
        async close() {
            server.closeAllConnections();
            server.close();
            await once(server, "close");
        },
    };
}
