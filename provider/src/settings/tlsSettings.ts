import { createPrivateKey, type KeyObject } from "node:crypto";
import { createSecureContext } from "node:tls";
import { Secret } from "../shared/secret";
import { setInstruction } from "./configKeys";
import type { SettingsReader } from "./settingsReader";
import type { Found } from "./sources";
import { certificateBlocks, parseCertificates, readSettingFile } from "./tlsFiles";

/** The TLS options of connections to the vault. Node's defaults replace what is missing. */
export interface TlsSettings {
    /** PEM certificates of the authorities that replace Node's own. */
    ca?: string | undefined;
    /** The client certificate, then its chain, as PEM. */
    cert?: string;
    /** The private key of the client certificate, as PEM. */
    key?: Secret;
    /** Client certificate and key as a PKCS#12 archive. */
    pfx?: Secret<Buffer>;
    /** Decrypts `key` or `pfx`. */
    passphrase?: Secret | undefined;
}

/** Reads the TLS settings and their files, so that a wrong file is a problem of the setting, not of a connection. */
export function readTlsSettings(reader: SettingsReader): TlsSettings {
    return { ca: readAuthorities(reader), ...readClientCertificate(reader) };
}

function readAuthorities(reader: SettingsReader): string | undefined {
    const file = reader.find("caFile");
    const pem = reader.find("caPem");
    if (file && pem) {
        return reader.fail(file, `and ${pem.source} are both set: remove one of them.`);
    }
    const found = file ?? pem;
    // CI variables often have \n in place of line ends.
    const text = file ? readSettingFile(reader, file)?.toString() : pem?.value.replaceAll("\\n", "\n");
    return found && text !== undefined && parseCertificates(reader, found, text) ? text : undefined;
}

/** Reads the client certificate from PEM files or from an archive, and decrypts its key to find a wrong passphrase. */
function readClientCertificate(reader: SettingsReader): TlsSettings | undefined {
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
        return readPem(reader, certFile, keyFile, passphrase);
    }
    return keyFile && reader.fail(keyFile, `has no certificate: ${setInstruction("clientCertFile")}.`);
}

/** Without a key file, the file of the certificate has the key too. */
function readPem(
    reader: SettingsReader,
    certFile: Found,
    keyFile: Found | undefined,
    passphrase: Found | undefined,
): TlsSettings | undefined {
    const cert = readSettingFile(reader, certFile)?.toString();
    const key = keyFile ? readSettingFile(reader, keyFile)?.toString() : cert;
    if (cert === undefined || key === undefined) {
        return undefined;
    }
    if (!keyFile && !key.includes("PRIVATE KEY-----")) {
        return reader.fail(certFile, `contains no private key: ${setInstruction("clientKeyFile")}.`);
    }
    const keySource = keyFile ?? certFile;
    const [leaf] = parseCertificates(reader, certFile, cert) ?? [];
    const decrypted = decryptKey(reader, keySource, key, passphrase);
    if (!leaf || !decrypted) {
        return undefined;
    }
    if (!leaf.checkPrivateKey(decrypted)) {
        return reader.fail(keySource, `is not the private key of the first certificate in ${certFile.source}.`);
    }
    if (Date.parse(leaf.validTo) < Date.now()) {
        return reader.fail(certFile, `contains a certificate that expired on ${leaf.validTo}: renew it.`);
    }
    return { cert: certificateBlocks(cert).join("\n"), key: new Secret(key), passphrase: hide(passphrase) };
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
            : reader.fail(source, "contains no private key in PEM form (-----BEGIN PRIVATE KEY-----).");
    }
}

function readArchive(reader: SettingsReader, pfxFile: Found, passphrase?: Found): TlsSettings | undefined {
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
