import { X509Certificate } from "node:crypto";
import type { SettingsReader } from "./settingsReader";
import type { Found } from "./sources";

const pemBlock = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/** Returns the PEM blocks of all certificates in a text. */
export function certificateBlocks(text: string): string[] {
    return text.match(pemBlock) ?? [];
}

/** Parses all certificates of a setting's PEM text; undefined, with a problem, if it has none or a damaged one. */
export function parseCertificates(reader: SettingsReader, found: Found, text: string): X509Certificate[] | undefined {
    try {
        const certificates = certificateBlocks(text).map((pem) => new X509Certificate(pem));
        return certificates.length > 0
            ? certificates
            : reader.fail(found, "contains no certificate in PEM form (-----BEGIN CERTIFICATE-----).");
    } catch {
        return reader.fail(found, "contains a damaged certificate: export it again in PEM form.");
    }
}
