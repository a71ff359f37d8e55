import { createPrivateKey, X509Certificate } from "node:crypto";
import type { ServerOptions } from "node:https";
import type { SecureVersion } from "node:tls";
import { described, type FieldRules, oneOf, required, secret, text } from "../shared/fieldRules";

/** The TLS options of the gateway. Certificates and keys are PEM texts. */
export interface TlsOptions {
    /** The gateway's certificate, for 127.0.0.1. Certificates of intermediate authorities may follow it. */
    cert: string;
    /** The certificate's private key, without a passphrase. */
    key: string;
    /** Certificates of authorities. If set, the gateway accepts only clients whose certificate one of them signed. */
    clientCa?: string;
    /** The oldest accepted version of TLS; Node's own, TLS 1.2, by default. */
    minVersion?: SecureVersion;
    /** The newest accepted version of TLS; Node's own, TLS 1.3, by default. */
    maxVersion?: SecureVersion;
}

const pemText = described(text, "a PEM text");
const tlsVersion = oneOf<SecureVersion>(["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]);

/** The rules of {@link TlsOptions}. */
export const tlsOptionRules: FieldRules<TlsOptions> = {
    cert: required(secret(pemText)),
    key: required(secret(pemText)),
    clientCa: secret(pemText),
    minVersion: tlsVersion,
    maxVersion: tlsVersion,
};

/** Returns the options for Node's server. Throws an error that names the part that is unusable. */
export function serverTlsOptions({ cert, key, clientCa, minVersion, maxVersion }: TlsOptions): ServerOptions {
    const certificate = usable("certificate", () => new X509Certificate(cert));
    if (key.includes("ENCRYPTED")) {
        throw new Error("the TLS key is unusable: it has a passphrase");
    }
    if (!certificate.checkPrivateKey(usable("key", () => createPrivateKey(key)))) {
        throw new Error("the TLS key does not belong to the TLS certificate");
    }
    if (clientCa !== undefined) {
        // Node reads a text without a certificate as an empty list, and would reject every client.
        usable("client authority", () => new X509Certificate(clientCa));
    }
    const old = [minVersion, maxVersion].some((version) => version === "TLSv1" || version === "TLSv1.1");
    return {
        cert,
        key,
        ...(clientCa === undefined ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true }),
        // Node's own minimum could be above the requested maximum.
        minVersion: minVersion ?? (old ? maxVersion : undefined),
        maxVersion,
        // OpenSSL supports versions before 1.2 only at its lowest security level.
        ...(old ? { ciphers: "DEFAULT@SECLEVEL=0" } : {}),
    };
}

function usable<T>(part: string, read: () => T): T {
    try {
        return read();
    } catch (error) {
        throw new Error(`the TLS ${part} is unusable: ${(error as Error).message}`, { cause: error });
    }
}
