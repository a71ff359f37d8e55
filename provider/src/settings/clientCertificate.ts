import { createPrivateKey, type KeyObject } from "node:crypto";
import { createSecureContext } from "node:tls";
import { Secret } from "../shared/secret";
import { setInstruction } from "./configKeys";
import type { PemBlock } from "./pem";
import type { SettingsReader } from "./settingsReader";
import type { Found } from "./sources";
import { parseCertificates, type ReadCertificate, readBlocks, readSettingFile } from "./tlsFiles";

/** The TLS options of the client certificate: `cert` and `key`, or `pfx`. */
export interface ClientCertificate {
    /** The client certificate, then its chain, as PEM. */
    cert?: string;
    /** The private key of the client certificate, as PEM. */
    key?: Secret;
    /** Client certificate and key as a PKCS#12 archive. */
    pfx?: Secret<Buffer>;
    /** Decrypts `key` or `pfx`. */
    passphrase?: Secret | undefined;
}

/** Reads the client certificate from PEM files or from an archive, and decrypts its key to find a wrong passphrase. */
export function readClientCertificate(reader: SettingsReader): ClientCertificate | undefined {
    const certFile = reader.find("clientCertFile");
    const keyFile = reader.find("clientKeyFile");
    const pfxFile = reader.find("clientPfxFile");
    const passphrase = reader.find("clientKeyPassphrase");
    const pemFile = certFile ?? keyFile;
    if (pfxFile && pemFile) {
        return reader.fail(pfxFile, `and ${pemFile.source} are both set: remove one of them.`);
    }
    if (pfxFile) {
        return readArchive(reader, pfxFile, passphrase);
    }
    if (certFile) {
        return readPemFiles(reader, certFile, keyFile, passphrase);
    }
    return keyFile && reader.fail(keyFile, `has no certificate: ${setInstruction("clientCertFile")}.`);
}

/** Reads certificate and key. The certificate's file has both where no key file is set. */
function readPemFiles(
    reader: SettingsReader,
    certFile: Found,
    keyFile: Found | undefined,
    passphrase: Found | undefined,
): ClientCertificate | undefined {
    const certBlocks = readFileBlocks(reader, certFile);
    const keyBlocks = keyFile ? readFileBlocks(reader, keyFile) : certBlocks;
    if (!certBlocks || !keyBlocks) {
        return undefined;
    }
    if (!keyFile && !keyBlocks.some(isKey)) {
        return reader.fail(certFile, `contains no private key: ${setInstruction("clientKeyFile")}.`);
    }
    const keySource = keyFile ?? certFile;
    const chain = parseCertificates(reader, certFile, certBlocks);
    const key = readKey(reader, keySource, keyBlocks);
    const decrypted = key && decryptKey(reader, keySource, key, passphrase);
    const [leaf] = chain ?? [];
    if (!chain || !leaf || !key || !decrypted) {
        return undefined;
    }
    const own = chain.findIndex(({ certificate }) => certificate.checkPrivateKey(decrypted));
    if (own < 0) {
        return reader.fail(keySource, `is not the private key of the first certificate in ${certFile.source}.`);
    }
    if (own > 0) {
        return reader.fail(certFile, `contains the certificate of the private key as number ${own + 1}: put it first.`);
    }
    if (!isChain(reader, certFile, chain)) {
        return undefined;
    }
    if (Date.parse(leaf.certificate.validTo) < Date.now()) {
        return reader.fail(certFile, `contains a certificate that expired on ${leaf.certificate.validTo}: renew it.`);
    }
    return { cert: chain.map(({ pem }) => pem).join("\n"), key: new Secret(key), passphrase: hide(passphrase) };
}

function readFileBlocks(reader: SettingsReader, file: Found): PemBlock[] | undefined {
    const text = readSettingFile(reader, file)?.toString();
    return text === undefined ? undefined : readBlocks(reader, file, text);
}

function isKey({ label }: PemBlock): boolean {
    return label.endsWith("PRIVATE KEY");
}

/** Returns the PEM block of the only private key. */
function readKey(reader: SettingsReader, source: Found, blocks: readonly PemBlock[]): string | undefined {
    const [key, ...others] = blocks.filter(isKey);
    if (others.length > 0) {
        return reader.fail(source, `contains ${others.length + 1} private keys: keep the one of the certificate.`);
    }
    return key?.text ?? reader.fail(source, noKey);
}

const noKey = "contains no private key in PEM form (-----BEGIN PRIVATE KEY-----).";

/** Returns whether the first certificate leads to each other one of the file, in any order. */
function isChain(reader: SettingsReader, file: Found, chain: readonly ReadCertificate[]): boolean {
    const reached = new Set(chain.slice(0, 1));
    // A set also iterates over what the loop adds.
    for (const { certificate } of reached) {
        for (const other of chain.filter((one) => certificate.checkIssued(one.certificate))) {
            reached.add(other);
        }
    }
    const stray = chain.findIndex((one) => !reached.has(one));
    if (stray > 0) {
        const problem = `contains ${chain.length} certificates, and number ${stray + 1} is not in the chain of the first: remove it.`;
        reader.fail(file, problem);
    }
    return stray < 0;
}

function decryptKey(reader: SettingsReader, source: Found, pem: string, passphrase?: Found): KeyObject | undefined {
    const isEncrypted = pem.includes("ENCRYPTED");
    if (isEncrypted && !passphrase) {
        return reader.fail(source, `contains an encrypted key: ${setInstruction("clientKeyPassphrase")}.`);
    }
    try {
        return createPrivateKey({ key: pem, passphrase: passphrase?.value });
    } catch {
        return isEncrypted && passphrase
            ? reader.fail(passphrase, `does not decrypt the private key of ${source.source}.`)
            : reader.fail(source, "contains a damaged private key: export it again in PEM form.");
    }
}

function readArchive(reader: SettingsReader, pfxFile: Found, passphrase?: Found): ClientCertificate | undefined {
    const pfx = readSettingFile(reader, pfxFile);
    if (pfx === undefined) {
        return undefined;
    }
    try {
        createSecureContext({ pfx, passphrase: passphrase?.value });
        return { pfx: new Secret(pfx), passphrase: hide(passphrase) };
    } catch (error) {
        // Node gives these errors of OpenSSL no code.
        const { message } = error as Error;
        if (/mac verify failure/i.test(message)) {
            return passphrase
                ? reader.fail(passphrase, `does not decrypt ${pfxFile.source}.`)
                : reader.fail(pfxFile, `is encrypted: ${setInstruction("clientKeyPassphrase")}.`);
        }
        const problem = /unsupported/i.test(message)
            ? "uses an encryption that OpenSSL 3 does not support (RC2): export it again with a current tool."
            : "contains no PKCS#12 archive (.pfx, .p12) with a certificate and its private key.";
        return reader.fail(pfxFile, problem);
    }
}

function hide(passphrase: Found | undefined): Secret | undefined {
    return passphrase && new Secret(passphrase.value);
}
