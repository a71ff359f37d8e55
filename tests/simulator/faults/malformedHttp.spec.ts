import assert from "node:assert/strict";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { connect as connectTcp } from "node:net";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import type { FaultKind } from "../../../simulator/src/index";
import { selfSigned } from "../../support/certificates";
import { closeAll, connect, requestToken, start } from "../support/connect";

/** The code of the error of Node's client, and the status that the client gets first. */
const outcomes: readonly [kind: FaultKind, code: string, status: number | undefined][] = [
    ["badHeaderName", "HPE_INVALID_HEADER_TOKEN", undefined],
    ["badStatusLine", "HPE_INVALID_STATUS", undefined],
    ["badChunk", "HPE_INVALID_CHUNK_SIZE", 200],
    ["badGzip", "Z_DATA_ERROR", 200],
    ["twoLengths", "HPE_UNEXPECTED_CONTENT_LENGTH", undefined],
    ["notHttp", "HPE_INVALID_CONSTANT", undefined],
];

interface Outcome {
    code: string | undefined;
    status: number | undefined;
}

/** Sends a request with Node's client, which unpacks gzip. Returns the first error and the status before it. */
function outcomeOf(url: string, method: string, headers: Record<string, string>, ca?: string): Promise<Outcome> {
    return new Promise((resolve) => {
        let status: number | undefined;
        const end = (error?: NodeJS.ErrnoException) => resolve({ code: error?.code, status });
        const options = { method, headers, ca, agent: false };
        const sending = (ca === undefined ? requestHttp : requestHttps)(url, options, (response) => {
            status = response.statusCode;
            const zipped = response.headers["content-encoding"] === "gzip";
            response.on("error", end);
            text(zipped ? response.pipe(createGunzip()) : response).then(() => end(), end);
        });
        sending.on("error", end).end();
    });
}

describe("malformed HTTP", () => {
    const { cert, key } = selfSigned();

    afterEach(closeAll);

    for (const [kind, code, status] of outcomes) {
        for (const act of [false, true]) {
            it(`${kind} causes ${code} in Node's client, ${act ? "after" : "before"} the vault acts`, async () => {
                const { vault, token, list } = await connect();
                vault.inject({ kind, act });
                const headers = { Authorization: `Bearer ${token}` };
                const url = `${vault.url}/api/mysafe/password/inactive/312`;
                assert.deepEqual(await outcomeOf(url, "POST", headers), { code, status });
                assert.equal(vault.password(312).active, !act);
                const record = vault.requests.at(-1);
                assert.deepEqual([record?.status, record?.fault, record?.acted], [0, kind, act]);
                assert.equal((await list()).status, 200);
            });
        }

        it(`${kind} goes through TLS`, async () => {
            const vault = await start({ tls: { cert, key } });
            vault.inject({ kind, route: "token" });
            assert.deepEqual(await outcomeOf(`${vault.url}/api/oauth2/token`, "POST", {}, cert), { code, status });
        });
    }

    for (const [kind] of outcomes) {
        it(`${kind} closes the connection`, async () => {
            const over: string[] = [];
            const vault = await start({ onRequest: ({ route }) => over.push(route) });
            vault.inject({ kind, route: "token" });
            const socket = connectTcp(Number(new URL(vault.url).port), "127.0.0.1");
            socket.write("POST /api/oauth2/token HTTP/1.1\r\nHost: vault\r\nContent-Length: 0\r\n\r\n");
            // The text is complete when the server closes the connection, since this client never does.
            assert.match(
                await text(socket),
                kind === "notHttp" ? /^SSH-2\.0-OpenSSH_9\.6\r\n$/ : /^HTTP\/1\.1 2.. OK\r\n/,
            );
            assert.deepEqual(over, ["token"]);
        });
    }

    it("counts the secret of a password in all kinds that carry the real body", async () => {
        const { vault, token } = await connect();
        const headers = { Authorization: `Bearer ${token}` };
        for (const [kind] of outcomes) {
            vault.inject({ kind, act: true });
            await outcomeOf(`${vault.url}/api/mysafe/password/312`, "GET", headers);
        }
        assert.deepEqual(vault.secretsServed, [312, 312, 312, 312, 312]);
    });

    it("issues a token with `act` before the client gets no response", async () => {
        const vault = await start();
        vault.inject({ kind: "notHttp", route: "token", act: true });
        await assert.rejects(requestToken(vault));
        assert.equal(vault.issuedTokens.length, 1);
    });
});
