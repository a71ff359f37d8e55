import assert from "node:assert/strict";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { Agent, type RequestOptions, request } from "node:https";
import { connect as connectTcp, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { connect as connectTls } from "node:tls";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../../simulator/src/index";
import { createAuthority, selfSigned } from "../../support/certificates";
import { until } from "../../support/until";
import { closeAll, start } from "../support/connect";

const disablePath = "/api/mysafe/password/inactive/312";

describe("a simulator with TLS", () => {
    const authority = createAuthority("Authority of the vault");
    const clients = createAuthority("Authority of the clients");
    const { cert, key } = authority.issue();
    const ca = authority.certPem;
    const client = clients.issue({ commonName: "access key 7", client: true });
    const mutual = { cert, key, clientCa: clients.certPem };

    afterEach(closeAll);

    /** Sends a request and returns the response with an unread body. */
    async function send(vault: Simulator, path: string, options: RequestOptions = {}): Promise<IncomingMessage> {
        const sending = request(vault.url + path, { agent: false, ca, ...options });
        const [response] = await once(sending.end(options.auth), "response");
        return response;
    }

    /** Starts a simulator and gets a token. `disable` sends a request with it. */
    async function connect(options: SimulatorOptions = { tls: { cert, key } }) {
        const vault = await start(options);
        const form = { grant_type: "client_credentials", client_id: vault.clientId, client_secret: vault.clientSecret };
        const sending = request(`${vault.url}/api/oauth2/token`, {
            method: "POST",
            agent: false,
            ca,
            headers: { "Content-Type": "application/x-www-form-urlencoded" },
        });
        const [answer] = await once(sending.end(new URLSearchParams(form).toString()), "response");
        const headers = { Authorization: `Bearer ${JSON.parse(await text(answer)).access_token}` };
        return { vault, disable: () => send(vault, disablePath, { method: "POST", headers }) };
    }

    /** Returns the error of a handshake or of the request after it, or "" for success. */
    async function refusal(vault: Simulator, options: RequestOptions = {}): Promise<string> {
        return send(vault, "/", options).then(
            (response) => {
                response.resume();
                return "";
            },
            (error: NodeJS.ErrnoException) => `${error.code} ${error.message}`,
        );
    }

    it("answers clients that trust its certificate's authority", async () => {
        const { vault, disable } = await connect();
        assert.match(vault.url, /^https:\/\/127\.0\.0\.1:\d+$/);
        const { statusCode } = await disable();
        assert.deepEqual([statusCode, vault.password(312).active], [200, false]);
        assert.ok(vault.requests.every((record) => !("clientCertificate" in record)));
    });

    it("receives no request from clients that trust another authority or speak plain HTTP", async () => {
        const vault = await start({ tls: { cert, key } });
        assert.match(await refusal(vault, { ca: clients.certPem }), /^UNABLE_TO_VERIFY_LEAF_SIGNATURE /);
        await assert.rejects(fetch(vault.url.replace("https:", "http:")));
        assert.deepEqual(vault.requests, []);
    });

    for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
        it(`accepts only clients with a certificate of the client authority, in ${version}`, async () => {
            const vault = await start({ tls: { ...mutual, maxVersion: version } });
            const stranger = authority.issue({ commonName: "stranger", client: true });
            assert.match(await refusal(vault), /alert (certificate required|handshake failure)/);
            assert.match(await refusal(vault, { cert: stranger.cert, key: stranger.key }), /^ECONNRESET /);
            assert.equal(await refusal(vault, { cert: client.cert, key: client.key }), "");
            assert.deepEqual(
                vault.requests.map(({ clientCertificate }) => clientCertificate),
                ["access key 7"],
            );
        });
    }

    it("records the client of a resumed session", async () => {
        const vault = await start({ tls: mutual });
        const agent = new Agent({ ca, cert: client.cert, key: client.key });
        const reused: boolean[] = [];
        for (let count = 0; count < 2; count += 1) {
            const response = await send(vault, "/", { agent });
            reused.push((response.socket as ReturnType<typeof connectTls>).isSessionReused());
            await text(response);
        }
        assert.deepEqual(reused, [false, true]);
        assert.deepEqual(
            vault.requests.map(({ clientCertificate }) => clientCertificate),
            ["access key 7", "access key 7"],
        );
    });

    it("rejects versions of TLS outside its bounds", async () => {
        const old = { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
        const modern = await start({ tls: { cert, key } });
        assert.match(await refusal(modern, old), /alert protocol version/);
        const newest = await start({ tls: { cert, key, minVersion: "TLSv1.3" } });
        assert.match(await refusal(newest, { maxVersion: "TLSv1.2" }), /alert protocol version/);
        assert.equal(await refusal(newest), "");
    });

    it("can speak only TLS 1.1, as an old appliance does, which Node's defaults reject", async () => {
        const old = { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
        const vault = await start({ tls: { cert, key, maxVersion: "TLSv1.1" } });
        assert.equal(await refusal(vault, old), "");
        assert.match(await refusal(vault), /unsupported protocol|alert protocol version/);
    });

    it("resets the TCP connection below TLS", async () => {
        const { vault } = await connect();
        vault.inject({ kind: "reset" });
        // Without "read" it would be Node's error for a connection that closed normally.
        await assert.rejects(send(vault, disablePath), { code: "ECONNRESET", syscall: "read" });
        assert.deepEqual([vault.requests.at(-1)?.status, vault.requests.at(-1)?.fault], [0, "reset"]);
    });

    it("closes the connection after half a body", async () => {
        const { vault, disable } = await connect();
        vault.inject({ kind: "cutBody", act: true });
        const response = await disable();
        assert.equal(response.statusCode, 200);
        await assert.rejects(text(response), { code: "ECONNRESET" });
        assert.equal(vault.password(312).active, false);
    });

    it("hangs until the client gives up", async () => {
        const over: string[] = [];
        const { vault } = await connect({ tls: { cert, key }, onRequest: ({ route }) => over.push(route) });
        vault.inject({ kind: "hang" });
        const leaving = new AbortController();
        const pending = assert.rejects(send(vault, disablePath, { signal: leaving.signal }), { name: "AbortError" });
        await until(() => vault.requests.at(-1)?.fault === "hang");
        leaving.abort();
        await pending;
        await until(() => over.length === 2);
    });

    it("sends an endless body", async () => {
        const { vault, disable } = await connect();
        vault.inject({ kind: "endlessRead" });
        const response = await disable();
        for (let count = 0; count < 4; count += 1) {
            await once(response, "data");
        }
        response.destroy();
    });

    it("redirects to itself with https", async () => {
        const { vault, disable } = await connect();
        vault.inject({ kind: "redirect302" });
        assert.equal((await disable()).headers.location, `${vault.url}/redirected`);
    });

    it("closes hanging, endless and half-open connections at once when it stops", async () => {
        const { vault, disable } = await connect();
        const { port, hostname } = new URL(vault.url);
        vault.inject({ kind: "hang" });
        const hung = assert.rejects(disable(), { code: "ECONNRESET" });
        await until(() => vault.requests.at(-1)?.fault === "hang");
        vault.inject({ kind: "endlessRead" });
        const endless = assert.rejects(text(await disable()));
        const halfOpen = connectTcp(Number(port), hostname);
        await once(halfOpen, "connect");
        // The first bytes of an incomplete ClientHello.
        halfOpen.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]));
        const idle = connectTls({ port: Number(port), host: hostname, ca });
        await once(idle, "secureConnect");
        const ended = Promise.all([halfOpen, idle].map((socket: Socket) => once(socket.resume(), "close")));
        const started = performance.now();
        await vault.close();
        await Promise.all([hung, endless, ended]);
        assert.ok(performance.now() - started < 500);
        assert.match(await refusal(vault), /ECONNREFUSED/);
    });

    it("keeps serving after handshakes that fail, are cut off or are not TLS", async () => {
        const vault = await start({ tls: mutual });
        const { port, hostname } = new URL(vault.url);
        for (const end of ["resetAndDestroy", "end"] as const) {
            const socket = connectTcp(Number(port), hostname);
            await once(socket, "connect");
            socket.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]));
            const closed = once(socket.resume(), "close");
            socket[end]();
            await closed;
        }
        const talker = connectTcp(Number(port), hostname);
        talker.on("error", () => {});
        talker.write("POST /api/oauth2/token HTTP/1.1\r\n\r\n");
        await once(talker.resume(), "close");
        await refusal(vault);
        assert.equal(await refusal(vault, { cert: client.cert, key: client.key }), "");
    });

    it("rejects an unusable certificate, key or authority by name", async () => {
        const other = selfSigned();
        const wrong: [SimulatorOptions["tls"] & {}, RegExp][] = [
            [{ cert: "", key }, /^the TLS certificate is unusable: /],
            [{ cert, key: "none" }, /^the TLS key is unusable: /],
            [{ cert, key: other.encryptedKey("open") }, /^the TLS key is unusable: it has a passphrase$/],
            [{ cert, key: other.key }, /^the TLS key does not belong to the TLS certificate$/],
            [{ cert, key, clientCa: "" }, /^the TLS client authority is unusable: /],
        ];
        for (const [tls, message] of wrong) {
            await assert.rejects(startSimulator({ tls }), (error: Error) => {
                assert.match(error.message, message);
                return true;
            });
        }
    });
});
