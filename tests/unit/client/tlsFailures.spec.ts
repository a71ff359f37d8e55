import assert from "node:assert/strict";
import type { ConnectionFailure } from "../../../provider/src/client/connectionFailure";
import { describeTls, failedBeforeSending } from "../../../provider/src/client/tlsFailures";

const certificateSettings = /mysafe:clientCertFile and mysafe:clientKeyFile, or mysafe:clientPfxFile/;

function describeFailure(code: string, more: Partial<ConnectionFailure> = {}) {
    const found = describeTls({ code, url: "https://vault.example.com:8443/api", timeoutMs: 30_000, ...more });
    assert.ok(found, code);
    assert.equal(found.summary, `no secure connection to vault.example.com:8443 (${code})`);
    return found;
}

describe("a TLS failure", () => {
    for (const code of [
        "DEPTH_ZERO_SELF_SIGNED_CERT",
        "SELF_SIGNED_CERT_IN_CHAIN",
        "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        "CERT_UNTRUSTED",
        "INVALID_CA",
    ]) {
        it(`names mysafe:caFile for an unknown authority: ${code}`, () => {
            const unset = describeFailure(code);
            assert.match(unset.cause, /unknown here, such as a private one/);
            assert.match(unset.solution, /set mysafe:caFile .*mysafe:caPem/);
            const set = describeFailure(code, { hasAuthorities: true });
            assert.match(set.cause, /no authority in mysafe:caFile or mysafe:caPem/);
            assert.match(set.solution, /mysafe:caFile \(or mysafe:caPem\)\. It replaces all others/);
        });
    }

    for (const [code, cause] of [
        ["CERT_HAS_EXPIRED", /has expired by this machine's clock/],
        ["CERT_NOT_YET_VALID", /is not valid yet by this machine's clock/],
    ] as const) {
        it(`names the clock and mysafe:caFile for ${code}`, () => {
            const failure = describeFailure(code);
            assert.match(failure.cause, cause);
            assert.match(failure.solution, /check the clock.*renew.*mysafe:caFile/);
        });
    }

    it("names the hosts of a certificate for another host, and the setting of the URL", () => {
        const code = "ERR_TLS_CERT_ALTNAME_INVALID";
        const message = "Host: vault.example.com. is not in the cert's altnames: DNS:a.example.com, DNS:b.example.com";
        const { cause, solution } = describeFailure(code, { message });
        assert.match(cause, /another host \(DNS:a\.example\.com, DNS:b\.example\.com\), not for vault\.example\.com/);
        assert.match(solution, /^set mysafe:url \(or SENHASEGURA_URL\) to a host that the certificate names/);
        const address = "Hostname/IP does not match: IP: 10.0.0.1 is not in the cert's list: 10.0.0.5";
        assert.match(describeFailure(code, { message: address }).cause, /for another host \(10\.0\.0\.5\), not for/);
        assert.match(describeFailure(code).cause, /for another host, not for vault\.example\.com/);
        const long = describeFailure(code, { message: `not in the cert's altnames: ${"DNS:a, ".repeat(99)}` });
        assert.ok(long.cause.length < 250);
        assert.match(describeFailure(code, { setting: "mysafe:tokenUrl" }).solution, /^set mysafe:tokenUrl to/);
    });

    for (const code of [
        "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
        "ERR_SSL_SSLV3_ALERT_NO_CERTIFICATE",
        "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    ]) {
        it(`names the settings of a missing client certificate: ${code}`, () => {
            const failure = describeFailure(code);
            assert.match(failure.cause, /requires a client certificate, and none is set/);
            assert.match(failure.solution, certificateSettings);
        });
    }

    for (const code of [
        "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE",
        "ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED",
        "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
        "ERR_SSL_TLSV1_ALERT_ACCESS_DENIED",
        "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    ]) {
        it(`names the settings of a rejected client certificate: ${code}`, () => {
            const failure = describeFailure(code, { hasClientCertificate: true });
            assert.match(failure.cause, /rejects the client certificate/);
            assert.match(failure.solution, certificateSettings);
        });
    }

    for (const code of [
        "EPROTO",
        "ERR_SSL_WRONG_VERSION_NUMBER",
        "ERR_SSL_PACKET_LENGTH_TOO_LONG",
        "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
        "ERR_SSL_HTTP_REQUEST",
    ]) {
        it(`names scheme, port and version for a server without secure TLS: ${code}`, () => {
            const failure = describeFailure(code);
            assert.match(failure.cause, /does not speak TLS, or only versions before 1\.2/);
            assert.match(failure.solution, /scheme and port of mysafe:url/);
        });
    }

    it("names all settings of TLS for any other code", () => {
        for (const code of ["ERR_SSL_NO_SHARED_CIPHER", "ERR_TLS_INVALID_CONTEXT", "CERT_CHAIN_TOO_LONG"]) {
            const { solution } = describeFailure(code);
            assert.match(solution, /mysafe:caFile/);
            assert.match(solution, certificateSettings);
        }
    });

    it("names the authority of an HTTPS proxy, to which our settings do not apply", () => {
        const proxy = { url: new URL("https://proxy.example.com"), authorization: undefined, variable: "HTTPS_PROXY" };
        assert.match(
            describeFailure("CERT_HAS_EXPIRED", { proxy }).solution,
            /proxy\.example\.com: set NODE_EXTRA_CA_CERTS/,
        );
    });

    it("is no other failure", () => {
        for (const code of ["ECONNRESET", "ETIMEDOUT", "PROXY_407", "max-size", "unknown"]) {
            assert.equal(describeTls({ code, url: "https://vault.example.com", timeoutMs: 1 }), undefined, code);
        }
    });
});

describe("failedBeforeSending", () => {
    for (const code of [
        "DEPTH_ZERO_SELF_SIGNED_CERT",
        "CERT_HAS_EXPIRED",
        "ERR_TLS_CERT_ALTNAME_INVALID",
        "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
        "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
        "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE",
    ]) {
        it(`is true for a failed handshake: ${code}`, () => {
            assert.equal(failedBeforeSending(code), true);
        });
    }

    for (const code of [
        "ECONNRESET",
        "EPROTO",
        "ERR_SSL_WRONG_VERSION_NUMBER",
        "ERR_SSL_UNEXPECTED_EOF_WHILE_READING",
        "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR",
        "ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC",
        "unknown",
    ]) {
        it(`is false for a failure that an established connection can have: ${code}`, () => {
            assert.equal(failedBeforeSending(code), false);
        });
    }
});
