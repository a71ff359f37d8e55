/** One setting as plain data: the reader, doctor, the docs and the schema of a provider are made from it. */
export interface Setting {
    /** The form of the value, or of each entry of a list. */
    type: TextType | "boolean" | "integer" | "number";
    list?: true;
    /** The environment variable that is read when the configuration does not have the setting. */
    variable?: string;
    required?: true;
    secret?: true;
    enum?: readonly string[];
    unit?: string;
    /** Default: 0. */
    minimum?: number;
    maximum?: number;
    default?: string | number | boolean;
    /** Text for the docs when the default is not a constant. */
    defaultText?: string;
    /** A valid value. A secret has none. */
    example?: string;
}

type TextType = "text" | "passphrase" | "pem" | "file" | "baseUrl" | "endpointUrl" | "protectionRule";

/** Every setting, by its name (in keys with the namespace `mysafe`), in the order of the docs. */
export const settingsTable = {
    url: { type: "baseUrl", variable: "SENHASEGURA_URL", required: true, example: "https://vault.example.com" },
    formerUrls: { type: "baseUrl", list: true, example: "https://old-vault.example.com" },
    clientId: { type: "text", variable: "SENHASEGURA_CLIENT_ID", required: true, example: "<client id>" },
    clientSecret: { type: "text", variable: "SENHASEGURA_CLIENT_SECRET", required: true, secret: true },
    tenant: { type: "text", variable: "SENHASEGURA_TENANT", example: "acme" },
    tokenUrl: {
        type: "endpointUrl",
        defaultText: "`{url}/api/oauth2/token`",
        example: "https://login.example.com/token",
    },
    caFile: {
        type: "file",
        variable: "SENHASEGURA_CA_FILE",
        defaultText: "Node's own",
        example: "certs/company-ca.pem",
    },
    caPem: { type: "pem", variable: "SENHASEGURA_CA_PEM", defaultText: "Node's own", example: "<PEM text>" },
    clientCertFile: { type: "file", variable: "SENHASEGURA_CLIENT_CERT_FILE", example: "certs/pipeline.pem" },
    clientKeyFile: { type: "file", variable: "SENHASEGURA_CLIENT_KEY_FILE", example: "certs/pipeline.key" },
    clientPfxFile: { type: "file", variable: "SENHASEGURA_CLIENT_PFX_FILE", example: "certs/pipeline.pfx" },
    clientKeyPassphrase: { type: "passphrase", variable: "SENHASEGURA_CLIENT_KEY_PASSPHRASE", secret: true },
    preflight: { type: "text", enum: ["strict", "warn", "off"], default: "strict", example: "warn" },
    maxPreviewReads: { type: "integer", unit: "reads", maximum: 1_000_000, default: 100, example: "500" },
    detectDrift: { type: "boolean", default: true, example: "false" },
    maxDisablements: { type: "integer", unit: "passwords", maximum: 1_000_000, defaultText: "no limit", example: "20" },
    keepNames: { type: "boolean", default: true, example: "false" },
    neverDisable: { type: "protectionRule", list: true, example: "340,tag:break glass" },
    allowDuplicates: { type: "boolean", default: false, example: "true" },
    timeoutSeconds: { type: "number", unit: "seconds", minimum: 0.1, maximum: 3600, default: 30, example: "60" },
    maxRetries: { type: "integer", unit: "retries", maximum: 100, default: 12, example: "5" },
    maxRetrySeconds: { type: "number", unit: "seconds", maximum: 86_400, default: 120, example: "600" },
    maxConcurrency: { type: "integer", unit: "requests", minimum: 1, maximum: 256, default: 8, example: "16" },
    debug: { type: "boolean", default: false, example: "true" },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof settingsTable;

export const settingRows = Object.entries(settingsTable) as readonly (readonly [SettingName, Setting])[];

/** The meaning of each setting for the docs: one sentence, in Markdown. */
export const settingDescriptions: Readonly<Record<SettingName, string>> = {
    url: "Base URL of the vault, with `https:`; `http:` is for loopback only.",
    formerUrls: "Earlier base URLs of the same vault, separated by commas.",
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
    preflight: "Lookup in the vault before any change: `strict` fails without an answer, `warn` warns, `off` omits it.",
    maxPreviewReads: "Maximum number of reads before any change, for passwords that the vault's list does not have.",
    detectDrift: "Lets a refresh ask whether each password is still inactive.",
    maxDisablements: "Maximum number of new passwords that one run may disable.",
    keepNames: "Keeps the name and user name of each password in the state; with `false`, a refresh removes them.",
    neverDisable:
        "Passwords that must stay active: identifiers, `tag:…`, `username:…` or `name:…`, with commas between.",
    allowDuplicates: "Allows the same identifier to be declared twice.",
    timeoutSeconds: "Time limit for one request.",
    maxRetries: "Maximum number of retries for one request.",
    maxRetrySeconds: "Time limit for retrying one request.",
    maxConcurrency: "Maximum number of requests in flight, for all resources together.",
    debug: "Logs each request: method, path, status, attempt, duration, request id.",
};

/** Returns the meaning of a setting as an argument of a provider, whose lists have no commas. */
export function argumentDescription(name: SettingName): string {
    return settingDescriptions[name].replace(/, (separated by commas|with commas between)/, "");
}
