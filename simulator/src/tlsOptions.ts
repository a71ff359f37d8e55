import { createPrivateKey, X509Certificate } from "node:crypto";
import type { ServerOptions } from "node:https";
import type { SecureVersion } from "node:tls";

/** How the gateway speaks TLS. Certificates and keys are PEM texts. */
export interface TlsOptions {
    /** The gateway's certificate, for 127.0.0.1; those of intermediate authorities may follow it. */
    cert: string;
    /** The certificate's private key, without a passphrase. */
    key: string;
    /** When set, a client must present a certificate that one of these authorities signed; others are not let in. */
    clientCa?: string;
    /** The oldest version of TLS that is spoken; node's own, TLS 1.2, by default. */
    minVersion?: SecureVersion;
    /** The newest version of TLS that is spoken; node's own, TLS 1.3, by default. */
    maxVersion?: SecureVersion;
}

/** What node's server is told. Throws an error that says which part cannot be used. */
export function serverTlsOptions({ cert, key, clientCa, minVersion, maxVersion }: TlsOptions): ServerOptions {
    const certificate = usable("certificate", () => new X509Certificate(cert));
    if (key.includes("ENCRYPTED")) {
        throw new Error("the TLS key cannot be used: it has a passphrase");
    }
    if (!certificate.checkPrivateKey(usable("key", () => createPrivateKey(key)))) {
        throw new Error("the TLS key does not belong to the TLS certificate");
    }
    if (clientCa !== undefined) {
        // Node takes a text without a certificate for no authority at all, and would refuse every client.
        usable("client authority", () => new X509Certificate(clientCa));
    }
    const old = [minVersion, maxVersion].some((version) => version === "TLSv1" || version === "TLSv1.1");
    return {
        cert,
        key,
        ...(clientCa === undefined ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true }),
        // Else node's own oldest version would be above the newest one.
        minVersion: minVersion ?? (old ? maxVersion : undefined),
        maxVersion,
        // OpenSSL speaks the versions before 1.2 at its lowest level of security alone.
        ...(old ? { ciphers: "DEFAULT@SECLEVEL=0" } : {}),
    };
}

function usable<T>(part: string, read: () => T): T {
    try {
        return read();
    } catch (error) {
        throw new Error(`the TLS ${part} cannot be used: ${(error as Error).message}`, { cause: error });
    }
}
