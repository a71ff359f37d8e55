import { createPrivateKey, type KeyObject } from "node:crypto";
import { createSecureContext } from "node:tls";
import { Secret } from "../shared/secret";
import { certificateBlocks, parseCertificates } from "./certificates";
import { setInstruction } from "./configKeys";
import { readSettingFile } from "./settingFile";
import type { SettingsReader } from "./settingsReader";
import type { Found } from "./sources";

/** A client certificate with its private key. */
export interface ClientCertificate {
    /** The certificate, then its chain, as PEM. */
    cert?: string;
    /** The private key as PEM. */
    key?: Secret;
    /** Certificate and key as a PKCS#12 archive. */
    pfx?: Secret<Buffer>;
    /** Decrypts the key or the archive. */
    passphrase?: Secret;
}

/** Reads the client certificate from PEM files or from an archive, and decrypts its key to find a wrong passphrase. */
export function readClientCertificate(reader: SettingsReader): ClientCertificate {
    const certFile = reader.find("clientCertFile");
    const keyFile = reader.find("clientKeyFile");
    const pfxFile = reader.find("clientPfxFile");
    const passphrase = reader.find("clientKeyPassphrase");
    const pemFile = certFile ?? keyFile;
    let certificate: ClientCertificate | undefined;
    if (pfxFile !== undefined && pemFile !== undefined) {
        reader.fail(pfxFile, `and ${pemFile.source} are both set: remove one of them.`);
    } else if (pfxFile !== undefined) {
        certificate = readArchive(reader, pfxFile, passphrase);
    } else if (certFile !== undefined) {
        certificate = readPem(reader, certFile, keyFile, passphrase);
    } else if (keyFile !== undefined) {
        reader.fail(keyFile, `has no certificate: ${setInstruction("clientCertFile")}.`);
    }
    return certificate && passphrase
        ? { ...certificate, passphrase: new Secret(passphrase.value) }
        : (certificate ?? {});
}

function readPem(
    reader: SettingsReader,
    certFile: Found,
    keyFile: Found | undefined,
    passphrase: Found | undefined,
): ClientCertificate | undefined {
    const cert = readSettingFile(reader, certFile)?.toString("utf8");
    const isCombined = keyFile === undefined && cert?.includes("PRIVATE KEY-----");
    if (keyFile === undefined && cert !== undefined && !isCombined) {
        return reader.fail(certFile, `contains no private key: ${setInstruction("clientKeyFile")}.`);
    }
    const key = isCombined ? cert : readSettingFile(reader, keyFile)?.toString("utf8");
    if (cert === undefined || key === undefined) {
        return undefined;
    }
    const keySource = keyFile ?? certFile;
    const [leaf] = parseCertificates(reader, certFile, cert) ?? [];
    const decrypted = decryptKey(reader, keySource, key, passphrase);
    if (leaf === undefined || decrypted === undefined) {
        return undefined;
    }
    if (!leaf.checkPrivateKey(decrypted)) {
        return reader.fail(keySource, `is not the private key of the first certificate in ${certFile.source}.`);
    }
    if (Date.parse(leaf.validTo) < Date.now()) {
        return reader.fail(certFile, `contains a certificate that expired on ${leaf.validTo}: renew it.`);
    }
    return { cert: certificateBlocks(cert).join("\n"), key: new Secret(key) };
}

function decryptKey(
    reader: SettingsReader,
    keySource: Found,
    pem: string,
    passphrase: Found | undefined,
): KeyObject | undefined {
    const isEncrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem);
    if (isEncrypted && passphrase === undefined) {
        return reader.fail(keySource, `contains an encrypted key: ${setInstruction("clientKeyPassphrase")}.`);
    }
    try {
        return createPrivateKey({ key: pem, ...(isEncrypted ? { passphrase: passphrase?.value } : {}) });
    } catch {
        return isEncrypted && passphrase !== undefined
            ? reader.fail(passphrase, `does not decrypt the private key of ${keySource.source}.`)
            : reader.fail(keySource, "contains no private key in PEM form (-----BEGIN PRIVATE KEY-----).");
    }
}

function readArchive(
    reader: SettingsReader,
    pfxFile: Found,
    passphrase: Found | undefined,
): ClientCertificate | undefined {
    const pfx = readSettingFile(reader, pfxFile);
    if (pfx === undefined) {
        return undefined;
    }
    try {
        createSecureContext({ pfx, passphrase: passphrase?.value });
        return { pfx: new Secret(pfx) };
    } catch (error) {
        // Node gives these errors of OpenSSL no code.
        const { message } = error as Error;
        if (/mac verify failure/i.test(message)) {
            return passphrase === undefined
                ? reader.fail(pfxFile, `is encrypted: ${setInstruction("clientKeyPassphrase")}.`)
                : reader.fail(passphrase, `does not decrypt ${pfxFile.source}.`);
        }
        return reader.fail(
            pfxFile,
            /unsupported/i.test(message)
                ? "uses an encryption that OpenSSL 3 does not support (RC2): export it again with a current tool."
                : "contains no PKCS#12 archive (.pfx, .p12) with a certificate and its private key.",
        );
    }
}
