import assert from "node:assert/strict";
import { explain } from "../../../provider/src/shared/explanations";
import type { ResponseFacts } from "../../../provider/src/shared/responseFacts";

describe("explain", () => {
    const rows: [title: string, response: ResponseFacts, cause: RegExp, solution: RegExp][] = [
        ["1005", { status: 400, code: 1005 }, /no password with this identifier/, /GET api\/mysafe\/password/],
        ["1006", { status: 400, code: 1006 }, /may not edit/, /edit permission.*Access keys/],
        ["1009", { status: 400, code: 1009 }, /is inactive/, /enable the password/],
        ["1010", { status: 400, code: 1010 }, /not accept this identifier/, /whole number/],
        ["an undocumented code", { status: 400, code: 1077 }, /no documented reason/, /API reference/],
        ["401", { status: 401 }, /token/, /mysafe:clientId and mysafe:clientSecret.*allowed IPs/],
        ["403", { status: 403 }, /token/, /access key's settings.*allowed IPs/],
        ["404", { status: 404 }, /mysafe:url/, /SENHASEGURA_URL.*mysafe:clientSecret/],
        ["429", { status: 429 }, /limits the rate of requests\.$/, /mysafe:maxConcurrency.*mysafe:maxRetrySeconds/],
        ["the vault's own 500", { status: 500, isVaultFailure: true }, /the vault failed/, /administrator.*support/],
        ["another server's 500", { status: 500 }, /server before the vault.*did not get or send/, /run again later/],
        ["524", { status: 524 }, /server before the vault/, /mysafe:maxRetrySeconds.*administrator of that server/],
        ["408", { status: 408 }, /server before the vault/, /run again later/],
        ["502", { status: 502 }, /in time/, /mysafe:maxRetries and mysafe:maxRetrySeconds/],
        ["503", { status: 503 }, /none of its nodes is up\.$/, /mysafe:maxRetries/],
        ["504", { status: 504 }, /in time/, /mysafe:maxRetries/],
        ["418", { status: 418 }, /server before the vault.*rejects the request/, /mysafe:url/],
        [
            "an error of the vault without a code",
            { status: 409, fromVault: true },
            /no documented reason/,
            /API reference/,
        ],
        ["a redirect", { status: 302 }, /redirect/, /set mysafe:url/],
        ["304", { status: 304 }, /server before the vault.*rejects the request/, /administrator of that server/],
        ["a status of no class", { status: 0, fromVault: true }, /no documented reason/, /administrator/],
        ["a success in another form", { status: 200 }, /proxy or another site/, /mysafe:url/],
        ["a success marked as an error", { status: 200, fromVault: true }, /error: true/, /check the password/],
        [
            "a missing client certificate",
            { status: 400, gateway: "noClientCertificate" },
            /requires a client certificate/,
            /mysafe:clientCertFile and mysafe:clientKeyFile, or mysafe:clientPfxFile/,
        ],
    ];
    for (const [title, response, cause, solution] of rows) {
        it(`has cause and solution of ${title}`, () => {
            const explanation = explain(response);
            assert.match(explanation.cause, cause);
            assert.match(explanation.solution, solution);
            assert.match(explanation.cause, /\.$/);
            assert.match(explanation.solution, /^[a-z].*\.$/);
        });
    }

    it("names the kind of object", () => {
        for (const code of [1005, 1006, 1009, 1010]) {
            const { cause, solution } = explain({ status: 400, code }, undefined, "note");
            assert.match(cause + solution, /note/);
            assert.doesNotMatch(cause + solution, /password/);
        }
    });

    it("prefers the gateway's message to the code, and the code to the status", () => {
        assert.deepEqual(explain({ status: 200, code: 1006 }), explain({ status: 400, code: 1006 }));
        assert.deepEqual(explain({ status: 400, gateway: "upstream" }), explain({ status: 504 }));
        assert.deepEqual(explain({ status: 500, gateway: "rateLimited" }), explain({ status: 429 }));
        assert.deepEqual(explain({ status: 200, gateway: "noRoute" }), explain({ status: 404 }));
    });

    it("names the wait of Retry-After", () => {
        assert.match(explain({ status: 429, retryAfterMs: 3600_000 }).cause, /, and asks to wait 3600 s\.$/);
        assert.match(explain({ status: 503, retryAfterMs: 1500 }).cause, /, and asks to wait 2 s\.$/);
    });
});
