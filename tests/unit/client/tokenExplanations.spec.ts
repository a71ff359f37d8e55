import assert from "node:assert/strict";
import { explainToken } from "../../../provider/src/client/tokenExplanations";
import { explain } from "../../../provider/src/shared/explanations";

describe("explainToken", () => {
    it("names the credentials for 400, 401 and 403", () => {
        for (const status of [400, 401, 403]) {
            const { cause, solution } = explainToken({ status });
            assert.match(cause, /client id, the client secret or the tenant/);
            assert.match(solution, /mysafe:clientId, mysafe:clientSecret and mysafe:tenant/);
        }
    });

    for (const [error, cause] of [
        ["temporarily_unavailable", /none of its nodes is up/],
        ["slow_down", /none of its nodes is up/],
        ["server_error", /the vault failed/],
        ["invalid_scope", /does not give this access key a token by client credentials/],
        ["unsupported_grant_type", /does not give this access key a token by client credentials/],
        ["invalid_client", /client id, the client secret or the tenant/],
        ["constructor", /client id, the client secret or the tenant/],
    ] as const) {
        it(`has the cause of ${error}`, () => {
            assert.match(explainToken({ status: 400 }, undefined, error).cause, cause);
        });
    }

    it("names the wait that a page asks for", () => {
        const explanation = explainToken({ status: 429, retryAfterMs: 30_000 }, undefined, undefined, true);
        assert.match(explanation.cause, /limits the rate of requests, and asks to wait 30 s/);
    });

    it("does not blame the access key for the page of a firewall", () => {
        for (const status of [400, 401, 403]) {
            assert.match(
                explainToken({ status }, undefined, undefined, true).cause,
                /server before the vault.*rejects/,
            );
        }
    });

    it("explains everything else as for other requests", () => {
        for (const status of [200, 302, 404, 429, 500, 503, 524]) {
            assert.deepEqual(explainToken({ status }), explain({ status }));
        }
        assert.deepEqual(explainToken({ status: 400, gateway: "upstream" }), explain({ status: 504 }));
    });

    it("names mysafe:tokenUrl if the URL comes from it", () => {
        for (const status of [200, 302, 404]) {
            assert.match(explainToken({ status }, "mysafe:tokenUrl").solution, /mysafe:tokenUrl/);
        }
    });
});
