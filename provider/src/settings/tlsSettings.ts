import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { createSecureContext } from "node:tls";
import { Secret } from "../shared/secret";
import type { Found, SettingsReader } from "./settingsReader";

/** What secure connections to the vault are made with; what is undefined is Node's default. */
export interface TlsSettings {
    /** Authorities that the vault's certificate is checked against, in place of Node's own: PEM, one or more. */
    ca: string | undefined;
    /** The client certificate, with its chain: PEM. */
    cert: string | undefined;
    /** The client certificate's private key: PEM. */
    key: Secret | undefined;
    /** Client certificate and key as PKCS#12. */
    pfx: Secret<Buffer> | undefined;
    /** Opens `key` or `pfx`. */
    passphrase: Secret | undefined;
}

const pemBlock = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/**
 * Reads `mysafe:caFile`, `caPem`, `certFile`, `keyFile`, `keyPassphrase` and `pfxFile`, and opens what they name, so
 * that a wrong passphrase is found here and not as a failed connection. Problems go to the reader.
 */
export function readTlsSettings(reader: SettingsReader): TlsSettings {
    const { problems } = reader;

    function problem(found: Found, text: string): undefined {
        problems.push(`${found.from} ${text}`);
    }

    function contents(found: Found | undefined): Buffer | undefined {
        if (found === undefined) {
            return undefined;
        }
        try {
            // The provider's process runs in the folder of the program.
            return readFileSync(resolve(found.value));
        } catch (error) {
            if (canBeContent(found.value)) {
                return problem(found, "names no file that can be read: set it to a file's name, not to its content.");
            }
            const { code } = error as NodeJS.ErrnoException;
            const reason = code === "ENOENT" ? "there is no such file" : `the file cannot be read (${code})`;
            return problem(
                found,
                `is "${found.value}": ${reason}${isAbsolute(found.value) ? "" : `; it begins at the program's folder, ${process.cwd()}`}.`,
            );
        }
    }

    function certificates(found: Found, text: string): X509Certificate[] | undefined {
        try {
            const parsed = (text.match(pemBlock) ?? []).map((pem) => new X509Certificate(pem));
            return parsed.length > 0
                ? parsed
                : problem(found, "holds no certificate in PEM form (-----BEGIN CERTIFICATE-----).");
        } catch {
            return problem(found, "holds a certificate that is damaged: it is not PEM as OpenSSL reads it.");
        }
    }

    function authorities(): string | undefined {
        const file = reader.read("caFile", "SENHASEGURA_CA_FILE");
        const pem = reader.read("caPem", "SENHASEGURA_CA_PEM");
        if (file !== undefined && pem !== undefined) {
            return problem(file, `and ${pem.from} are both set: remove one of them.`);
        }
        const found = file ?? pem;
        // In variables, line ends are often written as \n.
        const text = file === undefined ? pem?.value.replaceAll("\\n", "\n") : contents(file)?.toString("utf8");
        return found !== undefined && text !== undefined && certificates(found, text) ? text : undefined;
    }

    function privateKey(from: Found, pem: string, passphrase: Found | undefined): KeyObject | undefined {
        const encrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem);
        if (encrypted && passphrase === undefined) {
            return problem(from, `holds an encrypted key: ${setPassphrase}.`);
        }
        try {
            return createPrivateKey({ key: pem, ...(encrypted ? { passphrase: passphrase?.value } : {}) });
        } catch {
            return encrypted && passphrase !== undefined
                ? problem(passphrase, `does not open the private key of ${from.from}.`)
                : problem(from, "holds no private key in PEM form (-----BEGIN PRIVATE KEY-----).");
        }
    }

    function clientCertificate(certFile: Found, keyFile: Found | undefined, passphrase: Found | undefined) {
        const cert = contents(certFile)?.toString("utf8");
        const ownKey = cert?.includes("PRIVATE KEY-----") ? cert : undefined;
        if (keyFile === undefined && cert !== undefined && ownKey === undefined) {
            return problem(
                certFile,
                "has no private key beside it: run `pulumi config set mysafe:keyFile <file.pem>`, or set SENHASEGURA_KEY_FILE.",
            );
        }
        const key = keyFile === undefined ? ownKey : contents(keyFile)?.toString("utf8");
        if (cert === undefined || key === undefined) {
            return undefined;
        }
        const [leaf] = certificates(certFile, cert) ?? [];
        const opened = privateKey(keyFile ?? certFile, key, passphrase);
        if (leaf === undefined || opened === undefined) {
            return undefined;
        }
        if (!leaf.checkPrivateKey(opened)) {
            return problem(keyFile ?? certFile, `is not the private key of the first certificate in ${certFile.from}.`);
        }
        if (Date.parse(leaf.validTo) < Date.now()) {
            return problem(certFile, `holds a certificate that expired on ${leaf.validTo}: have it renewed.`);
        }
        return { cert: (cert.match(pemBlock) ?? []).join("\n"), key: new Secret(key) };
    }

    function archive(pfxFile: Found, passphrase: Found | undefined): Secret<Buffer> | undefined {
        const pfx = contents(pfxFile);
        if (pfx === undefined) {
            return undefined;
        }
        try {
            createSecureContext({ pfx, passphrase: passphrase?.value });
            return new Secret(pfx);
        } catch (error) {
            const { message } = error as Error;
            if (/mac verify failure/i.test(message)) {
                return passphrase === undefined
                    ? problem(pfxFile, `does not open without a passphrase: ${setPassphrase}.`)
                    : problem(passphrase, `does not open ${pfxFile.from}.`);
            }
            return problem(
                pfxFile,
                /unsupported/i.test(message)
                    ? "is encrypted in a way that is no longer supported (RC2): export it anew with a current tool."
                    : "holds no PKCS#12 archive (.pfx, .p12) with a certificate and its key that can be read.",
            );
        }
    }

    const ca = authorities();
    const certFile = reader.read("certFile", "SENHASEGURA_CERT_FILE");
    const keyFile = reader.read("keyFile", "SENHASEGURA_KEY_FILE");
    const pfxFile = reader.read("pfxFile", "SENHASEGURA_PFX_FILE");
    const passphrase = reader.read("keyPassphrase", "SENHASEGURA_KEY_PASSPHRASE", "passphrase");
    const other = certFile ?? keyFile;
    if (pfxFile !== undefined && other !== undefined) {
        problem(pfxFile, `and ${other.from} are both set: a client certificate comes from one of them.`);
    } else if (certFile === undefined && keyFile !== undefined) {
        problem(keyFile, "has no certificate: run `pulumi config set mysafe:certFile <file.pem>` as well.");
    }
    const pem = pfxFile === undefined && certFile ? clientCertificate(certFile, keyFile, passphrase) : undefined;
    const pfx = pfxFile !== undefined && other === undefined ? archive(pfxFile, passphrase) : undefined;
    const opens = passphrase !== undefined && (pem !== undefined || pfx !== undefined);
    return {
        ca,
        cert: pem?.cert,
        key: pem?.key,
        pfx,
        passphrase: opens ? new Secret(passphrase.value) : undefined,
    };
}

/** Whether a file's setting can hold a key or an archive itself, which no error may repeat. */
function canBeContent(value: string): boolean {
    return /-----|\p{Cc}/u.test(value) || value.length > 255 || /^[\w+/=-]{100,}$/.test(value);
}

const setPassphrase = "run `pulumi config set --secret mysafe:keyPassphrase`, or set SENHASEGURA_KEY_PASSPHRASE";
