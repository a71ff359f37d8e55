/** The short explanation of each code that an error can name, for the table of `docs/troubleshooting.md`. */

/** One row: codes with the same meaning. In a code, `…` stands for the rest of it. */
export interface CodeRow {
    codes: readonly string[];
    /** The beginning of the error, where it does not show the code. */
    text?: string;
    meaning: string;
    /** What to do first; begins with an imperative. */
    first: string;
}

/** The rows by group, in the order of the page. */
export const codeRows: Readonly<Record<string, readonly CodeRow[]>> = {
    "The vault": [
        {
            codes: ["1005"],
            meaning: "no such password, or a key of another tenant",
            first: "Check the identifier, then the tenant.",
        },
        {
            codes: ["1006"],
            meaning: "the access key may not edit it",
            first: "Ask its owner to share it with edit permission.",
        },
        { codes: ["1009"], meaning: "the password is inactive", first: "Do nothing. This is no error." },
        { codes: ["1010"], meaning: "no valid identifier", first: "Use the number of the vault's list." },
    ],
    "HTTP statuses": [
        { codes: ["200"], meaning: "a proxy or a login page answered", first: "Check `mysafe:url`." },
        {
            codes: ["302"],
            meaning: "a redirect, which is not followed",
            first: "Set `mysafe:url` to the vault's own URL.",
        },
        {
            codes: ["400", "405", "413"],
            meaning: "a server before the vault rejects the request",
            first: "Ask its administrator.",
        },
        {
            codes: ["401"],
            meaning: "the token or the access key is rejected",
            first: "Check `mysafe:clientId` and `mysafe:clientSecret`.",
        },
        {
            codes: ["403"],
            meaning: "the access key may not do this, or not from here",
            first: "Check the key's allowed IPs.",
        },
        {
            codes: ["404"],
            meaning: "the gateway has no such route",
            first: "Check `mysafe:url`, then whether the access key has expired.",
        },
        { codes: ["408", "520", "524"], meaning: "a server before the vault got no answer", first: "Run again later." },
        {
            codes: ["429"],
            meaning: "the gateway limits requests",
            first: "Run again later, or ask for a higher limit.",
        },
        {
            codes: ["500"],
            meaning: "the vault failed",
            first: "Give the request and its time to the vault's administrator.",
        },
        { codes: ["502", "503", "504"], meaning: "the vault is slow or down", first: "Run again when it is up." },
    ],
    "The connection": [
        { codes: ["ENOTFOUND"], meaning: "DNS does not have the host", first: "Correct `mysafe:url`." },
        { codes: ["EAI_AGAIN"], meaning: "no DNS server answers", first: "Check this machine's DNS." },
        { codes: ["ECONNREFUSED"], meaning: "nothing listens there", first: "Check host and port of `mysafe:url`." },
        {
            codes: ["EHOSTUNREACH", "ENETUNREACH"],
            meaning: "no route leads there",
            first: "Check the network or the VPN.",
        },
        { codes: ["EACCES", "EPERM"], meaning: "this machine forbids it", first: "Allow it in the local firewall." },
        {
            codes: ["EMFILE", "ENFILE", "ENOBUFS", "EADDRNOTAVAIL"],
            meaning: "this machine has no free port or file",
            first: "Lower `mysafe:maxConcurrency`.",
        },
        {
            codes: ["ETIMEDOUT"],
            text: "no response from … within 30 s",
            meaning: "the vault or the network is too slow",
            first: "Raise `mysafe:timeoutSeconds`.",
        },
        {
            codes: ["ECONNRESET", "ECONNABORTED", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE"],
            meaning: "the connection was cut",
            first: "Check proxies and firewalls.",
        },
        {
            codes: ["EINTR", "ECANCELED"],
            text: "cancelled before …",
            meaning: "you cancelled the run",
            first: "Run it again.",
        },
        {
            codes: ["PROXY_407"],
            text: "the proxy … answered 407",
            meaning: "the proxy wants a user name and a password",
            first: "Put both into `HTTPS_PROXY`.",
        },
        {
            codes: ["PROXY_…"],
            text: "the proxy … answered 403",
            meaning: "the proxy does not connect to the vault",
            first: "Ask its administrator, or set `NO_PROXY`.",
        },
        {
            codes: ["HPE_…", "HPE_HEADER_OVERFLOW", "max-size"],
            meaning: "another server than the vault answers",
            first: "Check host and port of `mysafe:url`.",
        },
        {
            codes: ["Z_…", "UNSUPPORTED_ENCODING", "INVALID_LENGTH", "ERR_ENCODING_…", "ERR_ENCODING_NOT_SUPPORTED"],
            meaning: "headers and body do not match",
            first: "Ask the administrator to correct the headers.",
        },
    ],
    TLS: [
        {
            codes: ["SELF_SIGNED_…", "UNABLE_TO_GET_ISSUER_…", "UNABLE_TO_VERIFY_LEAF_…"],
            meaning: "an unknown authority signed the certificate",
            first: "Set `mysafe:caFile` to the root and any intermediate that the server does not send.",
        },
        {
            codes: ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"],
            meaning: "the certificate is not valid now",
            first: "Check the clock, then renew the certificate.",
        },
        {
            codes: ["ERR_TLS_CERT_ALTNAME_INVALID"],
            meaning: "the certificate is for another host",
            first: "Correct `mysafe:url`.",
        },
        {
            codes: ["…ALERT_CERTIFICATE_REQUIRED", "…ALERT_HANDSHAKE_FAILURE"],
            meaning: "the vault wants a client certificate",
            first: "Set `mysafe:clientCertFile`.",
        },
        {
            codes: ["…ALERT_BAD_CERTIFICATE", "…ALERT_UNKNOWN_CA"],
            meaning: "the vault rejects the client certificate",
            first: "Set another `mysafe:clientCertFile`.",
        },
        {
            codes: ["…WRONG_VERSION_NUMBER", "…UNSUPPORTED_PROTOCOL"],
            meaning: "the server speaks no TLS, or only before 1.2",
            first: "Check scheme and port of `mysafe:url`.",
        },
        {
            codes: ["…NO_SHARED_CIPHER"],
            meaning: "vault and client have no common algorithm",
            first: "Check the vault's certificate.",
        },
    ],
};
