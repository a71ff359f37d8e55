import assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ConnectionOptions, connect, createServer, type TlsOptions } from "node:tls";
import { createAuthority, selfSigned } from "../../support/certificates";

/** Opens a TLS connection. Returns the client's error, or the client's name on the server. */
async function handshake(server: TlsOptions, client: ConnectionOptions): Promise<string> {
    const listening = createServer(server, (socket) => {
        socket.on("error", () => {});
        socket.end(String(socket.getPeerCertificate().subject?.CN));
    });
    await once(listening.listen(0, "127.0.0.1"), "listening");
    try {
        const { port } = listening.address() as AddressInfo;
        const socket = connect({ port, host: "127.0.0.1", ...client });
        const [data] = await once(socket, "data");
        return String(data);
    } catch (error) {
        return (error as NodeJS.ErrnoException).code ?? String(error);
    } finally {
        listening.close();
    }
}

describe("createAuthority", () => {
    const authority = createAuthority("Authority of the tests");
    const ca = authority.certPem;

    it("issues certificates for localhost and 127.0.0.1 that its clients accept", async () => {
        const { cert, key } = authority.issue();
        assert.equal(await handshake({ cert, key }, { ca }), "undefined");
        assert.equal(await handshake({ cert, key }, { ca, servername: "localhost" }), "undefined");
    });

    it("issues certificates that clients of another authority of the same name reject", async () => {
        const other = createAuthority("Authority of the tests").certPem;
        assert.notEqual(await handshake(authority.issue(), { ca: other }), "undefined");
    });

    it("issues certificates with its key identifier, which newer Pythons require", () => {
        const leaf = new X509Certificate(authority.issue().cert);
        const other = createAuthority("Authority of the tests").certPem;
        assert.equal(leaf.checkIssued(new X509Certificate(ca)), true);
        assert.equal(leaf.checkIssued(new X509Certificate(other)), false, "distinguished only by name");
    });

    it("issues certificates for other names and other periods", async () => {
        const elsewhere = authority.issue({ altNames: ["vault.example.com"] });
        assert.equal(await handshake(elsewhere, { ca }), "ERR_TLS_CERT_ALTNAME_INVALID");
        assert.equal(await handshake(elsewhere, { ca, servername: "vault.example.com" }), "undefined");
        const expired = authority.issue({ notBefore: new Date("2020-01-01"), notAfter: new Date("2021-01-01") });
        assert.equal(await handshake(expired, { ca }), "CERT_HAS_EXPIRED");
        const early = authority.issue({ notBefore: new Date(Date.now() + 3_600_000) });
        assert.equal(await handshake(early, { ca }), "CERT_NOT_YET_VALID");
    });

    it("issues a client certificate as PEM, with an encrypted key and as PKCS#12", async () => {
        const server = { ...authority.issue(), ca, requestCert: true, rejectUnauthorized: true };
        const { cert, key, encryptedKey, toPfx } = authority.issue({ commonName: "access key", client: true });
        const passphrase = "open sesame";
        assert.equal(await handshake(server, { ca, cert, key }), "access key");
        assert.equal(await handshake(server, { ca, cert, key: encryptedKey(passphrase), passphrase }), "access key");
        assert.equal(await handshake(server, { ca, pfx: toPfx(passphrase), passphrase }), "access key");
        assert.throws(() => createPrivateKey({ key: encryptedKey(passphrase), passphrase: "sesame" }));
        assert.throws(() => connect({ pfx: toPfx(passphrase), passphrase: "sesame" }), /mac verify failure/);
    });

    it("has intermediate authorities, whose certificates accompany those that they issue", async () => {
        const intermediate = authority.createIntermediate("Intermediate").createIntermediate("Intermediate of it");
        const { cert, key, toPfx } = intermediate.issue({ commonName: "access key" });
        assert.equal(cert.match(/BEGIN CERTIFICATE/g)?.length, 3);
        assert.equal(await handshake({ cert, key }, { ca }), "undefined");
        assert.equal(await handshake({ pfx: toPfx("open"), passphrase: "open" }, { ca }), "undefined");
        const alone = new X509Certificate(cert).toString();
        assert.equal(await handshake({ cert: alone, key }, { ca }), "UNABLE_TO_VERIFY_LEAF_SIGNATURE");
    });

    it("gives a certificate its own key on request", () => {
        const keys = [authority.issue(), authority.issue(), authority.issue({ ownKey: true })].map(({ key }) => key);
        assert.equal(keys[0], keys[1]);
        assert.notEqual(keys[0], keys[2]);
    });
});

describe("selfSigned", () => {
    it("makes a certificate that only clients with a copy trust", async () => {
        const { cert, key } = selfSigned();
        assert.equal(await handshake({ cert, key }, {}), "DEPTH_ZERO_SELF_SIGNED_CERT");
        assert.equal(await handshake({ cert, key }, { ca: cert }), "undefined");
    });
});
