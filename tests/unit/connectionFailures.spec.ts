import assert from "node:assert/strict";
import { describeConnection } from "../../provider/src/connectionFailures";

const url = "https://vault.example.com:8443/api/mysafe/password";

describe("a failed connection", () => {
    const rows: [errno: string, what: RegExp, solution: RegExp][] = [
        ["ECONNREFUSED", /vault\.example\.com:8443 refused the connection/, /check mysafe:url \(or SENHASEGURA_URL\)/],
        ["ENOTFOUND", /the host vault\.example\.com was not found/, /correct mysafe:url/],
        ["EAI_AGAIN", /could not be looked up/, /name servers/],
        ["EHOSTUNREACH", /cannot be reached/, /VPN/],
        ["ENETUNREACH", /cannot be reached/, /VPN/],
        ["ETIMEDOUT", /no answer from vault\.example\.com:8443 within 30 s/, /mysafe:timeoutSeconds/],
        ["ECONNRESET", /was cut/, /run again/],
        ["EPIPE", /was cut/, /run again/],
        ["ERR_STREAM_PREMATURE_CLOSE", /was cut/, /run again/],
        ["EPROTO", /no secure connection/, /scheme and port of mysafe:url/],
        ["SELF_SIGNED_CERT_IN_CHAIN", /no secure connection/, /NODE_EXTRA_CA_CERTS/],
        ["CERT_HAS_EXPIRED", /no secure connection/, /renewed/],
        ["ERR_TLS_CERT_ALTNAME_INVALID", /no secure connection/, /renewed/],
        ["max-size", /no answer from vault\.example\.com:8443 \(max-size\)/, /report it/],
    ];
    for (const [errno, what, solution] of rows) {
        it(`is told by what ${errno} means, with what mends it`, () => {
            const told = describeConnection(errno, url, 30_000);
            assert.match(told.what, what);
            assert.match(told.what, new RegExp(errno === "ETIMEDOUT" ? "30 s" : errno));
            assert.match(told.solution, solution);
            assert.match(told.cause, /\.$/);
        });
    }

    it("to the token endpoint names mysafe:tokenUrl where that was set", () => {
        const { solution } = describeConnection("ECONNREFUSED", url, 30_000, "mysafe:tokenUrl");
        assert.match(solution, /check mysafe:tokenUrl/);
        assert.doesNotMatch(solution, /mysafe:url/);
    });
});
