import assert from "node:assert/strict";
import { createPrivateKey, generateKeyPairSync, randomBytes, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createAuthority } from "../../support/certificates";
import { rc2Archive } from "../support/rc2Archive";
import { type Config, problemOf, problemsOf, read } from "../support/settings";
import { pemLines, useTlsFiles } from "../support/tlsFiles";
import { everything } from "../support/vault";

const passphrase = "open-sesame-7";

/** Reads the TLS settings, by names without the namespace. */
const tlsOf = (config: Config, env: Record<string, string> = {}) => read(prefixed(config), env).tls;

function prefixed(config: Config): Config {
    return Object.fromEntries(Object.entries(config).map(([name, value]) => [`mysafe:${name}`, value]));
}

describe("the client certificate", () => {
    const files = useTlsFiles();
    const authority = createAuthority("Authority of the tests");
    const client = authority.issue({ commonName: "access key 7", client: true });
    const foreign = authority.issue({ commonName: "access key 8", client: true, ownKey: true });
    const encrypted = client.encryptedKey(passphrase);
    const expired = authority.issue({
        client: true,
        notBefore: new Date("2020-01-01T00:00:00Z"),
        notAfter: new Date("2021-01-01T00:00:00Z"),
    });
    const { privateKey: ecKey } = generateKeyPairSync("ec", {
        namedCurve: "P-256",
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });

    const cert = files.write("cert.pem", client.cert);
    const key = files.write("key.pem", client.key);
    const encryptedKey = files.write("encrypted.pem", encrypted);
    const pfx = files.write("client.pfx", client.toPfx(passphrase));

    /** Refuses settings with one problem that names the setting and shows no secret. */
    function itRefuses(title: string, config: Config, name: string, problem: RegExp): void {
        it(`is refused with ${title}`, () => {
            const text = problemOf(prefixed(config));
            assert.ok(text.startsWith(`mysafe:${name} (stack config) `), text);
            assert.match(text, problem);
            assert.doesNotMatch(text, /hunter2|open-sesame|\n/);
            for (const line of [...pemLines(client.key), ...pemLines(encrypted)]) {
                assert.ok(!text.includes(line));
            }
        });
    }

    describe("in PEM", () => {
        it("comes from two files", () => {
            const tls = tlsOf({ clientCertFile: cert, clientKeyFile: key });
            assert.equal(tls.cert, client.cert.trim());
            assert.equal(tls.key?.reveal(), client.key.trim());
            assert.deepEqual([tls.pfx, tls.passphrase], [undefined, undefined]);
        });

        it("comes from the environment", () => {
            const tls = tlsOf(
                {},
                {
                    SENHASEGURA_CLIENT_CERT_FILE: cert,
                    SENHASEGURA_CLIENT_KEY_FILE: encryptedKey,
                    SENHASEGURA_CLIENT_KEY_PASSPHRASE: passphrase,
                },
            );
            assert.equal(tls.key?.reveal(), encrypted.trim());
            assert.equal(tls.passphrase?.reveal(), passphrase);
        });

        it("comes from one file with the key, in either order", () => {
            for (const text of [client.cert + client.key, client.key + client.cert]) {
                const tls = tlsOf({ clientCertFile: files.write("both.pem", text) });
                assert.equal(tls.cert, client.cert.trim(), "without the key");
                assert.ok(createPrivateKey(tls.key?.reveal() ?? ""));
            }
        });

        it("comes from one file with an encrypted key", () => {
            const both = files.write("cert-encrypted.pem", client.cert + encrypted);
            const tls = tlsOf({ clientCertFile: both, clientKeyPassphrase: passphrase });
            assert.equal(tls.passphrase?.reveal(), passphrase);
        });

        it("keeps its chain", () => {
            const { cert: chain, key: own } = authority.createIntermediate("Between").issue({ client: true });
            const tls = tlsOf({
                clientCertFile: files.write("chain.pem", chain),
                clientKeyFile: files.write("own.pem", own),
            });
            assert.equal(tls.cert?.match(/BEGIN CERTIFICATE/g)?.length, 2);
        });

        it("keeps a chain in another order, and with its root", () => {
            const between = authority.createIntermediate("Between");
            const issued = between.issue({ client: true });
            const [leaf, intermediate] = issued.cert.split(/(?<=-----END CERTIFICATE-----\n)/);
            const text = `${leaf}${authority.certPem}${intermediate}`;
            const tls = tlsOf({
                clientCertFile: files.write("long.pem", text),
                clientKeyFile: files.write("long.key", issued.key),
            });
            assert.equal(tls.cert?.match(/BEGIN CERTIFICATE/g)?.length, 3);
        });

        it("accepts keys in PKCS#1 and PKCS#8, encrypted and not", () => {
            const rsa = createPrivateKey(client.key);
            for (const [index, text] of [
                rsa.export({ type: "pkcs1", format: "pem" }),
                rsa.export({ type: "pkcs1", format: "pem", cipher: "aes-128-cbc", passphrase }),
                rsa.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase }),
            ].entries()) {
                const keyFile = { clientCertFile: cert, clientKeyFile: files.write(`form${index}.pem`, text) };
                assert.ok(tlsOf({ ...keyFile, clientKeyPassphrase: passphrase }).key, String(index));
                if (index > 0) {
                    assert.match(problemOf(prefixed(keyFile)), /contains an encrypted key/);
                }
            }
        });

        const withKey = (content: string) => ({
            clientCertFile: cert,
            clientKeyFile: files.write(`${randomBytes(4).toString("hex")}.pem`, content),
        });
        const withCertificates = (content: string) => ({
            clientCertFile: files.write(`${randomBytes(4).toString("hex")}.pem`, content),
            clientKeyFile: key,
        });
        const junk = "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n";
        const der = files.write("cert.der", new X509Certificate(client.cert).raw);
        const old = files.write("expired.pem", expired.cert);
        for (const [title, config, name, problem] of [
            [
                "no key",
                { clientCertFile: cert },
                "clientCertFile",
                /contains no private key: run `pulumi config set mysafe:clientKeyFile .*`, or set SENHASEGURA_CLIENT_KEY_FILE\.$/,
            ],
            [
                "no certificate",
                { clientKeyFile: key },
                "clientKeyFile",
                /has no certificate: run `pulumi config set mysafe:clientCertFile .*`, or set SENHASEGURA_CLIENT_CERT_FILE\.$/,
            ],
            ["a missing file", { clientCertFile: files.missing, clientKeyFile: key }, "clientCertFile", /no such file/],
            [
                "a missing key file",
                { clientCertFile: cert, clientKeyFile: files.missing },
                "clientKeyFile",
                /no such file/,
            ],
            [
                "a foreign key",
                withKey(foreign.key),
                "clientKeyFile",
                /is not the private key of the first certificate in mysafe:clientCertFile \(stack config\)\.$/,
            ],
            [
                "a key of another type",
                withKey(ecKey),
                "clientKeyFile",
                /is not the private key of the first certificate/,
            ],
            ["a certificate as the key", withKey(client.cert), "clientKeyFile", /contains no private key in PEM form/],
            ["a damaged key", withKey(junk), "clientKeyFile", /contains a damaged private key: export it again/],
            ["a key in quotes", withKey(`"${client.key.trim()}"`), "clientKeyFile", /is in quotes: remove them\.$/],
            ["a truncated key", withKey(client.key.slice(0, -30)), "clientKeyFile", /no -----END [A-Z ]+-----\./],
            [
                "two keys",
                withKey(client.key + foreign.key),
                "clientKeyFile",
                /contains 2 private keys: keep the one of the certificate\.$/,
            ],
            [
                "two certificates of which neither issued the other",
                withCertificates(client.cert + foreign.cert),
                "clientCertFile",
                /contains 2 certificates, and number 2 is not in the chain of the first: remove it\.$/,
            ],
            [
                "the client certificate behind its authority",
                withCertificates(authority.certPem + client.cert),
                "clientCertFile",
                /contains the certificate of the private key as number 2: put it first\.$/,
            ],
            [
                "a foreign certificate twice",
                withCertificates(client.cert + foreign.cert + foreign.cert),
                "clientCertFile",
                /number 2 is not in the chain of the first: remove it\.$/,
            ],
            [
                "the same certificate twice",
                withCertificates(client.cert + client.cert),
                "clientCertFile",
                /number 2 is not in the chain of the first: remove it\.$/,
            ],
            [
                "a certificate in quotes",
                withCertificates(`'${client.cert.trim()}'`),
                "clientCertFile",
                /is in quotes: remove them\.$/,
            ],
            [
                "a key as the certificate",
                { clientCertFile: key, clientKeyFile: key },
                "clientCertFile",
                /contains no certificate in PEM form/,
            ],
            ["a certificate in DER form", { clientCertFile: der, clientKeyFile: key }, "clientCertFile", /in PEM form/],
            [
                "an expired certificate",
                { clientCertFile: old, clientKeyFile: key },
                "clientCertFile",
                /expired on Jan {2}1 00:00:00 2021 GMT: renew it\.$/,
            ],
            [
                "an encrypted key and no passphrase",
                withKey(encrypted),
                "clientKeyFile",
                /contains an encrypted key: run `pulumi config set --secret mysafe:clientKeyPassphrase`, or set SENHASEGURA_CLIENT_KEY_PASSPHRASE\.$/,
            ],
            [
                "a wrong passphrase",
                { ...withKey(encrypted), clientKeyPassphrase: "hunter2" },
                "clientKeyPassphrase",
                /does not decrypt the private key of mysafe:clientKeyFile \(stack config\)\.$/,
            ],
        ] as [string, Config, string, RegExp][]) {
            itRefuses(title, config, name, problem);
        }

        it("names the variable that is wrong", () => {
            const env = {
                SENHASEGURA_CLIENT_CERT_FILE: cert,
                SENHASEGURA_CLIENT_KEY_FILE: encryptedKey,
                SENHASEGURA_CLIENT_KEY_PASSPHRASE: "hunter2",
            };
            assert.equal(
                problemOf({}, env),
                "SENHASEGURA_CLIENT_KEY_PASSPHRASE (environment) does not decrypt the private key of SENHASEGURA_CLIENT_KEY_FILE (environment).",
            );
        });

        it("causes the problems of certificate and key together", () => {
            const problems = problemsOf(prefixed({ ...withKey(""), clientCertFile: key }));
            assert.deepEqual(
                problems.map((problem) => problem.split(" ", 1)[0]),
                ["mysafe:clientCertFile", "mysafe:clientKeyFile"],
            );
        });
    });

    describe("in PKCS#12", () => {
        it("comes from an archive that the passphrase decrypts", () => {
            const tls = tlsOf({ clientPfxFile: pfx, clientKeyPassphrase: passphrase });
            assert.deepEqual(tls.pfx?.reveal(), readFileSync(pfx));
            assert.equal(tls.passphrase?.reveal(), passphrase);
            assert.deepEqual([tls.cert, tls.key], [undefined, undefined]);
        });

        it("has a passphrase with its white space, except for the line end that files and pipes add", () => {
            const spaced = files.write("spaced.pfx", client.toPfx(" pass phrase "));
            const tls = tlsOf({ clientPfxFile: spaced, clientKeyPassphrase: " pass phrase \n" });
            assert.equal(tls.passphrase?.reveal(), " pass phrase ");
        });

        const archive = (content: string | Buffer) => files.write(`${randomBytes(4).toString("hex")}.pfx`, content);
        for (const [title, config, name, problem] of [
            [
                "a wrong passphrase",
                { clientPfxFile: pfx, clientKeyPassphrase: "hunter2" },
                "clientKeyPassphrase",
                /does not decrypt mysafe:clientPfxFile \(stack config\)\.$/,
            ],
            [
                "no passphrase",
                { clientPfxFile: pfx },
                "clientPfxFile",
                /is encrypted: run `pulumi config set --secret mysafe:clientKeyPassphrase`/,
            ],
            ["junk", { clientPfxFile: archive("hunter2".repeat(100)) }, "clientPfxFile", /contains no PKCS#12 archive/],
            ["an empty archive", { clientPfxFile: archive("") }, "clientPfxFile", /contains no PKCS#12 archive/],
            ["a file in PEM", { clientPfxFile: cert }, "clientPfxFile", /contains no PKCS#12 archive \(\.pfx, \.p12\)/],
            ["a missing archive", { clientPfxFile: files.missing }, "clientPfxFile", /there is no such file/],
            [
                "an archive that RC2 encrypts",
                { clientPfxFile: archive(rc2Archive), clientKeyPassphrase: "old" },
                "clientPfxFile",
                /does not support \(RC2\): export it again/,
            ],
            [
                "a certificate in PEM too",
                { clientPfxFile: pfx, clientCertFile: cert, clientKeyFile: key },
                "clientPfxFile",
                /and mysafe:clientCertFile \(stack config\) are both set/,
            ],
            [
                "a key in PEM too",
                { clientPfxFile: pfx, clientKeyFile: key },
                "clientPfxFile",
                /and mysafe:clientKeyFile \(stack config\) are both set/,
            ],
        ] as [string, Config, string, RegExp][]) {
            itRefuses(title, config, name, problem);
        }
    });

    it("does not appear in the problem if it is set in place of a path", () => {
        const contents = [
            client.key,
            client.cert,
            client.key.replaceAll("\n", "\\n"),
            readFileSync(pfx, "base64"),
            randomBytes(100).toString("base64"),
        ];
        for (const content of contents) {
            for (const name of ["caFile", "clientCertFile", "clientKeyFile", "clientPfxFile"]) {
                const others: Config = name === "clientKeyFile" ? { clientCertFile: cert } : {};
                const problem = problemOf(prefixed({ ...others, [name]: content }));
                assert.match(problem, /is not the path of a file: set it to the file's path, not to its content\.$/);
                assert.ok(!problem.includes(content.slice(40, 60)));
            }
        }
    });

    it("shows neither key nor passphrase", () => {
        const pem = tlsOf({ clientCertFile: cert, clientKeyFile: encryptedKey, clientKeyPassphrase: passphrase });
        const archive = tlsOf({ clientPfxFile: pfx, clientKeyPassphrase: passphrase });
        for (const shown of [everything(pem), everything(archive)]) {
            assert.doesNotMatch(shown, /open-sesame|PRIVATE KEY/);
            assert.ok(!shown.includes(pemLines(encrypted)[1] ?? "?"));
        }
    });

    it("takes no passphrase without a key", () => {
        assert.equal(tlsOf({ clientKeyPassphrase: passphrase }).passphrase, undefined);
    });
});
