import type { SettingName } from "../../../provider/src/settings/table";

/** The meaning of each setting for README.md: one sentence, in Markdown. */
export const settingDescriptions: Readonly<Record<SettingName, string>> = {
    url: "Base URL of the vault, with `https:`; `http:` is for loopback only.",
    formerUrls: "Base URLs that the same vault had before `mysafe:url`, separated by commas.",
    clientId: "Client id of the access key.",
    clientSecret: "Client secret of the access key.",
    tenant: "Tenant, if the vault is multi-tenant.",
    tokenUrl: "OAuth 2.0 token endpoint (client credentials).",
    caFile: "PEM file with the certificate authorities that may sign the vault's certificate.",
    caPem: "The same certificate authorities as PEM text.",
    clientCertFile: "PEM file with the client certificate and its chain.",
    clientKeyFile: "PEM file with the private key of the client certificate.",
    clientPfxFile: "PKCS#12 archive (.pfx, .p12) with the client certificate and its private key.",
    clientKeyPassphrase: "Passphrase of the private key or of the archive.",
    preflight: "How `preview` asks the vault: `strict` fails without an answer, `warn` warns, `off` never asks.",
    maxPreviewReads: "Maximum number of passwords that `preview` reads because the vault's list does not have them.",
    detectDrift: "Whether `refresh` asks the vault if each password is still inactive.",
    maxDisablements: "Maximum number of new passwords that one run may disable.",
    neverDisable:
        "Passwords that must stay active: identifiers, `tag:…`, `username:…` or `name:…`, with commas between.",
    allowDuplicates: "Whether a program may declare the same identifier twice.",
    timeoutSeconds: "Time limit for one request.",
    maxRetries: "Maximum number of retries for one request.",
    maxRetrySeconds: "Time limit for retrying one request.",
    maxConcurrency: "Maximum number of requests in flight, for all resources together.",
    debug: "Whether the provider logs each request: method, path, status, attempt, duration, request id.",
};
