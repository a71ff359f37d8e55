import { settingOfClientCertificate, settingOfUrl } from "../shared/explanations";
import { words } from "../shared/vocabulary";
import type { ConnectionFailure, FailureDescription } from "./connectionFailure";

function settingOfAuthorities(): string {
    return `${words().setting("caFile")} (or ${words().setting("caPem")})`;
}

/** Codes of Node and OpenSSL for a certificate chain that ends at an unknown authority. */
const unknownAuthority = /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|CERT_(UNTRUSTED|SIGNATURE_FAILURE)|INVALID_CA/;
const missingClientCertificate = /ALERT_(CERTIFICATE_REQUIRED|NO_CERTIFICATE|HANDSHAKE_FAILURE)/;
const rejectedClientCertificate =
    /ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE)/;
const noCommonVersion = /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION/;
/** Codes of a server that does not speak TLS. An established connection can end with them too. */
const noTls = /^EPROTO$|WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/;
/** Codes of keys, algorithms and names on which client and server do not agree. */
const noAgreement =
    /TOO_SMALL|TOO_WEAK|LEGACY_RENEGOTIATION|NO_(SHARED_)?CIPHER|INSUFFICIENT_SECURITY|UNRECOGNIZED_NAME/;
const anyTls = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_|^EPROTO$/;

const handshakeFailures = [
    /^CERT_|CERT_ALTNAME|HOSTNAME_MISMATCH/,
    unknownAuthority,
    missingClientCertificate,
    rejectedClientCertificate,
    noCommonVersion,
];

/** The kinds of codes that are described apart. */
export const tlsCodes = [...handshakeFailures, noTls, noAgreement];

/** Returns whether the TLS handshake certainly failed, so that nothing was sent. */
export function failedBeforeSending(code: string): boolean {
    return handshakeFailures.some((pattern) => pattern.test(code));
}

/** Returns whether a TLS failure stays until a setting or a server changes. */
export function isTlsSetting(code: string): boolean {
    return failedBeforeSending(code) || noTls.test(code) || noAgreement.test(code);
}

/** Describes a failure of TLS; undefined for other failures. */
export function describeTls(failure: ConnectionFailure): FailureDescription | undefined {
    const { code, url, proxy } = failure;
    const explanation = explainTls(failure);
    // An HTTPS proxy fails with the same codes, and our settings do not apply to it.
    const ofProxy =
        proxy?.url.protocol === "https:"
            ? ` If it is the certificate of the proxy ${proxy.url.host}: set NODE_EXTRA_CA_CERTS to a file with its authority.`
            : "";
    return (
        explanation && {
            summary: `no secure connection to ${new URL(url).host} (${code})`,
            cause: explanation.cause,
            solution: `${explanation.solution}${ofProxy}`,
        }
    );
}

function explainTls(failure: ConnectionFailure) {
    const { code, message = "", url, setting = settingOfUrl(), hasClientCertificate, hasAuthorities } = failure;
    const { host, hostname } = new URL(url);
    if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID") {
        const problem = code === "CERT_HAS_EXPIRED" ? "has expired" : "is not valid yet";
        return {
            cause: `the certificate of ${host}, or of an authority that signed it, ${problem} by this machine's clock.`,
            solution: `check the clock, then renew the certificate. Put a renewed authority into ${settingOfAuthorities()}.`,
        };
    }
    if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
        const names = /not in the cert's (?:altnames|list): (.+)$/.exec(message)?.[1];
        return {
            cause: `the certificate is for another host${names ? ` (${names.slice(0, 120)})` : ""}, not for ${hostname}.`,
            solution: `set ${setting} to a host that the certificate names.`,
        };
    }
    if (unknownAuthority.test(code)) {
        return hasAuthorities
            ? {
                  cause: `no authority in ${words().setting("caFile")} or ${words().setting("caPem")} signed the vault's certificate.`,
                  solution: `put the authority that signed the certificate of ${host} into ${settingOfAuthorities()}. It replaces all others.`,
              }
            : {
                  cause: "the authority that signed the vault's certificate is unknown here, such as a private one.",
                  solution: `set ${words().setting("caFile")} to a file with that authority's certificate (PEM), or ${words().setting("caPem")} to its text.`,
              };
    }
    if (missingClientCertificate.test(code) && !hasClientCertificate) {
        return {
            cause: "the vault requires a client certificate, and none is set.",
            solution: `set ${settingOfClientCertificate()}.`,
        };
    }
    if (rejectedClientCertificate.test(code)) {
        return {
            cause: "the vault rejects the client certificate: it is expired, revoked or of an unknown authority.",
            solution: `set ${settingOfClientCertificate()} to the certificate that the access key is bound to.`,
        };
    }
    if (noCommonVersion.test(code) || noTls.test(code)) {
        return {
            cause: "the server does not speak TLS, or only versions before 1.2, which are not secure.",
            solution: `check the scheme and port of ${setting}. Update a vault that speaks only older versions.`,
        };
    }
    return anyTls.test(code)
        ? {
              cause: "the TLS handshake failed, or the vault's certificate is not valid.",
              solution: `check the certificate of ${host}, ${settingOfAuthorities()} and ${settingOfClientCertificate()}.`,
          }
        : undefined;
}
