import { type ClientCertificate, readClientCertificate } from "./clientCertificate";
import type { SettingsReader } from "./settingsReader";
import { parseCertificates, readBlocks, readSettingFile } from "./tlsFiles";

/** The TLS options of connections to the vault. Node's defaults replace what is missing. */
export interface TlsSettings extends ClientCertificate {
    /** PEM certificates of the authorities that replace Node's own. */
    ca?: string | undefined;
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
    const text = file ? readSettingFile(reader, file)?.toString() : pem?.value.replace(/(\\r)?\\n/g, "\n");
    if (found === undefined || text === undefined) {
        return undefined;
    }
    const blocks = readBlocks(reader, found, text);
    const certificates = blocks && parseCertificates(reader, found, blocks);
    return certificates?.map(({ pem }) => pem).join("\n");
}
