import { X509Certificate } from "node:crypto";
import type { Simulator } from "../simulator";
import type { CommandLine } from "./parseCommandLine";

/** Returns the first output of the command: the passwords, and the settings that connect a stack. */
export function greeting(vault: Simulator, { options, tlsCertificateFile }: CommandLine): string {
    const { tls, version = "4.0" } = options;
    // Only a self-signed certificate is its own authority, which a client can trust.
    const trusted = tls !== undefined && isSelfSigned(tls.cert) ? tlsCertificateFile : undefined;
    const settings = [
        { key: "url", flag: "", variable: "SENHASEGURA_URL", value: vault.url },
        { key: "clientId", flag: "", variable: "SENHASEGURA_CLIENT_ID", value: vault.clientId },
        { key: "clientSecret", flag: "--secret ", variable: "SENHASEGURA_CLIENT_SECRET", value: vault.clientSecret },
        { key: "tenant", flag: "", variable: "SENHASEGURA_TENANT", value: vault.tenant },
        { key: "caFile", flag: "", variable: "SENHASEGURA_CA_FILE", value: trusted },
    ].flatMap(({ value, ...rest }) => (value === undefined ? [] : [{ ...rest, value: quote(value) }]));
    return [
        `MySafe simulator ${version} at ${vault.url}`,
        "",
        ...passwordTable(vault),
        "",
        "Notes 21, 22 and 23, API secrets 31, 32 and 33: active, inactive, and without edit access.",
        "",
        "Connect by stack configuration:",
        ...settings.map(({ key, flag, value }) => `    pulumi config set mysafe:${key} ${flag}${value}`),
        "or by the environment:",
        ...settings.map(({ variable, value }) => `    export ${variable}=${value}`),
        ...(tls === undefined || trusted !== undefined
            ? []
            : ["and mysafe:caFile: the file of the certificate's authority."]),
        ...(tls?.clientCa === undefined
            ? []
            : ["and mysafe:clientCertFile, mysafe:clientKeyFile: a client certificate that --client-ca signed."]),
        "",
        "Press Ctrl-C to stop. Requests:",
        "",
    ].join("\n");
}

function isSelfSigned(cert: string): boolean {
    const certificate = new X509Certificate(cert);
    return certificate.verify(certificate.publicKey);
}

function passwordTable(vault: Simulator): string[] {
    const rows = vault.passwords().map(({ identifier, active, canView, canWrite, username, tags, name }) => {
        const access = canWrite ? "edit" : canView ? "view" : "none";
        return [String(identifier), active ? "active" : "inactive", access, username, name, tags];
    });
    const table = [["identifier", "status", "access", "username", "name", "tags"], ...rows];
    const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
    return table.map((row) =>
        row
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join("  ")
            .trimEnd(),
    );
}

/** Returns a value as one word of a POSIX shell. */
function quote(value: string): string {
    return /^[\w.:/@-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
