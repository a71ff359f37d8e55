import { readFileSync } from "node:fs";
import type { TlsOptions } from "../server/tlsOptions";

/** The paths of PEM files, by the command's option. */
export interface TlsFiles {
    readonly "tls-cert"?: string | undefined;
    readonly "tls-key"?: string | undefined;
    readonly "client-ca"?: string | undefined;
}

/** Reads the PEM files. Returns undefined if there are none. Throws an error that names a missing or unreadable file. */
export function readTlsFiles(files: TlsFiles): TlsOptions | undefined {
    const read = (option: keyof TlsFiles) => readOption(option, files[option]);
    const given = (["tls-cert", "tls-key", "client-ca"] as const).filter((option) => files[option] !== undefined);
    const missing = (["tls-cert", "tls-key"] as const).filter((option) => files[option] === undefined);
    if (given.length === 0) {
        return undefined;
    }
    if (missing.length > 0) {
        throw new Error(`--${given[0]} requires --${missing.join(" and --")}`);
    }
    const clientCa = read("client-ca");
    return {
        cert: read("tls-cert") ?? "",
        key: read("tls-key") ?? "",
        ...(clientCa === undefined ? {} : { clientCa }),
    };
}

function readOption(option: string, file: string | undefined): string | undefined {
    try {
        return file === undefined ? undefined : readFileSync(file, "utf8");
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        throw new Error(`--${option}: cannot read the file "${file}" (${code})`, { cause: error });
    }
}
