import assert from "node:assert/strict";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import { isRetryable } from "../../../provider/src/client/retry";
import { createTransport, type HttpRequest, type HttpResponse } from "../../../provider/src/client/transport";
import { Vault } from "../../../provider/src/client/vault";
import type { ConnectionError } from "../../../provider/src/shared/errors";
import { createAuthority } from "../../support/certificates";
import { type ForwardProxy, type ProxyOptions, startProxy, stopProxies } from "../../support/proxyServer";
import { until } from "../../support/until";
import { fakeClock } from "../support/clock";
import { useNoProxy } from "../support/environment";
import { linesOf } from "../support/lines";
import { recordingLog } from "../support/log";
import { httpAnswer, rawServer } from "../support/rawServer";
import { read } from "../support/settings";
import { closeAll, disconnection, everything, rejection, start } from "../support/vault";

describe("a connection through a proxy", () => {
    useNoProxy();

    const authority = createAuthority("Authority of the vault");
    const config = { "mysafe:caPem": authority.certPem };
    const credentials = { username: "me@corp", password: "p@ss:w%rd/hunter2" };

    afterEach(async () => {
        await closeAll();
        await stopProxies();
    });

    function request(url: string): HttpRequest {
        return {
            name: "GET api/mysafe/password",
            method: "GET",
            url: `${url}/api/mysafe/password`,
            headers: { authorization: "Bearer tok-1" },
        };
    }

    /** Sends requests through one transport, one at a time. */
    async function ask(url: string, times = 1, more: object = {}): Promise<HttpResponse> {
        const send = createTransport({ ...read({ "mysafe:url": url, ...config }), ...more });
        for (let left = times; left > 1; left -= 1) {
            await send(request(url));
        }
        return send(request(url));
    }

    /** Starts a vault with TLS and its proxy in HTTPS_PROXY. */
    async function begin(
        options: ProxyOptions = {},
        altNames?: string[],
    ): Promise<{ vault: Simulator; proxy: ForwardProxy; port: string }> {
        const tls: SimulatorOptions["tls"] = authority.issue(altNames === undefined ? {} : { altNames });
        const vault = await start({ tls });
        const proxy = await startProxy(options);
        process.env.HTTPS_PROXY = proxy.urlWithCredentials;
        return { vault, proxy, port: new URL(vault.url).port };
    }

    /** Returns the lines of an error, which must hold no secret. */
    function safeLines(error: ConnectionError) {
        assert.doesNotMatch(everything(error), /hunter2|tok-1|Proxy-Auth|Basic /i);
        const encoded = Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64");
        assert.equal(everything(error).includes(encoded), false);
        return linesOf(error);
    }

    it("is a tunnel that hides token and response from the proxy", async () => {
        const { vault, proxy } = await begin();
        assert.equal((await ask(vault.url)).status, 401);
        assert.deepEqual(await proxy.seen(), [{ method: "CONNECT", target: new URL(vault.url).host, passed: true }]);
        assert.equal(vault.requests.length, 1);
    });

    it("is a tunnel for plain HTTP on loopback too", async () => {
        const vault = await start();
        const proxy = await startProxy();
        process.env.HTTP_PROXY = proxy.url;
        assert.equal((await ask(vault.url)).status, 401);
        assert.deepEqual(await proxy.seen(), [{ method: "CONNECT", target: new URL(vault.url).host, passed: true }]);
    });

    it("carries the calls of the client", async () => {
        const { vault: simulator, proxy } = await begin(credentials);
        const access = { "mysafe:clientId": simulator.clientId, "mysafe:clientSecret": simulator.clientSecret };
        const settings = read({ "mysafe:url": simulator.url, ...access, ...config });
        const vault = new Vault(settings, { clock: fakeClock() });
        assert.equal((await vault.list()).has("312"), true);
        assert.equal(await vault.disable("312"), "deactivated");
        assert.equal(simulator.password(312).active, false);
        assert.ok((await proxy.seen()).every(({ method, passed }) => method === "CONNECT" && passed));
    });

    it("is reused", async () => {
        const { vault, proxy } = await begin();
        await ask(vault.url, 5);
        assert.equal(vault.requests.length, 5);
        assert.equal((await proxy.seen()).length, 1);
    });

    it("is direct for a host in NO_PROXY", async () => {
        const { vault, proxy } = await begin();
        process.env.NO_PROXY = "127.0.0.1";
        assert.equal((await ask(vault.url)).status, 401);
        assert.deepEqual(await proxy.seen(), []);
    });

    it("sends the proxy's credentials, with any characters", async () => {
        const { vault, proxy } = await begin(credentials);
        assert.equal((await ask(vault.url)).status, 401);
        const [seen] = await proxy.seen();
        assert.deepEqual([seen?.username, seen?.passed], ["me@corp", true]);
    });

    it("fails with wrong or missing credentials, and names their variable", async () => {
        const { vault, proxy } = await begin(credentials);
        const { host } = new URL(proxy.url);
        for (const [url, cause] of [
            [proxy.url, /requires a user name and a password\.$/],
            [proxy.urlWithCredentials.replace("hunter2", "hunter22"), /rejects the user name and password\.$/],
        ] as const) {
            process.env.HTTPS_PROXY = url;
            const error = await disconnection(ask(vault.url));
            const lines = safeLines(error);
            assert.ok(lines.what.includes(`the proxy ${host} answered 407 instead of connecting to`), lines.what);
            assert.match(lines.cause, cause);
            assert.ok(lines.solution.endsWith(`http://user:password@${host}`));
            assert.deepEqual([error.reachedServer, isRetryable(error)], [false, false]);
        }
        assert.deepEqual(vault.requests, []);
    });

    it("names the schemes of a proxy that does not offer Basic", async () => {
        const vault = await start({ tls: authority.issue() });
        const offers = 'NTLM\r\nProxy-Authenticate: Negotiate, Digest realm="a, Basic b", qop=auth';
        const proxy = await rawServer(() => httpAnswer(407, { "Proxy-Authenticate": offers }));
        process.env.HTTPS_PROXY = proxy.url.replace("//", "//me:hunter2@");
        const { cause, solution } = safeLines(await disconnection(ask(vault.url)));
        assert.match(cause, /offers only the authentication NTLM, Negotiate, Digest, which is not supported/);
        assert.doesNotMatch(solution, /user:password/);
    });

    it("fails if the proxy does not answer in HTTP", async () => {
        const vault = await start({ tls: authority.issue() });
        for (const banner of ["SSH-2.0-OpenSSH_9.6\r\n\r\n", "HTTP/1.1 200 OK\r\nno header\r\n\r\n"]) {
            const proxy = await rawServer(() => banner);
            process.env.HTTPS_PROXY = proxy.url;
            const error = await disconnection(ask(vault.url));
            assert.match(safeLines(error).what, /did not answer in HTTP instead of connecting/);
            assert.deepEqual([error.code, error.reachedServer, isRetryable(error)], ["PROXY_0", false, false]);
        }
    });

    it("fails if the proxy is down, and names its variable", async () => {
        const { vault, proxy } = await begin(credentials);
        await proxy.stop();
        const error = await disconnection(ask(vault.url));
        const lines = safeLines(error);
        const { host } = new URL(proxy.url);
        assert.ok(lines.what.endsWith(`the proxy ${host} refused the connection (ECONNREFUSED)`), lines.what);
        assert.match(lines.solution, /check HTTPS_PROXY \(environment\)/);
        assert.deepEqual([error.reachedServer, isRetryable(error)], [false, true]);
    });

    for (const [status, passing] of [
        [400, false],
        [403, false],
        [413, false],
        [429, true],
        [500, true],
        [502, true],
        [503, true],
        [504, true],
    ] as const) {
        it(`fails if the proxy answers ${status}, which is no response of the vault`, async () => {
            const vault = await start({ tls: authority.issue() });
            const body = '{"response":{"status":200,"message":"Password successfully deactivated","error":false}}';
            const proxy = await rawServer(() => httpAnswer(status, {}, body));
            process.env.https_proxy = proxy.url.replace("//", "//me:hunter2@");
            const error = await disconnection(ask(vault.url));
            const lines = safeLines(error);
            const { host } = new URL(proxy.url);
            assert.ok(lines.what.includes(`the proxy ${host} answered ${status} instead of connecting to`));
            assert.match(lines.solution, /administrator.*https_proxy \(environment\).*NO_PROXY/);
            assert.deepEqual([error.code, error.reachedServer], [`PROXY_${status}`, false]);
            assert.equal(isRetryable(error), passing);
            assert.equal(proxy.received.length, 1);
            assert.doesNotMatch(proxy.received[0] ?? "", /tok-1/);
        });
    }

    it("is opened again by the next request after an error of the proxy", async () => {
        const vault = await start({ tls: authority.issue() });
        const statuses = [503, 502, 403];
        const proxy = await rawServer(() => httpAnswer(statuses.shift() ?? 500, {}));
        process.env.HTTPS_PROXY = proxy.url;
        const send = createTransport(read({ "mysafe:url": vault.url, ...config }));
        for (const status of [...statuses]) {
            assert.equal((await disconnection(send(request(vault.url)))).code, `PROXY_${status}`);
        }
        assert.equal(proxy.connections(), 3);
    });

    it("fails if the proxy cuts it or does not answer in HTTP", async () => {
        const vault = await start({ tls: authority.issue() });
        for (const answer of ["", "HTTP/1.1 200", "\r\n\r\n", "SSH-2.0-OpenSSH_9.6\r\n\r\n"]) {
            const proxy = await rawServer((_request, socket) => {
                socket.end(answer);
                return undefined;
            });
            process.env.HTTPS_PROXY = proxy.url;
            const error = await disconnection(ask(vault.url));
            assert.match(
                safeLines(error).what,
                /through the proxy 127\.0\.0\.1|the proxy 127\.0\.0\.1:\d+ (did not answer in HTTP|answered|ended the connection)/,
            );
        }
        assert.deepEqual(vault.requests, []);
    });

    it("times out if the proxy does not answer", async () => {
        const vault = await start({ tls: authority.issue() });
        const proxy = await rawServer(() => undefined);
        process.env.HTTPS_PROXY = proxy.url;
        const error = await disconnection(ask(vault.url, 1, { timeoutMs: 60 }));
        assert.match(
            safeLines(error).what,
            /no response from 127\.0\.0\.1:\d+ through the proxy 127\.0\.0\.1:\d+ within 0\.06 s/,
        );
        assert.equal(error.code, "ETIMEDOUT");
        await until(() => proxy.open() === 0);
    });

    it("does not wait for earlier requests that timed out", async () => {
        const vault = await start({ tls: authority.issue() });
        const proxy = await rawServer(() => undefined);
        process.env.HTTPS_PROXY = proxy.url;
        const settings = read({ "mysafe:url": vault.url, ...config });
        const send = createTransport({ ...settings, maxConcurrency: 1, timeoutMs: 60 });
        await disconnection(send(request(vault.url)));
        await disconnection(send(request(vault.url)));
        assert.equal(proxy.connections(), 2);
    });

    it("ends at once when the run is cancelled", async () => {
        const vault = await start({ tls: authority.issue() });
        const proxy = await rawServer(() => undefined);
        process.env.HTTPS_PROXY = proxy.url;
        const controller = new AbortController();
        const ended = disconnection(ask(vault.url, 1, { timeoutMs: 3_600_000, signal: controller.signal }));
        await until(() => proxy.received.length === 1);
        controller.abort();
        assert.equal((await ended).code, "EINTR");
        await until(() => proxy.open() === 0);
    });

    describe("checks the vault's certificate", () => {
        it("against the vault's host, which only the proxy can resolve", async () => {
            const { port, proxy } = await begin({ hosts: ["vault.example.com"] }, ["vault.example.com"]);
            assert.equal((await ask(`https://vault.example.com:${port}`)).status, 401);
            assert.equal((await proxy.seen())[0]?.target, `vault.example.com:${port}`);
        });

        it("and rejects that of another host or of the proxy", async () => {
            for (const altNames of [["other.example.com"], ["localhost", "127.0.0.1"]]) {
                const { vault, port } = await begin({ hosts: ["vault.example.com"] }, altNames);
                const error = await disconnection(ask(`https://vault.example.com:${port}`));
                assert.equal(error.code, "ERR_TLS_CERT_ALTNAME_INVALID");
                const { cause, solution } = safeLines(error);
                assert.match(cause, /for another host \(DNS:.*\), not for vault\.example\.com/);
                assert.match(solution, /mysafe:url/);
                assert.equal(error.reachedServer, false);
                assert.deepEqual(vault.requests, []);
            }
        });

        it("against an address in the vault's URL", async () => {
            // The proxy is "localhost", so that its name does not match by chance.
            const right = await begin({}, ["127.0.0.1"]);
            process.env.HTTPS_PROXY = right.proxy.url.replace("127.0.0.1", "localhost");
            assert.equal((await ask(right.vault.url)).status, 401);
            const wrong = await begin({}, ["localhost"]);
            process.env.HTTPS_PROXY = wrong.proxy.url.replace("127.0.0.1", "localhost");
            const error = await disconnection(ask(wrong.vault.url));
            assert.equal(error.code, "ERR_TLS_CERT_ALTNAME_INVALID");
            assert.deepEqual(wrong.vault.requests, []);
        });

        it("against the authorities in the settings", async () => {
            const { vault } = await begin();
            const send = createTransport(read({ "mysafe:url": vault.url }));
            const error = await disconnection(send(request(vault.url)));
            assert.match(safeLines(error).solution, /mysafe:caFile/);
            assert.deepEqual(vault.requests, []);
        });
    });

    it("requires a trusted certificate of an HTTPS proxy", async () => {
        const vault = await start({ tls: authority.issue() });
        const proxy = await startProxy({ tls: authority.issue(), ...credentials });
        process.env.HTTPS_PROXY = proxy.urlWithCredentials;
        const error = await disconnection(ask(vault.url));
        assert.match(safeLines(error).solution, /the proxy 127\.0\.0\.1:\d+: set NODE_EXTRA_CA_CERTS to a file/);
        assert.equal(error.reachedServer, false);
        assert.deepEqual(await proxy.seen(), [], "the proxy got no password");
    });

    it("shows no password of the proxy in errors and logs", async () => {
        const { vault: simulator, proxy } = await begin(credentials);
        const access = { "mysafe:clientId": simulator.clientId, "mysafe:clientSecret": simulator.clientSecret };
        const { log, logged } = recordingLog();
        const settings = read({ "mysafe:url": simulator.url, ...access, ...config, "mysafe:debug": "true" });
        const vault = new Vault(settings, { clock: fakeClock(), log });
        const errors = [await rejection(vault.disable("9999"))];
        simulator.inject({ kind: "reset", route: "disable", times: Number.POSITIVE_INFINITY });
        errors.push(await rejection(vault.disable("312")));
        await proxy.stop();
        errors.push(await rejection(vault.disable("313")));
        for (const shown of [...errors.map(everything), ...logged, everything(vault), everything(settings)]) {
            assert.doesNotMatch(shown, /hunter2|Basic [A-Za-z0-9]/);
        }
    });
});
