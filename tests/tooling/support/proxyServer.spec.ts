import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { type ClientRequest, createServer, type IncomingMessage, request } from "node:http";
import { createServer as createTlsServer, request as tlsRequest } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type ConnectionOptions, connect } from "node:tls";
import { createAuthority } from "../../support/certificates";
import { startProxy, stopProxies } from "../../support/proxyServer";
import { until } from "../../support/until";
import { isRunning } from "./isRunning";

const authority = createAuthority("Authority of the tests");

function port(server: { address(): unknown }): number {
    return (server.address() as AddressInfo).port;
}

async function answer(sent: ClientRequest): Promise<[number | undefined, string]> {
    const [response] = (await once(sent.end(), "response")) as [IncomingMessage];
    return [response.statusCode, await text(response)];
}

/** Returns the header of the credentials in a URL. */
function authorization(url: string): Record<string, string> {
    const { username, password } = new URL(url);
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return username === "" ? {} : { "Proxy-Authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
}

/** Opens a tunnel and sends a request through it with TLS. */
async function throughTunnel(url: string, target: string, options: ConnectionOptions) {
    const send = url.startsWith("https:") ? tlsRequest : request;
    const opening = send(url, { method: "CONNECT", path: target, headers: authorization(url), ...options });
    const [response, socket] = (await once(opening.end(), "connect")) as [IncomingMessage, Socket];
    if (response.statusCode !== 200) {
        socket.destroy();
        return response.statusCode;
    }
    const [servername] = target.split(":");
    const tunnel = connect({ socket, servername, ...options });
    return answer(request({ host: servername, path: "/inside", createConnection: () => tunnel }));
}

describe("startProxy", () => {
    const ca = authority.certPem;
    const plain = createServer((incoming, response) => response.end(`plain ${incoming.url}`));
    const secure = createTlsServer(authority.issue({ altNames: ["localhost", "vault.example.com"] }), (incoming, out) =>
        out.end(`secure ${incoming.url}`),
    );

    before(async () => {
        await once(plain.listen(0, "127.0.0.1"), "listening");
        await once(secure.listen(0, "127.0.0.1"), "listening");
    });

    after(() => {
        for (const server of [plain, secure]) {
            server.closeAllConnections();
            server.close();
        }
    });

    afterEach(stopProxies);

    it("forwards plain requests and tunnels, and records both", async () => {
        const proxy = await startProxy();
        assert.equal(proxy.urlWithCredentials, proxy.url);
        const url = `http://127.0.0.1:${port(plain)}/outside?a=b`;
        assert.deepEqual(await answer(request(proxy.url, { path: url })), [200, "plain /outside?a=b"]);
        const target = `localhost:${port(secure)}`;
        assert.deepEqual(await throughTunnel(proxy.url, target, { ca }), [200, "secure /inside"]);
        assert.deepEqual(await proxy.seen(), [
            { method: "GET", target: url, passed: true },
            { method: "CONNECT", target, passed: true },
        ]);
    });

    it("forwards only requests of its user if it has one, and records the user of each request", async () => {
        const proxy = await startProxy({ username: "ann", password: "p@ss:w%rd/" });
        const target = `localhost:${port(secure)}`;
        assert.equal(await throughTunnel(proxy.url, target, { ca }), 407);
        assert.equal(await throughTunnel(proxy.url.replace("//", "//bob:p@"), target, { ca }), 407);
        assert.deepEqual(await throughTunnel(proxy.urlWithCredentials, target, { ca }), [200, "secure /inside"]);
        const [status] = await answer(request(proxy.url, { path: `http://127.0.0.1:${port(plain)}/` }));
        assert.equal(status, 407);
        const seen = (await proxy.seen()).map(({ method, username, passed }) => [method, username, passed]);
        assert.deepEqual(seen, [
            ["CONNECT", undefined, false],
            ["CONNECT", "bob", false],
            ["CONNECT", "ann", true],
            ["GET", undefined, false],
        ]);
    });

    it("resolves hosts that only it knows", async () => {
        const proxy = await startProxy({ hosts: ["vault.example.com"] });
        const target = `vault.example.com:${port(secure)}`;
        assert.deepEqual(await throughTunnel(proxy.url, target, { ca }), [200, "secure /inside"]);
    });

    it("can speak TLS itself", async () => {
        const { cert, key } = authority.issue();
        const proxy = await startProxy({ tls: { cert, key } });
        const target = `localhost:${port(secure)}`;
        assert.match(proxy.url, /^https:/);
        assert.deepEqual(await throughTunnel(proxy.url, target, { ca }), [200, "secure /inside"]);
    });

    it("ends its process on stop", async () => {
        const proxy = await startProxy();
        assert.ok(proxy.pid !== process.pid && isRunning(proxy.pid));
        await proxy.stop();
        await proxy.stop();
        assert.ok(!isRunning(proxy.pid));
        await assert.rejects(proxy.seen(), /has ended/);
    });

    for (const end of ["ends without a stop", "is killed"]) {
        it(`ends its process when its parent ${end}`, async () => {
            const program = `
                require(${JSON.stringify(join(__dirname, "../../support/proxyServer.ts"))})
                    .startProxy()
                    .then(({ pid }) => {
                        process.stdout.write(pid + "\\n");
                        ${end === "is killed" ? "setInterval(() => {}, 1000);" : ""}
                    });`;
            const starter = spawn(process.execPath, ["--require", require.resolve("tsx/cjs"), "--eval", program], {
                stdio: ["ignore", "pipe", "inherit"],
            });
            const exited = once(starter, "exit");
            const [line] = await once(starter.stdout, "data");
            const proxy = { pid: Number(line) };
            if (end === "is killed") {
                assert.ok(isRunning(proxy.pid));
                starter.kill("SIGKILL");
            }
            await exited;
            await until(() => !isRunning(proxy.pid));
        });
    }
});
