import assert from "node:assert/strict";
import { createPrivateKey, generateKeyPairSync, randomBytes, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { TlsSettings } from "../../../provider/src/settings/tlsSettings";
import { createAuthority, selfSigned } from "../../support/certificates";
import { rc2Archive } from "../support/rc2Archive";
import { plainTls, problemOf, problemsOf, read } from "../support/settings";
import { everything } from "../support/vault";

const passphrase = "open-sesame-7";
const folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-tls-"));
const nowhere = join(folder, "nowhere.pem");

/** Writes a file and gives its path. */
function file(name: string, content: string | Buffer): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
}

function tlsOf(config: Record<string, unknown>, env: Record<string, string> = {}): TlsSettings {
    return read(config, env).tls;
}

/** The lines of a PEM that must not be repeated. */
function material(pem: string): string[] {
    return pem.split("\n").filter((line) => line !== "" && !line.startsWith("-----"));
}

describe("settings of TLS", () => {
    const authority = createAuthority("Authority of the tests");
    const another = createAuthority("Another authority");
    const client = authority.issue({ commonName: "access key 7", client: true });
    const foreign = authority.issue({ commonName: "access key 8", client: true, ownKey: true });
    const expired = authority.issue({
        client: true,
        notBefore: new Date("2020-01-01T00:00:00Z"),
        notAfter: new Date("2021-01-01T00:00:00Z"),
    });
    const encrypted = client.encryptedKey(passphrase);
    const der = new X509Certificate(authority.certPem).raw;
    const damaged = authority.certPem.replace(/(.{30}\n).{20}/, "$1AAAAAAAAAAAAAAAAAAAA");

    const ca = file("ca.pem", authority.certPem);
    const cert = file("cert.pem", client.cert);
    const key = file("key.pem", client.key);
    const encryptedKey = file("encrypted.pem", encrypted);
    const pfx = file("client.pfx", client.toPfx(passphrase));

    after(() => rmSync(folder, { recursive: true, force: true }));

    it("are Node's own unless they are set", () => {
        assert.deepEqual(tlsOf({}), plainTls);
    });

    describe("for the vault's authority", () => {
        it("are read from a file, or from text, in the configuration or in the environment", () => {
            assert.equal(tlsOf({ "mysafe:caFile": ca }).ca, authority.certPem);
            assert.equal(tlsOf({}, { SENHASEGURA_CA_FILE: ca }).ca, authority.certPem);
            assert.equal(tlsOf({ "mysafe:caPem": authority.certPem }).ca, authority.certPem.trim());
            assert.equal(tlsOf({}, { SENHASEGURA_CA_PEM: authority.certPem }).ca, authority.certPem.trim());
        });

        it("find a file from the program's folder", () => {
            assert.equal(tlsOf({ "mysafe:caFile": relative(process.cwd(), ca) }).ca, authority.certPem);
        });

        it("take text whose line ends are written as \\n, or as Windows writes them", () => {
            assert.equal(
                tlsOf({ "mysafe:caPem": authority.certPem.replaceAll("\n", "\\n") }).ca?.trim(),
                authority.certPem.trim(),
            );
            assert.ok(tlsOf({ "mysafe:caPem": authority.certPem.replaceAll("\n", "\r\n") }).ca);
        });

        it("take several certificates, with words between them", () => {
            const all = `# ours\n${authority.certPem}\n# theirs\n${another.certPem}`;
            assert.equal(tlsOf({ "mysafe:caFile": file("all.pem", all) }).ca, all);
        });

        it("take a certificate that signed itself", () => {
            const own = selfSigned().cert;
            assert.equal(tlsOf({ "mysafe:caFile": file("self.pem", own) }).ca, own);
        });

        it("are refused when they are set twice, naming both places", () => {
            const problem = problemOf({ "mysafe:caFile": ca, "mysafe:caPem": authority.certPem });
            assert.match(
                problem,
                /^mysafe:caFile \(stack config\) and mysafe:caPem \(stack config\) are both set: remove/,
            );
            const mixed = problemOf({ "mysafe:caPem": authority.certPem }, { SENHASEGURA_CA_FILE: ca });
            assert.match(mixed, /^SENHASEGURA_CA_FILE \(environment\) and mysafe:caPem \(stack config\) are both set/);
        });

        const wrongFiles: [what: string, path: string, told: RegExp][] = [
            ["a file that is not there", nowhere, /is ".*nowhere\.pem": there is no such file\./],
            ["a folder", folder, /the file cannot be read \(EISDIR\)/],
            ["a file in DER form", file("ca.der", der), /holds no certificate in PEM form/],
            ["an empty file", file("empty.pem", ""), /holds no certificate in PEM form/],
            ["a page", file("page.pem", "<html>Sign in</html>"), /holds no certificate in PEM form/],
            ["a key", key, /holds no certificate in PEM form/],
            ["a damaged certificate", file("damaged.pem", damaged), /holds a certificate that is damaged/],
            ["one right and one damaged", file("two.pem", `${authority.certPem}${damaged}`), /is damaged/],
            ["a path with a NUL in it", "ca\0.pem", /names no file that can be read/],
            ["a path from the program's folder", "nowhere.pem", /no such file; it begins at the program's folder, \S/],
        ];
        for (const [what, path, told] of wrongFiles) {
            it(`are refused, with place and fix, when they name ${what}`, () => {
                const problem = problemOf({ "mysafe:caFile": path });
                assert.match(problem, /^mysafe:caFile \(stack config\) /);
                assert.match(problem, told);
                assert.match(problemOf({}, { SENHASEGURA_CA_FILE: path }), /^SENHASEGURA_CA_FILE \(environment\) /);
                for (const line of material(client.key)) {
                    assert.equal(problem.includes(line), false);
                }
            });
        }

        it("are refused when their text is none, and the text is not repeated", () => {
            const problem = problemOf({ "mysafe:caPem": client.key });
            assert.match(problem, /^mysafe:caPem \(stack config\) holds no certificate in PEM form/);
            assert.equal(problem.includes(material(client.key)[0] ?? ""), false);
            assert.match(
                problemOf({ "mysafe:caPem": ca }),
                /^mysafe:caPem .*holds no certificate/,
                "a path is no text",
            );
            assert.match(problemOf({ "mysafe:caPem": damaged }), /^mysafe:caPem .*is damaged/);
        });
    });

    describe("for a client certificate in PEM", () => {
        it("are read from two files", () => {
            const tls = tlsOf({ "mysafe:certFile": cert, "mysafe:keyFile": key });
            assert.equal(tls.cert, client.cert.trim());
            assert.equal(tls.key?.reveal(), client.key);
            assert.deepEqual([tls.pfx, tls.passphrase], [undefined, undefined]);
        });

        it("are read from the environment, too", () => {
            const tls = tlsOf(
                {},
                {
                    SENHASEGURA_CERT_FILE: cert,
                    SENHASEGURA_KEY_FILE: encryptedKey,
                    SENHASEGURA_KEY_PASSPHRASE: passphrase,
                },
            );
            assert.equal(tls.key?.reveal(), encrypted);
            assert.equal(tls.passphrase?.reveal(), passphrase);
        });

        it("are read from one file that has both, in either order", () => {
            for (const [name, text] of [
                ["cert-key.pem", client.cert + client.key],
                ["key-cert.pem", client.key + client.cert],
            ] as const) {
                const tls = tlsOf({ "mysafe:certFile": file(name, text) });
                assert.equal(tls.cert, client.cert.trim(), "without the key");
                assert.ok(createPrivateKey(tls.key?.reveal() ?? ""));
            }
        });

        it("are read from one file whose key is encrypted", () => {
            const both = file("cert-encrypted.pem", client.cert + encrypted);
            const tls = tlsOf({ "mysafe:certFile": both, "mysafe:keyPassphrase": passphrase });
            assert.equal(tls.passphrase?.reveal(), passphrase);
            assert.match(problemOf({ "mysafe:certFile": both }), /^mysafe:certFile .*holds an encrypted key/);
        });

        it("keep the certificates of the authorities between", () => {
            const { cert: chain, key: own } = authority.createIntermediate("Between").issue({ client: true });
            const tls = tlsOf({ "mysafe:certFile": file("chain.pem", chain), "mysafe:keyFile": file("own.pem", own) });
            assert.equal(tls.cert?.match(/BEGIN CERTIFICATE/g)?.length, 2);
        });

        it("take keys of all usual forms, encrypted and not", () => {
            const rsa = createPrivateKey(client.key);
            const forms = [
                rsa.export({ type: "pkcs1", format: "pem" }),
                rsa.export({ type: "pkcs1", format: "pem", cipher: "aes-128-cbc", passphrase }),
                rsa.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase }),
            ];
            for (const [index, text] of forms.entries()) {
                const keyFile = file(`form${index}.pem`, text);
                const settings = { "mysafe:certFile": cert, "mysafe:keyFile": keyFile };
                assert.ok(tlsOf({ ...settings, "mysafe:keyPassphrase": passphrase }).key, String(index));
                if (index > 0) {
                    assert.match(problemOf(settings), /^mysafe:keyFile .*holds an encrypted key: run .*keyPassphrase/);
                }
            }
        });

        const wrong: [what: string, config: Record<string, unknown>, told: RegExp][] = [
            [
                "a certificate without a key",
                { certFile: cert },
                /^mysafe:certFile \(stack config\) has no private key beside it: run `pulumi config set mysafe:keyFile .*SENHASEGURA_KEY_FILE/,
            ],
            [
                "a key without a certificate",
                { keyFile: key },
                /^mysafe:keyFile \(stack config\) has no certificate: run `pulumi config set mysafe:certFile/,
            ],
            [
                "a certificate's file that is not there",
                { certFile: nowhere, keyFile: key },
                /^mysafe:certFile .*no such/,
            ],
            ["a key's file that is not there", { certFile: cert, keyFile: nowhere }, /^mysafe:keyFile .*no such file/],
            ["a folder for a key", { certFile: cert, keyFile: folder }, /^mysafe:keyFile .*cannot be read \(EISDIR\)/],
            [
                "another certificate's key",
                { certFile: cert, keyFile: file("foreign.pem", foreign.key) },
                /^mysafe:keyFile .*is not the private key of the first certificate in mysafe:certFile \(stack config\)/,
            ],
            [
                "a key of another kind",
                {
                    certFile: cert,
                    keyFile: file(
                        "ec.pem",
                        generateKeyPairSync("ec", {
                            namedCurve: "P-256",
                            publicKeyEncoding: { type: "spki", format: "pem" },
                            privateKeyEncoding: { type: "pkcs8", format: "pem" },
                        }).privateKey,
                    ),
                },
                /^mysafe:keyFile .*is not the private key of the first certificate/,
            ],
            [
                "a certificate for a key",
                { certFile: cert, keyFile: cert },
                /^mysafe:keyFile .*holds no private key in PEM/,
            ],
            [
                "an empty key",
                { certFile: cert, keyFile: file("none.pem", "") },
                /^mysafe:keyFile .*no private key in PEM/,
            ],
            [
                "junk for a key",
                {
                    certFile: cert,
                    keyFile: file("junk.pem", "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n"),
                },
                /^mysafe:keyFile .*holds no private key in PEM form/,
            ],
            [
                "a key for a certificate",
                { certFile: key, keyFile: key },
                /^mysafe:certFile .*holds no certificate in PEM/,
            ],
            [
                "a certificate in DER",
                { certFile: file("cert.der", der), keyFile: key },
                /^mysafe:certFile .*in PEM form/,
            ],
            [
                "an encrypted key without its passphrase",
                { certFile: cert, keyFile: encryptedKey },
                /^mysafe:keyFile .*holds an encrypted key: run `pulumi config set --secret mysafe:keyPassphrase`, or set SENHASEGURA_KEY_PASSPHRASE/,
            ],
            [
                "an encrypted key with another passphrase",
                { certFile: cert, keyFile: encryptedKey, keyPassphrase: "hunter2" },
                /^mysafe:keyPassphrase \(stack config\) does not open the private key of mysafe:keyFile \(stack config\)\./,
            ],
            [
                "an expired certificate",
                { certFile: file("expired.pem", expired.cert), keyFile: key },
                /^mysafe:certFile .*expired on Jan {2}1 00:00:00 2021 GMT: have it renewed/,
            ],
        ];
        for (const [what, config, told] of wrong) {
            it(`are refused, with place and fix, when they name ${what}`, () => {
                const problem = problemOf(
                    Object.fromEntries(Object.entries(config).map(([name, value]) => [`mysafe:${name}`, value])),
                );
                assert.match(problem, told);
                assert.doesNotMatch(problem, /hunter2|\n/);
                for (const line of [...material(client.key), ...material(encrypted)]) {
                    assert.equal(problem.includes(line), false);
                }
            });
        }

        it("name the variable where that is wrong", () => {
            const env = { SENHASEGURA_CERT_FILE: cert, SENHASEGURA_KEY_FILE: encryptedKey };
            assert.match(problemOf({}, env), /^SENHASEGURA_KEY_FILE \(environment\) holds an encrypted key/);
            const problem = problemOf({}, { ...env, SENHASEGURA_KEY_PASSPHRASE: "hunter2" });
            assert.match(
                problem,
                /^SENHASEGURA_KEY_PASSPHRASE \(environment\) does not open the private key of SENHASEGURA_KEY_FILE/,
            );
            assert.doesNotMatch(problem, /hunter2/);
        });

        it("tell what is wrong with certificate and key at once", () => {
            const problems = problemsOf({ "mysafe:certFile": key, "mysafe:keyFile": file("none.pem", "") });
            assert.deepEqual(
                problems.map((problem) => problem.split(" ", 1)[0]),
                ["mysafe:certFile", "mysafe:keyFile"],
            );
        });
    });

    describe("for a client certificate in PKCS#12", () => {
        it("are read from a file that the passphrase opens", () => {
            const tls = tlsOf({ "mysafe:pfxFile": pfx, "mysafe:keyPassphrase": passphrase });
            assert.deepEqual(tls.pfx?.reveal(), readFileSync(pfx));
            assert.equal(tls.passphrase?.reveal(), passphrase);
            assert.deepEqual([tls.cert, tls.key], [undefined, undefined]);
        });

        it("take the passphrase as it is, but for the line's end that a file or a pipe adds", () => {
            const spaced = file("spaced.pfx", client.toPfx(" pass phrase "));
            const tls = tlsOf({ "mysafe:pfxFile": spaced, "mysafe:keyPassphrase": " pass phrase \n" });
            assert.equal(tls.passphrase?.reveal(), " pass phrase ");
        });

        const wrong: [what: string, config: Record<string, unknown>, told: RegExp][] = [
            [
                "another passphrase",
                { pfxFile: pfx, keyPassphrase: "hunter2" },
                /^mysafe:keyPassphrase \(stack config\) does not open mysafe:pfxFile \(stack config\)\./,
            ],
            [
                "no passphrase",
                { pfxFile: pfx },
                /^mysafe:pfxFile \(stack config\) does not open without a passphrase: run `pulumi config set --secret mysafe:keyPassphrase`/,
            ],
            [
                "junk",
                { pfxFile: file("junk.pfx", "hunter2".repeat(100)), keyPassphrase: passphrase },
                /^mysafe:pfxFile .*holds no PKCS#12 archive/,
            ],
            [
                "an empty file",
                { pfxFile: file("empty.pfx", ""), keyPassphrase: passphrase },
                /^mysafe:pfxFile .*holds no PKCS#12 archive/,
            ],
            ["a file in PEM", { pfxFile: cert }, /^mysafe:pfxFile .*holds no PKCS#12 archive \(\.pfx, \.p12\)/],
            ["a file that is not there", { pfxFile: nowhere }, /^mysafe:pfxFile .*there is no such file/],
            [
                "an archive that is encrypted as of old",
                { pfxFile: file("old.pfx", rc2Archive), keyPassphrase: "old" },
                /^mysafe:pfxFile .*no longer supported.*export it anew/,
            ],
            [
                "a certificate in PEM as well",
                { pfxFile: pfx, certFile: cert, keyFile: key, keyPassphrase: passphrase },
                /^mysafe:pfxFile \(stack config\) and mysafe:certFile \(stack config\) are both set/,
            ],
            [
                "a key in PEM as well",
                { pfxFile: pfx, keyFile: key, keyPassphrase: passphrase },
                /^mysafe:pfxFile \(stack config\) and mysafe:keyFile \(stack config\) are both set/,
            ],
        ];
        for (const [what, config, told] of wrong) {
            it(`are refused, with place and fix, for ${what}`, () => {
                const problem = problemOf(
                    Object.fromEntries(Object.entries(config).map(([name, value]) => [`mysafe:${name}`, value])),
                );
                assert.match(problem, told);
                assert.doesNotMatch(problem, /hunter2|open-sesame|\n/);
            });
        }
    });

    it("do not repeat the content of a file that was set in place of its name", () => {
        const settings = ["caFile", "certFile", "keyFile", "pfxFile"];
        const contents = [client.key, client.cert, client.key.replaceAll("\n", "\\n"), readFileSync(pfx, "base64")];
        const short = randomBytes(100).toString("base64");
        for (const content of [...contents, short]) {
            for (const name of settings) {
                const beside: Record<string, unknown> = name === "keyFile" ? { "mysafe:certFile": cert } : {};
                const problem = problemOf({ ...beside, [`mysafe:${name}`]: content });
                assert.match(problem, /names no file that can be read: set it to a file's name, not to its content\./);
                assert.ok(problem.length < 200, problem);
                assert.equal(problem.includes(content.slice(40, 60)), false);
            }
        }
    });

    it("show neither key nor passphrase", () => {
        const pem = tlsOf({
            "mysafe:certFile": cert,
            "mysafe:keyFile": encryptedKey,
            "mysafe:keyPassphrase": passphrase,
        });
        const archive = tlsOf({ "mysafe:pfxFile": pfx, "mysafe:keyPassphrase": passphrase });
        for (const shown of [everything(pem), everything(archive)]) {
            assert.doesNotMatch(shown, /open-sesame|PRIVATE KEY/);
            assert.equal(shown.includes(material(encrypted)[1] ?? "?"), false);
        }
    });

    it("leave a passphrase alone that opens nothing", () => {
        assert.deepEqual(tlsOf({ "mysafe:keyPassphrase": passphrase, "mysafe:caFile": ca }).passphrase, undefined);
    });
});
