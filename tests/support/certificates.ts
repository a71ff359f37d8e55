import { createPrivateKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { asn1, md, pkcs12, pki } from "node-forge";

/** The options of a certificate. */
export interface CertificateOptions {
    /** The common name of its subject. The default is "localhost". */
    commonName?: string;
    /** Its host names and IP addresses. The default is "localhost" and "127.0.0.1". */
    altNames?: readonly string[];
    /** The start of its validity. The default is a day ago. */
    notBefore?: Date;
    /** The end of its validity. The default is in a year. */
    notAfter?: Date;
    /** Issues a client certificate in place of a server certificate. */
    client?: boolean;
    /** Generates its own key, which takes a tenth of a second. By default all certificates share one. */
    ownKey?: boolean;
}

/** A certificate with its private key. */
export interface IssuedCertificate {
    /** The PEM of the certificate and of the intermediate authorities after it. */
    readonly cert: string;
    /** The key as PEM in PKCS#8, without a passphrase. */
    readonly key: string;
    /** Returns the key as PEM in PKCS#8, encrypted with AES-256. */
    encryptedKey(passphrase: string): string;
    /**
     * Returns certificates and key as PKCS#12, encrypted with AES-256, which OpenSSL 3 accepts. The passphrase must
     * be ASCII, because forge and OpenSSL encode other letters differently.
     */
    toPfx(passphrase: string): Buffer;
}

/** An authority that signs certificates. */
export interface Authority {
    /** Its own certificate as PEM, for clients that trust it. */
    readonly certPem: string;
    /** Issues a certificate. */
    issue(options?: CertificateOptions): IssuedCertificate;
    /** Creates an authority whose certificate this one signs. */
    createIntermediate(name: string): Authority;
}

/** A name with a key pair that can sign. */
interface Signer {
    readonly name: string;
    readonly keys: KeyPair;
    /** The PEMs of the certificates between a signed certificate and the root. */
    readonly chain: readonly string[];
}

/** A public and a private key as PEM. */
type KeyPair = ReturnType<typeof createKeys>;

const dayMs = 24 * 3600 * 1000;
let sharedKeys: KeyPair | undefined;

/** Creates a root authority with its own key. A client that trusts it rejects another one of the same name. */
export function createAuthority(name: string): Authority {
    const keys = createKeys();
    return createSigning({ name, keys, chain: [] }, authorityCertificate(name, keys, { name, keys }));
}

/** Creates a self-signed certificate. */
export function selfSigned(options: CertificateOptions = {}): IssuedCertificate {
    const keys = createKeys();
    return issued(keys, [leafCertificate(options, keys, { name: options.commonName ?? "localhost", keys })]);
}

function createSigning(signer: Signer, certPem: string): Authority {
    return {
        certPem,
        issue(options = {}) {
            sharedKeys ??= createKeys();
            const keys = options.ownKey ? createKeys() : sharedKeys;
            return issued(keys, [leafCertificate(options, keys, signer), ...signer.chain]);
        },
        createIntermediate(name) {
            const keys = createKeys();
            const own = authorityCertificate(name, keys, signer);
            return createSigning({ name, keys, chain: [own, ...signer.chain] }, own);
        },
    };
}

function issued(keys: KeyPair, certificates: readonly string[]): IssuedCertificate {
    return {
        cert: certificates.join(""),
        key: keys.privateKey,
        encryptedKey: (passphrase) =>
            createPrivateKey(keys.privateKey)
                .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase })
                .toString(),
        toPfx(passphrase) {
            const privateKey = pki.privateKeyFromPem(keys.privateKey);
            const chain = certificates.map((pem) => pki.certificateFromPem(pem));
            const bag = pkcs12.toPkcs12Asn1(privateKey, chain, passphrase, { algorithm: "aes256" });
            return Buffer.from(asn1.toDer(bag).getBytes(), "latin1");
        },
    };
}

function authorityCertificate(name: string, keys: KeyPair, signer: Omit<Signer, "chain">): string {
    return certificate({ commonName: name, notAfter: new Date(Date.now() + 2 * 365 * dayMs) }, keys, signer, [
        { name: "basicConstraints", cA: true, critical: true },
        { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ]);
}

function leafCertificate(options: CertificateOptions, keys: KeyPair, signer: Omit<Signer, "chain">): string {
    const { altNames = ["localhost", "127.0.0.1"], client = false } = options;
    // In RFC 5280, type 2 is a DNS name and type 7 an IP address.
    const named = altNames.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name }));
    return certificate(options, keys, signer, [
        { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
        { name: "extKeyUsage", serverAuth: !client, clientAuth: client },
        ...(named.length === 0 ? [] : [{ name: "subjectAltName", altNames: named }]),
    ]);
}

function certificate(
    { commonName = "localhost", notBefore, notAfter }: CertificateOptions,
    keys: KeyPair,
    signer: Omit<Signer, "chain">,
    extensions: readonly object[],
): string {
    const made = pki.createCertificate();
    made.publicKey = pki.publicKeyFromPem(keys.publicKey);
    // A serial number must be positive, and forge reads the first bit as its sign.
    made.serialNumber = `01${randomBytes(15).toString("hex")}`;
    made.validity.notBefore = notBefore ?? new Date(Date.now() - dayMs);
    made.validity.notAfter = notAfter ?? new Date(Date.now() + 365 * dayMs);
    made.setSubject([{ name: "commonName", value: commonName }]);
    made.setIssuer([{ name: "commonName", value: signer.name }]);
    const keyIdentifier = pki.getPublicKeyFingerprint(pki.publicKeyFromPem(signer.keys.publicKey), {
        type: "RSAPublicKey",
    });
    // Python 3.13 and later reject a certificate without its signer's key identifier.
    const identifiers = [
        { name: "subjectKeyIdentifier" },
        { name: "authorityKeyIdentifier", keyIdentifier: keyIdentifier.getBytes() },
    ];
    made.setExtensions([...extensions, ...identifiers]);
    made.sign(pki.privateKeyFromPem(signer.keys.privateKey), md.sha256.create());
    return pki.certificateToPem(made).replaceAll("\r\n", "\n");
}

/** Generates keys with Node, because forge takes seconds. Forge supports only RSA. */
function createKeys() {
    return generateKeyPairSync("rsa", {
        modulusLength: 2048,
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
}
