import { X509Certificate } from "node:crypto";
import type { Simulator } from "../simulator";
import type { CommandLine } from "./parseCommandLine";
import { passwordTable } from "./passwordTable";
import { screenCommands } from "./screenCommand";

/**
 * Returns the first output of the command: the passwords, and the settings that connect a stack.
 *
 * @param readsLines True where the command reads lines of its terminal.
 */
export function greeting(vault: Simulator, { options, tlsCertificateFile }: CommandLine, readsLines: boolean): string {
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
        ...rightsLines(vault),
        "Notes 21 to 23, API secrets 31 to 33: active, inactive, without edit access.",
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
            : ["and mysafe:clientCertFile, mysafe:clientKeyFile: a client certificate,", "signed by --client-ca."]),
        "",
        ...(readsLines
            ? ["To act as somebody at the vault's own screen, enter a line here:", `    ${screenCommands}`, ""]
            : []),
        "Press Ctrl-C to stop. Requests:",
        "",
    ].join("\n");
}

/** Returns a sentence for each right that the access key lacks to some passwords. */
function rightsLines(vault: Simulator): string[] {
    const passwords = vault.passwords();
    const readOnly = passwords.filter(({ canView, canWrite }) => canView && !canWrite);
    const hidden = passwords.filter(({ canView }) => !canView);
    const named = (some: typeof passwords) => some.map(({ identifier }) => identifier).join(", ");
    return [
        ...(readOnly.length > 0 ? [`The access key may not edit ${named(readOnly)}.`] : []),
        ...(hidden.length > 0 ? [`The access key does not see ${named(hidden)}.`] : []),
    ];
}

function isSelfSigned(cert: string): boolean {
    const certificate = new X509Certificate(cert);
    return certificate.verify(certificate.publicKey);
}

/** Returns a value as one word of a POSIX shell. */
function quote(value: string): string {
    return /^[\w.:/@-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
