import "reflect-metadata";
import { webcrypto } from "node:crypto";
import {
    BasicConstraintsExtension,
    ExtendedKeyUsage,
    ExtendedKeyUsageExtension,
    SubjectAlternativeNameExtension,
    X509CertificateGenerator,
} from "@peculiar/x509";

/** The cookie by which a plugin knows that Terraform or OpenTofu started it. */
const cookie = {
    name: "TF_PLUGIN_MAGIC_COOKIE",
    value: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
};

/** The version of go-plugin's handshake, and of Terraform's protocol. */
const coreVersion = 1;
const protocolVersion = 6;

/** A certificate with its private key, in PEM, and as the line of the handshake has it. */
export interface ServerCertificate {
    certificate: string;
    privateKey: string;
    encoded: string;
}

/** Returns whether Terraform or OpenTofu started this process. */
export function isStartedByTerraform(env: NodeJS.ProcessEnv): boolean {
    return env[cookie.name] === cookie.value;
}

/** Returns the line that tells Terraform where the server is. @param encoded The certificate; empty without TLS. */
export function handshakeLine(port: number, encoded: string): string {
    return `${[coreVersion, protocolVersion, "tcp", `127.0.0.1:${port}`, "grpc", encoded].join("|")}\n`;
}

/** Creates a certificate that signs itself, as go-plugin's automatic mutual TLS uses it for one process. */
export async function createCertificate(now = new Date()): Promise<ServerCertificate> {
    const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
    const hourMs = 3_600_000;
    const certificate = await X509CertificateGenerator.createSelfSigned({
        name: "CN=localhost",
        notBefore: new Date(now.getTime() - hourMs),
        // A plugin lives as long as one command.
        notAfter: new Date(now.getTime() + 30 * 24 * hourMs),
        signingAlgorithm: algorithm,
        keys,
        extensions: [
            new BasicConstraintsExtension(true, undefined, true),
            new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
            new SubjectAlternativeNameExtension([{ type: "dns", value: "localhost" }]),
        ],
    });
    const key = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
    return {
        certificate: certificate.toString("pem"),
        privateKey: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`,
        encoded: Buffer.from(certificate.rawData).toString("base64").replace(/=+$/, ""),
    };
}
