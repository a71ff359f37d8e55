import { createPrivateKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { asn1, md, pkcs12, pki } from "node-forge";

/** What a certificate is issued for. All is optional. */
export interface CertificateOptions {
    /** The common name of its subject; "localhost" by default. */
    commonName?: string;
    /** The host names and IP addresses that it stands for; "localhost" and "127.0.0.1" by default. */
    altNames?: readonly string[];
    /** When it begins to be good; a day ago by default. */
    notBefore?: Date;
    /** When it ends to be good; in a year by default. */
    notAfter?: Date;
    /** It is a client's, not a server's. */
    client?: boolean;
    /** It has a key of its own, which takes a tenth of a second to make; by default all share one. */
    ownKey?: boolean;
}

/** A certificate with its private key. */
export interface IssuedCertificate {
    /** PEM: the certificate, then those of the intermediate authorities between it and the root. */
    readonly cert: string;
    /** PEM, PKCS#8, without a passphrase. */
    readonly key: string;
    /** The key as PEM, PKCS#8, that only the passphrase opens (AES-256). */
    encryptedKey(passphrase: string): string;
    /**
     * All of it as PKCS#12 that only the passphrase opens (AES-256, so that OpenSSL 3 takes it). The passphrase is
     * ASCII: forge spells other letters in another way than OpenSSL.
     */
    toPfx(passphrase: string): Buffer;
}

/** Something that signs certificates. */
export interface Authority {
    /** Its own certificate as PEM: what those who trust it are told. */
    readonly certPem: string;
    /** Issues a certificate. */
    issue(options?: CertificateOptions): IssuedCertificate;
    /** An authority whose certificate this one signs. */
    createIntermediate(name: string): Authority;
}

/** A key pair and a name that can sign. */
interface Signer {
    readonly name: string;
    readonly keys: KeyPair;
    /** The certificates, as PEM, that those which it signs need to be traced to the root. */
    readonly chain: readonly string[];
}

/** Both halves as PEM. */
type KeyPair = ReturnType<typeof createKeys>;

const dayMs = 24 * 3600 * 1000;
let sharedKeys: KeyPair | undefined;

/** Makes a root authority with a key of its own: who trusts it does not trust another one of the same name. */
export function createAuthority(name: string): Authority {
    const keys = createKeys();
    return createSigning({ name, keys, chain: [] }, authorityCertificate(name, keys, { name, keys }));
}

/** A certificate that nobody signed but itself. */
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
    // The numbers are RFC 5280's: 2 is a DNS name, 7 an IP address.
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
    // A serial number is positive, and forge takes its first bit for the sign.
    made.serialNumber = `01${randomBytes(15).toString("hex")}`;
    made.validity.notBefore = notBefore ?? new Date(Date.now() - dayMs);
    made.validity.notAfter = notAfter ?? new Date(Date.now() + 365 * dayMs);
    made.setSubject([{ name: "commonName", value: commonName }]);
    made.setIssuer([{ name: "commonName", value: signer.name }]);
    const keyIdentifier = pki.getPublicKeyFingerprint(pki.publicKeyFromPem(signer.keys.publicKey), {
        type: "RSAPublicKey",
    });
    // Python 3.13 and newer refuse a certificate that does not name its signer's key.
    const identifiers = [
        { name: "subjectKeyIdentifier" },
        { name: "authorityKeyIdentifier", keyIdentifier: keyIdentifier.getBytes() },
    ];
    made.setExtensions([...extensions, ...identifiers]);
    made.sign(pki.privateKeyFromPem(signer.keys.privateKey), md.sha256.create());
    return pki.certificateToPem(made).replaceAll("\r\n", "\n");
}

/** By node, since forge takes seconds for it. RSA, since forge has nothing else. */
function createKeys() {
    return generateKeyPairSync("rsa", {
        modulusLength: 2048,
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
}
