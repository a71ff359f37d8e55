import assert from "node:assert/strict";
import { describeConnection } from "../../../provider/src/client/connectionFailures";
import type { FailedConnection } from "../../../provider/src/client/failedConnection";
import { Secret } from "../../../provider/src/shared/secret";
import { everything } from "../support/vault";

const url = "https://vault.example.com:8443/api/mysafe/password";
const settingOfUrl = /mysafe:url \(or SENHASEGURA_URL\)/;

const proxy = {
    url: new URL("http://proxy.example.com:3128"),
    authorization: undefined,
    variable: "HTTPS_PROXY",
};

function describeFailure(errno: string, more: Partial<FailedConnection> = {}) {
    return describeConnection({ errno, url, timeoutMs: 30_000, ...more });
}

describe("a failed connection", () => {
    const rows: [errno: string, what: RegExp, solution: RegExp][] = [
        ["ECONNREFUSED", /vault\.example\.com:8443 refused the connection/, settingOfUrl],
        ["ENOTFOUND", /the host vault\.example\.com was not found/, /correct mysafe:url/],
        ["EAI_AGAIN", /could not be looked up/, /name servers/],
        ["EHOSTUNREACH", /cannot be reached/, /VPN.*mysafe:url/],
        ["ENETUNREACH", /cannot be reached/, /VPN.*mysafe:url/],
        ["ETIMEDOUT", /no answer from vault\.example\.com:8443 within 30 s/, /mysafe:timeoutSeconds/],
        ["ECONNRESET", /the connection to vault\.example\.com:8443 was cut/, /run again/],
        ["ECONNABORTED", /was cut/, /run again/],
        ["EPIPE", /was cut/, /run again/],
        ["ERR_STREAM_PREMATURE_CLOSE", /was cut/, /run again/],
        ["EPROTO", /no secure connection/, /scheme and port of mysafe:url/],
        ["SELF_SIGNED_CERT_IN_CHAIN", /no secure connection/, /mysafe:caFile/],
        ["CERT_HAS_EXPIRED", /no secure connection/, /renewed/],
        ["ERR_TLS_CERT_ALTNAME_INVALID", /no secure connection/, settingOfUrl],
        ["max-size", /no answer from vault\.example\.com:8443 \(max-size\)/, /report it/],
    ];
    for (const [errno, what, solution] of rows) {
        it(`is told by what ${errno} means, with what mends it`, () => {
            const told = describeFailure(errno);
            assert.match(told.what, what);
            assert.match(told.what, new RegExp(errno === "ETIMEDOUT" ? "30 s" : errno));
            assert.match(told.solution, solution);
            assert.match(told.cause, /\.$/);
            assert.match(told.solution, /\.$/);
        });
    }

    it("to the token endpoint names mysafe:tokenUrl where that was set", () => {
        for (const errno of ["ECONNREFUSED", "ENOTFOUND", "EHOSTUNREACH", "ERR_TLS_CERT_ALTNAME_INVALID", "EPROTO"]) {
            const { solution } = describeFailure(errno, { setting: "mysafe:tokenUrl" });
            assert.match(solution, /mysafe:tokenUrl/);
            assert.doesNotMatch(solution, /mysafe:url/);
        }
    });

    it("that was cut names the client certificate too, since that can be how a vault asks for one", () => {
        assert.match(
            describeFailure("ECONNRESET").solution,
            /mysafe:clientCertFile and mysafe:clientKeyFile, or mysafe:clientPfxFile/,
        );
        const plain = describeFailure("ECONNRESET", { url: "http://localhost:8200/api" });
        assert.doesNotMatch(plain.solution, /certFile/);
    });

    it("of a cancelled run says whether the request was under way", () => {
        assert.equal(describeFailure("ECANCELED").what, "cancelled");
        assert.equal(describeFailure("EINTR").what, "interrupted before its answer came");
        for (const errno of ["ECANCELED", "EINTR"]) {
            assert.match(describeFailure(errno).cause, /cancelled/);
            assert.match(describeFailure(errno).solution, /run it again/);
        }
    });

    it("shows host and port of its URL, and nothing else", () => {
        const told = describeFailure("max-size", { url: "https://vault.example.com/a?token=tok-1" });
        assert.doesNotMatch(everything(told), /tok-1|\/a/);
    });
});

describe("a failed connection through a proxy", () => {
    for (const errno of ["ECONNREFUSED", "ENOTFOUND", "EHOSTUNREACH", "ENETUNREACH"]) {
        it(`is about the way to the proxy, and names it with its variable: ${errno}`, () => {
            const { what, solution } = describeFailure(errno, { proxy });
            assert.match(what, /the proxy (proxy\.example\.com)(:3128)?/);
            assert.match(solution, /HTTPS_PROXY \(environment\)/);
            assert.doesNotMatch(what + solution, /vault\.example\.com|mysafe:url/);
        });
    }

    it("names the vault and the proxy where it cannot tell which of them it was", () => {
        for (const errno of ["ETIMEDOUT", "ECONNRESET", "EPIPE", "max-size"]) {
            const { what } = describeFailure(errno, { proxy });
            assert.match(what, /vault\.example\.com:8443 through the proxy proxy\.example\.com:3128/);
        }
    });

    it("is about the vault's own certificate, which the proxy cannot change", () => {
        for (const errno of ["CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID", "SELF_SIGNED_CERT_IN_CHAIN"]) {
            assert.deepEqual(describeFailure(errno, { proxy }), describeFailure(errno));
        }
    });

    it("says whether the proxy wants credentials, or others", () => {
        const without = describeFailure("PROXY_407", { proxy });
        assert.match(
            without.what,
            /the proxy proxy\.example\.com:3128 answered 407 in place of a connection to vault\.example\.com:8443/,
        );
        assert.match(without.cause, /wants a user name and a password\.$/);
        assert.match(without.solution, /HTTPS_PROXY \(environment\): http:\/\/user:password@proxy\.example\.com:3128/);
        const wrong = describeFailure("PROXY_407", {
            proxy: { ...proxy, authorization: new Secret("Basic aHVudGVy") },
        });
        assert.match(wrong.cause, /wants a user name and a password, and not these\.$/);
        assert.doesNotMatch(everything(wrong), /aHVudGVy/);
    });

    for (const status of [400, 403, 405, 500, 502, 503, 504]) {
        it(`that it answers with ${status} is for its administrator, or for NO_PROXY`, () => {
            const { what, solution } = describeFailure(`PROXY_${status}`, { proxy });
            assert.match(what, new RegExp(`answered ${status} in place of a connection`));
            assert.match(solution, /administrator.*vault\.example\.com:8443.*HTTPS_PROXY \(environment\).*NO_PROXY/);
        });
    }
});
