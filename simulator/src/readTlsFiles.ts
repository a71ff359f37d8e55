import { readFileSync } from "node:fs";
import type { TlsOptions } from "./tlsOptions";

/** The PEM files that the command's options name. */
export interface TlsFiles {
    readonly "tls-cert"?: string | undefined;
    readonly "tls-key"?: string | undefined;
    readonly "client-ca"?: string | undefined;
}

/** Reads them; undefined if there are none. Throws an error that names the option that is missing or cannot be read. */
export function readTlsFiles(files: TlsFiles): TlsOptions | undefined {
    const read = (option: keyof TlsFiles) => readOption(option, files[option]);
    const given = (["tls-cert", "tls-key", "client-ca"] as const).filter((option) => files[option] !== undefined);
    const missing = (["tls-cert", "tls-key"] as const).filter((option) => files[option] === undefined);
    if (given.length === 0) {
        return undefined;
    }
    if (missing.length > 0) {
        throw new Error(`--${given[0]} wants --${missing.join(" and --")} too`);
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
        throw new Error(`--${option}: the file "${file}" cannot be read (${code})`, { cause: error });
    }
}
