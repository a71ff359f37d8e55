import { settingOfClientCertificate, settingOfUrl } from "../shared/explanations";
import type { ConnectionFailure, FailedConnection } from "./failedConnection";

const settingOfAuthorities = "mysafe:caFile (or mysafe:caPem)";

/** Names that node and OpenSSL give: a chain that ends at nobody whom we trust. */
const unknownAuthority = /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|CERT_(UNTRUSTED|SIGNATURE_FAILURE)|INVALID_CA/;
const wantsCertificate = /ALERT_(CERTIFICATE_REQUIRED|NO_CERTIFICATE|HANDSHAKE_FAILURE)/;
const refusesCertificate =
    /ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE)/;
const noCommonVersion = /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION/;
/** Also what a connection ends with on which somebody has ceased to speak TLS. */
const noTls = /^EPROTO$|WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/;
const anyOfTls = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_|^EPROTO$/;

const serverCertificate = /^CERT_|CERT_ALTNAME|HOSTNAME_MISMATCH/;

/** Whether it is certain that TLS did not come about, so that nothing was sent: not of what a connection can also end with. */
export function failedBeforeSending(errno: string): boolean {
    const kinds = [unknownAuthority, serverCertificate, wantsCertificate, refusesCertificate, noCommonVersion];
    return kinds.some((kind) => kind.test(errno));
}

/** What goes wrong between a connection and its first request: certificates on both sides, versions. */
export function describeTls(failed: FailedConnection): ConnectionFailure | undefined {
    const found = describeVaultsTls(failed);
    // A proxy that speaks TLS itself fails in the same words, and our settings are not for it.
    return found && failed.proxy?.url.protocol === "https:"
        ? {
              ...found,
              solution: `${found.solution} If it is the certificate of the proxy ${failed.proxy.url.host}: set NODE_EXTRA_CA_CERTS to a file with its authority.`,
          }
        : found;
}

function describeVaultsTls(failed: FailedConnection): ConnectionFailure | undefined {
    const { errno, message = "", url, setting = settingOfUrl, hasClientCertificate, hasAuthorities } = failed;
    const { host, hostname } = new URL(url);
    const what = `no secure connection to ${host} (${errno})`;
    if (errno === "CERT_HAS_EXPIRED" || errno === "CERT_NOT_YET_VALID") {
        const when = errno === "CERT_HAS_EXPIRED" ? "has expired" : "is not valid yet";
        return {
            what,
            cause: `the certificate of ${host}, or of an authority that signed it, ${when} by this machine's clock.`,
            solution: `check the clock, then have the certificate renewed; if it is the authority's, put the new one into ${settingOfAuthorities}.`,
        };
    }
    if (errno === "ERR_TLS_CERT_ALTNAME_INVALID") {
        const names = /not in the cert's (?:altnames|list): (.+)$/.exec(message)?.[1];
        return {
            what,
            cause: `the certificate is for another host${names ? ` (${names.slice(0, 120)})` : ""}, not for ${hostname}.`,
            solution: `set ${setting} to a host that the certificate names.`,
        };
    }
    if (unknownAuthority.test(errno)) {
        return hasAuthorities
            ? {
                  what,
                  cause: "the vault's certificate is not signed by an authority of mysafe:caFile or mysafe:caPem.",
                  solution: `put the authority that signed the certificate of ${host} into ${settingOfAuthorities}: it counts in place of all others.`,
              }
            : {
                  what,
                  cause: "the vault's certificate is signed by an authority that is not known here, such as a private one.",
                  solution: `set mysafe:caFile to a file with that authority's certificate (PEM), or mysafe:caPem to its text.`,
              };
    }
    if (wantsCertificate.test(errno) && !hasClientCertificate) {
        return {
            what,
            cause: "the vault wants a client certificate, and none is set.",
            solution: `set ${settingOfClientCertificate}.`,
        };
    }
    if (refusesCertificate.test(errno)) {
        return {
            what,
            cause: "the vault does not accept the client certificate: it is expired, revoked or not of an authority that it knows.",
            solution: `set ${settingOfClientCertificate} to one that the access key is bound to.`,
        };
    }
    if (noCommonVersion.test(errno) || noTls.test(errno)) {
        return {
            what,
            cause: "what listens there does not speak TLS, or no version of it that is secure (1.2 or newer).",
            solution: `check the scheme and port of ${setting}; a vault that speaks only older versions must be updated.`,
        };
    }
    return anyOfTls.test(errno)
        ? {
              what,
              cause: "the two sides did not agree on a secure connection, or the vault's certificate is not valid.",
              solution: `check the certificate of ${host}, ${settingOfAuthorities} and ${settingOfClientCertificate}.`,
          }
        : undefined;
}
