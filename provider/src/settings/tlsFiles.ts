import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { words } from "../shared/vocabulary";
import { type PemBlock, readPem } from "./pem";
import type { SettingsReader } from "./settingsReader";
import { type Found, showValue } from "./sources";

/** Reads the file that a setting names. Relative paths start at the folder of the program, where the provider runs. */
export function readSettingFile(reader: SettingsReader, found: Found): Buffer | undefined {
    const { value } = found;
    try {
        return readFileSync(resolve(value));
    } catch (error) {
        if (canBeContent(value)) {
            return reader.fail(found, "is not the path of a file: set it to the file's path, not to its content.");
        }
        const { code } = error as NodeJS.ErrnoException;
        const reason = code === "ENOENT" ? "there is no such file" : `the file cannot be read (${code})`;
        const start = isAbsolute(value) ? "" : `; the path starts at the ${words().program}'s folder, ${process.cwd()}`;
        return reader.fail(found, `is ${showValue(found)}: ${reason}${start}.`);
    }
}

/** Returns whether a value can be the content of a key or an archive, which no error may repeat. */
function canBeContent(value: string): boolean {
    return /-----|\p{Cc}/u.test(value) || value.length > 255 || /^[\w+/=-]{100,}$/.test(value);
}

/** Returns the blocks of a setting's PEM text; undefined, with a problem, if it is truncated or in quotes. */
export function readBlocks(reader: SettingsReader, found: Found, text: string): PemBlock[] | undefined {
    const { blocks, problem } = readPem(text);
    return problem === undefined ? blocks : reader.fail(found, problem);
}

/** A certificate of a setting, and its PEM block. */
export interface ReadCertificate {
    pem: string;
    certificate: X509Certificate;
}

/** Parses all certificates among PEM blocks; undefined, with a problem, if there is none or a damaged one. */
export function parseCertificates(
    reader: SettingsReader,
    found: Found,
    blocks: readonly PemBlock[],
): ReadCertificate[] | undefined {
    const certificates = blocks.filter(({ label }) => label === "CERTIFICATE");
    if (certificates.length === 0) {
        return reader.fail(found, "contains no certificate in PEM form (-----BEGIN CERTIFICATE-----).");
    }
    try {
        return certificates.map(({ text }) => ({ pem: text, certificate: new X509Certificate(text) }));
    } catch {
        return reader.fail(found, "contains a damaged certificate: export it again in PEM form.");
    }
}
