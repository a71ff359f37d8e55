import type { Secret } from "../shared/secret";
import { parseCertificates } from "./certificates";
import { readClientCertificate } from "./clientCertificate";
import { readSettingFile } from "./settingFile";
import type { SettingsReader } from "./settingsReader";

/** The TLS options of connections to the vault; undefined means Node's default. */
export interface TlsSettings {
    /** PEM certificates of the authorities that replace Node's own. */
    ca: string | undefined;
    /** The client certificate, then its chain, as PEM. */
    cert: string | undefined;
    /** The private key of the client certificate, as PEM. */
    key: Secret | undefined;
    /** Client certificate and key as a PKCS#12 archive. */
    pfx: Secret<Buffer> | undefined;
    /** Decrypts `key` or `pfx`. */
    passphrase: Secret | undefined;
}

/** Reads the TLS settings and opens their files, so that a wrong one is a problem of the setting, not of a connection. */
export function readTlsSettings(reader: SettingsReader): TlsSettings {
    const ca = readAuthorities(reader);
    const { cert, key, pfx, passphrase } = readClientCertificate(reader);
    return { ca, cert, key, pfx, passphrase };
}

function readAuthorities(reader: SettingsReader): string | undefined {
    const file = reader.find("caFile");
    const pem = reader.find("caPem");
    if (file !== undefined && pem !== undefined) {
        return reader.fail(file, `and ${pem.source} are both set: remove one of them.`);
    }
    const found = file ?? pem;
    // CI variables often have \n in place of line ends.
    const text = file ? readSettingFile(reader, file)?.toString("utf8") : pem?.value.replaceAll("\\n", "\n");
    return found && text !== undefined && parseCertificates(reader, found, text) ? text : undefined;
}
