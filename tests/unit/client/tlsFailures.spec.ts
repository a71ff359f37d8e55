import assert from "node:assert/strict";
import type { FailedConnection } from "../../../provider/src/client/failedConnection";
import { describeTls, failedBeforeSending } from "../../../provider/src/client/tlsFailures";

const certificateSettings = /mysafe:clientCertFile and mysafe:clientKeyFile, or mysafe:clientPfxFile/;

function describeFailure(errno: string, more: Partial<FailedConnection> = {}) {
    const found = describeTls({ errno, url: "https://vault.example.com:8443/api", timeoutMs: 30_000, ...more });
    assert.ok(found, errno);
    assert.equal(found.what, `no secure connection to vault.example.com:8443 (${errno})`);
    return found;
}

describe("a secure connection that does not come about", () => {
    for (const errno of [
        "DEPTH_ZERO_SELF_SIGNED_CERT",
        "SELF_SIGNED_CERT_IN_CHAIN",
        "UNABLE_TO_GET_ISSUER_CERT",
        "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        "CERT_UNTRUSTED",
        "CERT_SIGNATURE_FAILURE",
        "INVALID_CA",
    ]) {
        it(`because of an unknown authority names mysafe:caFile: ${errno}`, () => {
            const without = describeFailure(errno);
            assert.match(without.cause, /authority that is not known here, such as a private one/);
            assert.match(without.solution, /set mysafe:caFile .*mysafe:caPem/);
            const other = describeFailure(errno, { hasAuthorities: true });
            assert.match(other.cause, /not signed by an authority of mysafe:caFile or mysafe:caPem/);
            assert.match(other.solution, /mysafe:caFile \(or mysafe:caPem\): it counts in place of all others/);
        });
    }

    for (const [errno, cause] of [
        ["CERT_HAS_EXPIRED", /has expired by this machine's clock/],
        ["CERT_NOT_YET_VALID", /is not valid yet by this machine's clock/],
    ] as const) {
        it(`because of a certificate's time names the clock and mysafe:caFile: ${errno}`, () => {
            const told = describeFailure(errno);
            assert.match(told.cause, cause);
            assert.match(told.solution, /check the clock.*renewed.*mysafe:caFile/);
        });
    }

    it("because of the host's name says which names the certificate has, and names the URL's setting", () => {
        const message = "Host: vault.example.com. is not in the cert's altnames: DNS:a.example.com, DNS:b.example.com";
        const told = describeFailure("ERR_TLS_CERT_ALTNAME_INVALID", { message });
        assert.match(
            told.cause,
            /for another host \(DNS:a\.example\.com, DNS:b\.example\.com\), not for vault\.example/,
        );
        assert.match(told.solution, /set mysafe:url \(or SENHASEGURA_URL\) to a host that the certificate names/);
        const address = describeFailure("ERR_TLS_CERT_ALTNAME_INVALID", {
            message:
                "Hostname/IP does not match certificate's altnames: IP: 10.0.0.1 is not in the cert's list: 10.0.0.5",
        });
        assert.match(address.cause, /for another host \(10\.0\.0\.5\), not for/);
        const silent = describeFailure("ERR_TLS_CERT_ALTNAME_INVALID", { message: "" });
        assert.match(silent.cause, /for another host, not for vault\.example\.com/);
        const long = describeFailure("ERR_TLS_CERT_ALTNAME_INVALID", {
            message: `not in the cert's altnames: ${"DNS:a, ".repeat(99)}`,
        });
        assert.ok(long.cause.length < 250);
        const token = describeFailure("ERR_TLS_CERT_ALTNAME_INVALID", { message, setting: "mysafe:tokenUrl" });
        assert.match(token.solution, /^set mysafe:tokenUrl to/);
    });

    for (const errno of [
        "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
        "ERR_SSL_SSLV3_ALERT_NO_CERTIFICATE",
        "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    ]) {
        it(`because of a missing client certificate names its settings: ${errno}`, () => {
            const told = describeFailure(errno);
            assert.match(told.cause, /wants a client certificate, and none is set/);
            assert.match(told.solution, certificateSettings);
        });
    }

    for (const errno of [
        "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE",
        "ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE",
        "ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED",
        "ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED",
        "ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN",
        "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
        "ERR_SSL_TLSV1_ALERT_ACCESS_DENIED",
        "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    ]) {
        it(`because of the client certificate that is set names its settings: ${errno}`, () => {
            const told = describeFailure(errno, { hasClientCertificate: true });
            assert.match(told.cause, /does not accept the client certificate/);
            assert.match(told.solution, certificateSettings);
        });
    }

    for (const errno of [
        "EPROTO",
        "ERR_SSL_WRONG_VERSION_NUMBER",
        "ERR_SSL_PACKET_LENGTH_TOO_LONG",
        "ERR_SSL_UNSUPPORTED_PROTOCOL",
        "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
        "ERR_SSL_HTTP_REQUEST",
    ]) {
        it(`because of TLS itself names scheme, port and version: ${errno}`, () => {
            const told = describeFailure(errno);
            assert.match(told.cause, /does not speak TLS, or no version of it that is secure \(1\.2 or newer\)/);
            assert.match(told.solution, /scheme and port of mysafe:url/);
        });
    }

    for (const errno of [
        "ERR_SSL_NO_SHARED_CIPHER",
        "ERR_TLS_INVALID_CONTEXT",
        "CERT_REJECTED",
        "CERT_CHAIN_TOO_LONG",
    ]) {
        it(`for another reason names all that it can be: ${errno}`, () => {
            const { solution } = describeFailure(errno);
            assert.match(solution, /mysafe:caFile/);
            assert.match(solution, certificateSettings);
        });
    }

    it("is not what other failures are", () => {
        for (const errno of ["ECONNRESET", "ECONNREFUSED", "ETIMEDOUT", "PROXY_407", "max-size", "unknown"]) {
            assert.equal(describeTls({ errno, url: "https://vault.example.com", timeoutMs: 1 }), undefined, errno);
        }
    });
});

describe("whether nothing was sent", () => {
    for (const errno of [
        "DEPTH_ZERO_SELF_SIGNED_CERT",
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        "CERT_HAS_EXPIRED",
        "ERR_TLS_CERT_ALTNAME_INVALID",
        "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
        "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
        "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
        "ERR_SSL_UNSUPPORTED_PROTOCOL",
        "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
        "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE",
        "CERT_NOT_YET_VALID",
        "SELF_SIGNED_CERT_IN_CHAIN",
    ]) {
        it(`is certain of a handshake that failed: ${errno}`, () => {
            assert.equal(failedBeforeSending(errno), true);
        });
    }

    for (const errno of [
        "ECONNRESET",
        "ETIMEDOUT",
        "EPIPE",
        "ERR_STREAM_PREMATURE_CLOSE",
        "EPROTO",
        "ERR_SSL_WRONG_VERSION_NUMBER",
        "ERR_SSL_PACKET_LENGTH_TOO_LONG",
        "ERR_SSL_UNEXPECTED_EOF_WHILE_READING",
        "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR",
        "ERR_SSL_TLSV1_ALERT_USER_CANCELLED",
        "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC",
        "ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC",
        "max-size",
        "unknown",
    ]) {
        it(`is not certain of what can come later: ${errno}`, () => {
            assert.equal(failedBeforeSending(errno), false);
        });
    }
});
