import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import { isRetryable } from "../../../provider/src/client/retry";
import { createTransport, type HttpResponse } from "../../../provider/src/client/transport";
import type { ConnectionError } from "../../../provider/src/shared/errors";
import { createAuthority, selfSigned } from "../../support/certificates";
import { startProxy, stopProxies } from "../../support/proxyServer";
import { useNoProxy } from "../support/environment";
import { linesOf } from "../support/lines";
import { httpAnswer, rawServer } from "../support/rawServer";
import { read } from "../support/settings";
import { closeAll, disconnection, everything, start } from "../support/vault";

type Tls = NonNullable<SimulatorOptions["tls"]>;

const passphrase = "open-sesame-7";

/** Requests the list without a token, with a user's settings. A 401 proves the connection. */
function ask(url: string, config: Record<string, unknown>): Promise<HttpResponse> {
    const settings = read({ "mysafe:url": url, ...config });
    const name = "GET api/mysafe/password";
    return createTransport(settings)({ name, method: "GET", url: `${url}/api/mysafe/password`, headers: {} });
}

describe("a TLS connection", () => {
    useNoProxy();
    afterEach(closeAll);

    const authority = createAuthority("Authority of the vault");
    const another = createAuthority("Another authority");
    const caPem = authority.certPem;
    const trusting = { "mysafe:caPem": caPem };

    async function accepted(tls: Tls, config: Record<string, unknown>, host = "127.0.0.1"): Promise<Simulator> {
        const vault = await start({ tls });
        assert.equal((await ask(vault.url.replace("127.0.0.1", host), config)).status, 401);
        assert.equal(vault.requests.length, 1);
        return vault;
    }

    async function refused(tls: Tls, config: Record<string, unknown> = trusting): Promise<ConnectionError> {
        const vault = await start({ tls });
        const error = await disconnection(ask(vault.url, config));
        assert.deepEqual(vault.requests, [], "sent nothing");
        return error;
    }

    /** The same for a final failure, whose solution names the setting. */
    async function refusedForGood(tls: Tls, config: Record<string, unknown>, cause: RegExp, solution: RegExp) {
        const error = await refused(tls, config);
        const lines = linesOf(error);
        assert.match(lines.what, /^GET api\/mysafe\/password failed: no secure connection to 127\.0\.0\.1:\d+ \([A-Z]/);
        assert.match(lines.cause, cause);
        assert.match(lines.solution, solution);
        assert.equal(error.reachedServer, false);
        assert.equal(isRetryable(error), false);
        return error;
    }

    describe("to the vault", () => {
        it("succeeds with the private authority", async () => {
            await accepted(authority.issue(), trusting);
            await accepted(authority.issue(), trusting, "localhost");
        });

        it("succeeds with the intermediate authority", async () => {
            const between = authority.createIntermediate("Between");
            await accepted(between.issue(), trusting);
            await accepted(between.issue(), { "mysafe:caPem": between.certPem });
        });

        it("succeeds with the vault's own certificate, self-signed or not", async () => {
            const own = selfSigned();
            await accepted(own, { "mysafe:caPem": own.cert });
            const issued = authority.issue();
            await accepted(issued, { "mysafe:caPem": issued.cert });
        });

        it("succeeds with several authorities", async () => {
            await accepted(authority.issue(), { "mysafe:caPem": `${another.certPem}\n${caPem}` });
        });

        it("fails without the authority, and names mysafe:caFile", async () => {
            const cause = /unknown here, such as a private one/;
            await refusedForGood(authority.issue(), {}, cause, /set mysafe:caFile .*mysafe:caPem/);
            await refusedForGood(selfSigned(), {}, cause, /set mysafe:caFile .*mysafe:caPem/);
        });

        it("fails with another authority, even of the same name", async () => {
            const namesake = createAuthority("Authority of the vault");
            for (const other of [another, namesake]) {
                await refusedForGood(
                    authority.issue(),
                    { "mysafe:caPem": other.certPem },
                    /no authority in mysafe:caFile or mysafe:caPem/,
                    /mysafe:caFile \(or mysafe:caPem\)\. It replaces all others/,
                );
            }
        });

        it("fails with a certificate that is expired or not valid yet", async () => {
            const past = { notBefore: new Date("2020-01-01"), notAfter: new Date("2021-01-01") };
            const solution = /check the clock.*renew.*mysafe:caFile/;
            await refusedForGood(authority.issue(past), trusting, /has expired/, solution);
            const future = { notBefore: new Date(Date.now() + 3_600_000) };
            await refusedForGood(authority.issue(future), trusting, /is not valid yet/, solution);
        });

        it("fails with a certificate for another host, and names that host", async () => {
            const solution = /set mysafe:url \(or SENHASEGURA_URL\) to a host that the certificate names/;
            const other = authority.issue({ altNames: ["10.0.0.5", "vault.example.com"] });
            await refusedForGood(
                other,
                trusting,
                /for another host \(IP Address:10\.0\.0\.5, DNS:vault\.example\.com\), not for 127\.0\.0\.1/,
                solution,
            );
            const names = authority.issue({ altNames: ["vault.example.com"] });
            await refusedForGood(names, trusting, /for another host.*, not for 127\.0\.0\.1/, solution);
            const vault = await start({ tls: names });
            const error = await disconnection(ask(vault.url.replace("127.0.0.1", "localhost"), trusting));
            assert.match(linesOf(error).cause, /another host \(DNS:vault\.example\.com\), not for localhost/);
        });

        it("fails with a certificate that has only a common name", async () => {
            const old = authority.issue({ commonName: "127.0.0.1", altNames: [] });
            await refusedForGood(old, trusting, /for another host/, /mysafe:url/);
        });

        it("fails in a version before TLS 1.2", async () => {
            for (const maxVersion of ["TLSv1", "TLSv1.1"] as const) {
                await refusedForGood(
                    { ...authority.issue(), maxVersion },
                    trusting,
                    /only versions before 1\.2/,
                    /mysafe:url.*Update a vault/,
                );
            }
        });

        for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
            it(`succeeds in ${version}`, async () => {
                await accepted({ ...authority.issue(), minVersion: version, maxVersion: version }, trusting);
            });
        }

        it("fails with a server that does not speak TLS, and names scheme and port", async () => {
            const plain = await rawServer(() => httpAnswer(400, {}, "no"));
            const error = await disconnection(ask(plain.url.replace("http:", "https:"), trusting));
            assert.match(linesOf(error).cause, /does not speak TLS/);
            assert.match(linesOf(error).solution, /scheme and port of mysafe:url/);
        });
    });

    describe("to a vault that requires a client certificate", () => {
        const folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-agents-"));
        const client = another.issue({ commonName: "access key 7", client: true });
        const stranger = authority.issue({ commonName: "stranger", client: true });
        const server = { ...authority.issue(), clientCa: another.certPem };

        function file(name: string, content: string | Buffer): string {
            writeFileSync(join(folder, name), content);
            return join(folder, name);
        }

        after(() => rmSync(folder, { recursive: true, force: true }));

        const ways: [title: string, config: () => Record<string, unknown>][] = [
            [
                "in two files of PEM",
                () => ({
                    "mysafe:clientCertFile": file("cert.pem", client.cert),
                    "mysafe:clientKeyFile": file("key.pem", client.key),
                }),
            ],
            ["in one file of PEM", () => ({ "mysafe:clientCertFile": file("both.pem", client.key + client.cert) })],
            [
                "in PEM with an encrypted key",
                () => ({
                    "mysafe:clientCertFile": file("cert.pem", client.cert),
                    "mysafe:clientKeyFile": file("encrypted.pem", client.encryptedKey(passphrase)),
                    "mysafe:clientKeyPassphrase": passphrase,
                }),
            ],
            [
                "in PKCS#12",
                () => ({
                    "mysafe:clientPfxFile": file("client.pfx", client.toPfx(passphrase)),
                    "mysafe:clientKeyPassphrase": passphrase,
                }),
            ],
        ];
        for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
            for (const [title, config] of ways) {
                it(`succeeds with one ${title}, in ${version}`, async () => {
                    const vault = await accepted({ ...server, maxVersion: version }, { ...trusting, ...config() });
                    assert.equal(vault.requests[0]?.clientCertificate, "access key 7");
                });
            }

            it(`fails without one, and names the settings, in ${version}`, async () => {
                const error = await refused({ ...server, maxVersion: version });
                // Some servers end the connection before their alert arrives.
                assert.match(
                    linesOf(error).solution,
                    /set mysafe:clientCertFile and mysafe:clientKeyFile, or mysafe:clientPfxFile/,
                );
                assert.match(
                    error.code,
                    /^(ERR_SSL_\w+ALERT_(CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE)|ECONNRESET|EPIPE)$/,
                );
            });

            it(`fails with another one, and shows no key, in ${version}`, async () => {
                const error = await refused(
                    { ...server, maxVersion: version },
                    { ...trusting, "mysafe:clientCertFile": file("stranger.pem", stranger.cert + stranger.key) },
                );
                linesOf(error);
                assert.doesNotMatch(everything(error), /PRIVATE KEY|BEGIN CERT/);
            });
        }

        it("sends the intermediate certificates too", async () => {
            const chained = another.createIntermediate("Between").issue({ commonName: "access key 8", client: true });
            for (const config of [
                { "mysafe:clientCertFile": file("chain.pem", chained.cert + chained.key) },
                {
                    "mysafe:clientPfxFile": file("chain.pfx", chained.toPfx(passphrase)),
                    "mysafe:clientKeyPassphrase": passphrase,
                },
            ]) {
                const vault = await accepted(server, { ...trusting, ...config });
                assert.equal(vault.requests[0]?.clientCertificate, "access key 8");
            }
        });

        it("uses the client certificate for all connections of a transport", async () => {
            const vault = await start({ tls: server });
            const both = file("both.pem", client.key + client.cert);
            const settings = read({ "mysafe:url": vault.url, ...trusting, "mysafe:clientCertFile": both });
            const send = createTransport({ ...settings, maxConcurrency: 2 });
            const url = `${vault.url}/api/mysafe/password`;
            await Promise.all(
                Array.from({ length: 6 }, () => send({ name: "GET x", method: "GET", url, headers: {} })),
            );
            assert.ok(vault.requests.every(({ clientCertificate }) => clientCertificate === "access key 7"));
        });
    });

    it("is not weakened by the environment or Node's flags, with or without a proxy", async () => {
        const { url: proxy } = await startProxy();
        const vaults = {
            untrusted: await start({ tls: selfSigned() }),
            expired: await start({
                tls: authority.issue({ notBefore: new Date("2020-01-01"), notAfter: new Date("2021-01-01") }),
            }),
            wrongHost: await start({ tls: authority.issue({ altNames: ["vault.example.com"] }) }),
            old: await start({ tls: { ...authority.issue(), maxVersion: "TLSv1.1" } }),
            good: await start({ tls: authority.issue() }),
        };
        const source = (module: string) => JSON.stringify(join(__dirname, "../../../provider/src", module));
        const program = `
            const { createTransport } = require(${source("client/transport.ts")});
            const { readSettings } = require(${source("settings/settings.ts")});
            const urls = ${JSON.stringify(Object.values(vaults).map(({ url }) => url))};
            (async () => {
                const ends = [];
                for (const HTTPS_PROXY of ["", ${JSON.stringify(proxy)}]) {
                    process.env.HTTPS_PROXY = HTTPS_PROXY;
                    for (const url of urls) {
                        const env = { SENHASEGURA_URL: url, SENHASEGURA_CLIENT_ID: "i", SENHASEGURA_CLIENT_SECRET: "s" };
                        const settings = readSettings((key) => (key === "mysafe:caPem" ? process.env.TEST_CA : undefined), env);
                        const sent = createTransport(settings)({ name: "GET x", method: "GET", url, headers: {} });
                        ends.push(await sent.then(({ status }) => status, ({ code }) => code));
                    }
                }
                process.stdout.write(JSON.stringify(ends));
            })();`;
        const env = {
            ...process.env,
            TEST_CA: caPem,
            NODE_TLS_REJECT_UNAUTHORIZED: "0",
            NODE_OPTIONS: "--tls-min-v1.0 --tls-cipher-list=DEFAULT@SECLEVEL=0 --no-warnings",
        };
        const { stdout } = await promisify(execFile)(
            process.execPath,
            ["--require", require.resolve("tsx/cjs"), "--eval", program],
            { env },
        );
        const ends: (string | number)[] = JSON.parse(stdout);
        const direct = ends.slice(0, 5);
        assert.deepEqual(ends.slice(5), direct, "the same through the proxy");
        const [untrusted, expired, wrongHost, old, good] = direct;
        assert.deepEqual([untrusted, expired], ["DEPTH_ZERO_SELF_SIGNED_CERT", "CERT_HAS_EXPIRED"]);
        assert.equal(wrongHost, "ERR_TLS_CERT_ALTNAME_INVALID");
        assert.match(String(old), /PROTOCOL/);
        assert.equal(good, 404);
        await stopProxies();
    });
});
