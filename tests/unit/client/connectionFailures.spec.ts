import assert from "node:assert/strict";
import { connectionError } from "../../../provider/src/client/connectionError";
import type { ConnectionFailure } from "../../../provider/src/client/connectionFailure";
import { describeConnection } from "../../../provider/src/client/connectionFailures";
import { Secret } from "../../../provider/src/shared/secret";
import { everything } from "../support/vault";

const url = "https://vault.example.com:8443/api/mysafe/password";

const proxy = {
    url: new URL("http://proxy.example.com:3128"),
    authorization: undefined,
    variable: "HTTPS_PROXY",
};

function describeFailure(code: string, more: Partial<ConnectionFailure> = {}) {
    return describeConnection({ code, url, timeoutMs: 30_000, ...more });
}

describe("a connection failure", () => {
    const rows: [code: string, summary: RegExp, solution: RegExp][] = [
        ["ECONNREFUSED", /vault\.example\.com:8443 refused the connection/, /mysafe:url \(or SENHASEGURA_URL\)/],
        ["ENOTFOUND", /the host vault\.example\.com was not found/, /correct mysafe:url/],
        ["EAI_AGAIN", /the host vault\.example\.com could not be looked up/, /DNS servers/],
        ["EHOSTUNREACH", /cannot be reached/, /VPN.*mysafe:url/],
        ["ENETUNREACH", /cannot be reached/, /VPN.*mysafe:url/],
        ["ETIMEDOUT", /no response from vault\.example\.com:8443 within 30 s/, /mysafe:timeoutSeconds/],
        ["ECONNRESET", /the connection to vault\.example\.com:8443 was cut/, /run again/],
        ["ERR_STREAM_PREMATURE_CLOSE", /was cut before a response came/, /run again/],
        ["EACCES", /this machine does not allow a connection to vault\.example\.com:8443/, /allow connections/],
        ["EMFILE", /this machine cannot open another connection/, /mysafe:maxConcurrency/],
        ["max-size", /answered, with a body of more than 64 MB/, /what stands between/],
        ["constructor", /no response from .* \(constructor\)/, /report it/],
    ];
    for (const [code, summary, solution] of rows) {
        it(`has a summary and a solution for ${code}`, () => {
            const failure = describeFailure(code);
            assert.match(failure.summary, summary);
            assert.match(failure.summary, new RegExp(code === "ETIMEDOUT" ? "30 s" : code));
            assert.match(failure.solution, solution);
        });
    }

    const whole: [code: string, problem: RegExp][] = [
        ["HPE_INVALID_CONSTANT", /:8443 answered, but not in valid HTTP \(HPE_INVALID_CONSTANT\)$/],
        ["HPE_HEADER_OVERFLOW", /:8443 answered, with headers of more than 16 kB/],
    ];
    for (const [code, summary] of whole) {
        it(`is an answer, and points at what stands between, for ${code}`, () => {
            const failure = describeFailure(code);
            assert.match(failure.summary, summary);
            assert.match(failure.cause, /proxy, load balancer or security appliance/);
            assert.match(failure.solution, /what stands between here and the vault.*mysafe:url/);
            assert.match(
                describeFailure(code, { proxy }).summary,
                /through the proxy proxy\.example\.com:3128 answered/,
            );
        });
    }

    const broken: [code: string, detail: string | undefined, problem: RegExp][] = [
        ["Z_DATA_ERROR", undefined, /its body is not compressed as its headers declare/],
        ["UNSUPPORTED_ENCODING", '"zstd"', /its body has the Content-Encoding "zstd", which was not asked for/],
        ["ERR_ENCODING_INVALID_ENCODED_DATA", "UTF-8", /its body is not valid UTF-8/],
        ["ERR_ENCODING_NOT_SUPPORTED", '"klingon"', /its headers declare the charset "klingon", which is unknown/],
        ["ECONNRESET", undefined, /its body is not complete/],
        ["ETIMEDOUT", undefined, /its body was not complete within 30 s/],
    ];
    for (const [code, detail, problem] of broken) {
        it(`has the status and the problem of a response whose body fails with ${code}`, () => {
            const { summary, cause } = describeFailure(code, { status: 200, detail });
            assert.match(summary, new RegExp(`^vault\\.example\\.com:8443 answered 200, but ${problem.source}`));
            assert.match(cause, /proxy, load balancer or security appliance/);
        });
    }

    it("is not a failed handshake where TLS fails in the middle of a body", async () => {
        const request = { name: "GET x", url, status: 200 };
        const settings = { tls: {}, proxies: new Map(), timeoutMs: 30_000 };
        for (const code of ["ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC", "EPROTO"]) {
            const { summary } = connectionError(request, Object.assign(new Error("x"), { code }), undefined, settings);
            assert.match(summary, /answered 200, but its body is not complete/);
        }
    });

    it("is only cancelled where a cancelled run ended its response", () => {
        assert.equal(describeFailure("EINTR", { status: 200 }).summary, "cancelled before the response came");
    });

    it("names mysafe:tokenUrl if the URL comes from it", () => {
        for (const code of ["ECONNREFUSED", "ENOTFOUND", "EHOSTUNREACH"]) {
            const { solution } = describeFailure(code, { setting: "mysafe:tokenUrl" });
            assert.match(solution, /mysafe:tokenUrl/);
            assert.doesNotMatch(solution, /mysafe:url/);
        }
    });

    it("names the client certificate if a vault cut an HTTPS connection", () => {
        assert.match(describeFailure("ECONNRESET").solution, /mysafe:clientCertFile and mysafe:clientKeyFile/);
        const http = describeFailure("ECONNRESET", { url: "http://localhost:8200/api" });
        assert.doesNotMatch(http.solution, /clientCertFile/);
    });

    it("differs for cancelled requests before and after sending", () => {
        assert.equal(describeFailure("ECANCELED").summary, "cancelled before it was sent");
        assert.equal(describeFailure("EINTR").summary, "cancelled before the response came");
    });

    it("shows host and port of its URL alone", () => {
        const failure = describeFailure("max-size", { url: "https://vault.example.com/a?token=tok-1" });
        assert.doesNotMatch(everything(failure), /tok-1|\/a/);
    });
});

describe("a connection failure behind a proxy", () => {
    for (const code of ["ECONNREFUSED", "ENOTFOUND", "EHOSTUNREACH"]) {
        it(`is about the proxy and its variable for ${code}`, () => {
            const { summary, solution } = describeFailure(code, { proxy });
            assert.match(summary, /the proxy proxy\.example\.com(:3128)?/);
            assert.match(solution, /HTTPS_PROXY \(environment\)/);
            assert.doesNotMatch(summary + solution, /vault\.example\.com|mysafe:url/);
        });
    }

    it("names vault and proxy if either can be the cause", () => {
        for (const code of ["ETIMEDOUT", "ECONNRESET", "max-size"]) {
            const { summary } = describeFailure(code, { proxy });
            assert.match(summary, /vault\.example\.com:8443 through the proxy proxy\.example\.com:3128/);
        }
    });

    it("differs for missing and wrong credentials of the proxy", () => {
        const missing = describeFailure("PROXY_407", { proxy });
        assert.match(missing.summary, /:3128 answered 407 instead of connecting to vault\.example\.com:8443/);
        assert.match(missing.cause, /requires a user name and a password\.$/);
        assert.match(missing.solution, /HTTPS_PROXY \(environment\).*http:\/\/user:password@proxy\.example\.com:3128/);
        const authorization = new Secret("Basic aHVudGVy");
        const wrong = describeFailure("PROXY_407", { proxy: { ...proxy, authorization } });
        assert.match(wrong.cause, /rejects the user name and password\.$/);
        assert.doesNotMatch(everything(wrong), /aHVudGVy/);
    });

    it("says that the schemes are not supported if a proxy offers only others than Basic", () => {
        const { cause, solution } = describeFailure("PROXY_407", { proxy, detail: "NTLM, Negotiate" });
        assert.match(
            cause,
            /offers only the authentication NTLM, Negotiate, which is not supported\. The provider supports Basic\.$/,
        );
        assert.match(solution, /local proxy that speaks NTLM, Negotiate.*add vault\.example\.com to NO_PROXY/);
        assert.doesNotMatch(solution, /user:password/);
        const both = describeFailure("PROXY_407", { proxy, detail: "NTLM, Basic" });
        assert.match(both.solution, /user:password/);
    });

    it("names administrator, variable and NO_PROXY for any other status", () => {
        const { summary, solution } = describeFailure("PROXY_403", { proxy });
        assert.match(summary, /answered 403 instead of connecting/);
        assert.match(solution, /administrator.*vault\.example\.com:8443.*HTTPS_PROXY \(environment\).*NO_PROXY/);
        assert.match(describeFailure("PROXY_CLOSED", { proxy }).summary, /ended the connection instead/);
        assert.match(describeFailure("PROXY_0", { proxy }).summary, /did not answer in HTTP instead/);
    });
});
