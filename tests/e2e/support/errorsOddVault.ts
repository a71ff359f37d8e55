import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Runs a vault that rejects every identifier, in contrast to the simulator, which accepts numbers. */
export async function withOddVault(use: (url: string) => Promise<void>): Promise<void> {
    const server = createServer((request, response) => {
        const { method, url } = request;
        const isToken = url === "/api/oauth2/token";
        const isList = method === "GET" && url === "/api/mysafe/password";
        const body = isToken ? token : isList ? emptyList : refusal;
        request.resume();
        response.writeHead(isToken || isList ? 200 : 400, { "Content-Type": "application/json" });
        response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
        await use(`http://localhost:${(server.address() as AddressInfo).port}`);
    } finally {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
    }
}

const message = "1010: Unexpected identifier type";
const token = { token_type: "Bearer", expires_in: 3600, access_token: "tok-of-an-odd-vault" };
const emptyList = { code: 200, response: { status: 200, message: "", error: false }, password_on_list: [] };
const refusal = {
    code: 400,
    response: { status: 400, message, error: true, error_code: 1 },
    exception: { code: 1010, message, detail: "" },
};
