import assert from "node:assert/strict";
import { inspect } from "node:util";
import {
    ConfigError,
    ConnectionError,
    formatError,
    UnconfirmedError,
    VaultError,
} from "../../../provider/src/shared/errors";
import { explain, explainToken } from "../../../provider/src/shared/explanations";
import { linesOf } from "../support/lines";

const request = "POST api/mysafe/password/inactive/312";

describe("a vault's refusal", () => {
    const codes: [code: number, words: string, cause: RegExp, solution: RegExp][] = [
        [1005, "1005: Password not found", /no password with this identifier/, /identifier.*GET api\/mysafe\/password/],
        [1006, "1006: User does not have access", /may not edit/, /share.*edit|Access keys/],
        [1009, "1009: Inactive password", /inactive/, /nothing is left to do/],
        [1010, "1010: Unexpected identifier type", /not take this as an identifier/, /whole number/],
    ];
    for (const [code, words, cause, solution] of codes) {
        it(`with ${code} tells in three lines what failed, why, and what mends it`, () => {
            const lines = linesOf(new VaultError({ request, status: 400, code, vaultMessage: words }));
            assert.equal(lines.what, `${request} failed: 400 "${words}"`);
            assert.match(lines.cause, cause);
            assert.match(lines.solution, solution);
        });
    }

    it("is explained differently for each code", () => {
        const causes = codes.map(([code]) => explain({ status: 400, code }).cause);
        assert.equal(new Set(causes).size, codes.length);
    });

    it("by a 200 that says error: true is not blamed on a proxy", () => {
        assert.match(explain({ status: 200, fromVault: true }).cause, /marks its answer as an error/);
        assert.match(explain({ status: 200, fromVault: false }).cause, /proxy/);
    });

    it("with a code that nobody documented still gives status and the vault's own words", () => {
        const lines = linesOf(
            new VaultError({ request, status: 400, code: 1077, vaultMessage: "1077: The moon is full" }),
        );
        assert.equal(lines.what, `${request} failed: 400 "1077: The moon is full"`);
        assert.match(lines.cause, /no documented reason/);
    });

    it("is explained by its code rather than its status", () => {
        assert.deepEqual(explain({ status: 200, code: 1006 }), explain({ status: 400, code: 1006 }));
        assert.notDeepEqual(explain({ status: 404, code: 1005 }), explain({ status: 404 }));
    });

    it("keeps status, code, words and explanation for those who catch it", () => {
        const error = new VaultError({ request, status: 400, code: 1005, vaultMessage: "1005: Password not found" });
        assert.deepEqual([error.status, error.code, error.vaultMessage], [400, 1005, "1005: Password not found"]);
        assert.deepEqual(error.explanation, explain({ status: 400, code: 1005 }));
    });

    it("takes an explanation from who knows better", () => {
        const explanation = { cause: "the moon.", solution: "wait." };
        const error = new VaultError({ request, status: 401, vaultMessage: "" }, explanation);
        assert.equal(error.message, formatError(`${request} failed: 401`, explanation));
    });
});

describe("a gateway's refusal", () => {
    const answers: [status: number, words: string, cause: RegExp, solution: RegExp][] = [
        [401, "Unauthorized", /token/, /mysafe:clientId and mysafe:clientSecret.*allowed IPs/],
        [403, "You are not authorized to access this resource.", /token/, /access key's settings.*allowed IPs/],
        [404, "no Route matched with those values", /mysafe:url/, /SENHASEGURA_URL.*mysafe:clientSecret/],
        [429, "API rate limit exceeded", /rate/, /mysafe:maxConcurrency.*mysafe:maxRetrySeconds/],
        [500, "An unexpected error occurred", /vault itself failed/, /administrator.*support/],
        [502, "An invalid response was received from the upstream server", /in time|up/, /mysafe:maxRetries/],
        [503, "failure to get a peer from the ring-balancer", /in time|up/, /mysafe:maxRetries/],
        [504, "The upstream server is timing out", /in time|up/, /mysafe:maxRetrySeconds/],
        [302, "redirect to /login", /redirect is not followed/, /mysafe:url/],
        [200, "Sign in", /proxy|another site/, /mysafe:url/],
    ];
    for (const [status, words, cause, solution] of answers) {
        it(`with ${status} "${words}" names its cause and the setting or person that mends it`, () => {
            const lines = linesOf(new VaultError({ request, status, vaultMessage: words }));
            assert.equal(lines.what, `${request} failed: ${status} "${words}"`);
            assert.match(lines.cause, cause);
            assert.match(lines.solution, solution);
        });
    }

    it("in its own words is explained by them, whatever the status", () => {
        for (const status of [200, 302, 400, 401, 500]) {
            assert.deepEqual(explain({ status, gateway: "upstream" }), explain({ status: 504 }));
            assert.deepEqual(explain({ status, gateway: "rateLimited" }), explain({ status: 429 }));
            assert.deepEqual(explain({ status, gateway: "noRoute" }), explain({ status: 404 }));
        }
        assert.deepEqual(explainToken({ status: 400, gateway: "upstream" }), explain({ status: 504 }));
    });

    it("for want of a client certificate names its settings, whatever the status", () => {
        for (const status of [200, 400, 495, 496]) {
            const { cause, solution } = explain({ status, gateway: "noClientCertificate" });
            assert.match(cause, /wants a client certificate, and none was sent/);
            assert.match(solution, /mysafe:clientCertFile and mysafe:clientKeyFile, or mysafe:clientPfxFile/);
            assert.deepEqual(explainToken({ status, gateway: "noClientCertificate" }), { cause, solution });
        }
    });

    it("with a status that nobody documented is told without a guess", () => {
        const lines = linesOf(new VaultError({ request, status: 418, vaultMessage: "" }));
        assert.equal(lines.what, `${request} failed: 418`);
        assert.match(lines.cause, /no documented reason/);
    });

    it("gives the gateway's request id, for the vault's administrator to look up", () => {
        const error = new VaultError({ request, status: 500, vaultMessage: "Unexpected error.", requestId: "5e1f" });
        assert.equal(linesOf(error).what, `${request} failed: 500 "Unexpected error." (request id 5e1f)`);
    });
});

describe("a token request's refusal", () => {
    for (const status of [400, 401, 403]) {
        it(`with ${status} is about client id, client secret and tenant`, () => {
            const { cause, solution } = explainToken({ status });
            assert.match(cause, /client id.*client secret.*tenant/);
            assert.match(solution, /mysafe:clientId.*mysafe:clientSecret.*mysafe:tenant/);
        });
    }

    it("with any other status means what it means elsewhere", () => {
        for (const status of [200, 302, 404, 429, 500, 503]) {
            assert.deepEqual(explainToken({ status }), explain({ status }));
        }
    });
});

describe("expected errors", () => {
    const explanation = { cause: "a.", solution: "b." };
    const reset = { request, errno: "ECONNRESET", neverSent: false };
    const cases: [string, Error][] = [
        [
            "VaultError",
            new VaultError({ request, status: 400, code: 1006, vaultMessage: "1006: User does not have access" }),
        ],
        ["ConnectionError", new ConnectionError(reset, "the connection was cut", explanation)],
        ["ConfigError", new ConfigError(["mysafe:url is missing."])],
    ];
    for (const [name, error] of cases) {
        it(`show no stack trace: ${name}`, () => {
            assert.equal(error.name, name);
            assert.ok(error instanceof Error);
            assert.equal(error.stack, `${name}: ${error.message.split("\n", 1)[0]}`);
            assert.doesNotMatch(inspect(error), /\n\s+at /);
        });

        it(`have no field that the engine would take for a half-made resource: ${name}`, () => {
            for (const field of ["id", "properties", "reasons"]) {
                assert.equal(field in error, false, field);
            }
        });
    }

    it("keep what caused them", () => {
        const cause = new Error("read ECONNRESET");
        const error = new ConnectionError(reset, "the connection was cut", explanation, cause);
        assert.equal(error.cause, cause);
        assert.deepEqual([error.code, error.neverSent], ["ECONNRESET", false]);
        assert.equal(new ConnectionError({ ...reset, neverSent: true }, "w", explanation).neverSent, true);
        assert.equal(error.message, `${request} failed: the connection was cut\nCause: a.\nSolution: b.`);
    });

    it("list every wrong setting, one a line", () => {
        assert.equal(
            new ConfigError(["a is missing.", "b is wrong."]).message,
            "2 settings of pulumi-mysafe are missing or wrong:\n- a is missing.\n- b is wrong.",
        );
        const single = new ConfigError(["a is missing."]);
        assert.equal(single.message, "a setting of pulumi-mysafe is missing or wrong:\n- a is missing.");
        assert.deepEqual(single.problems, ["a is missing."]);
    });
});

describe("a call that nobody confirmed", () => {
    const last = new VaultError({ request, status: 504, vaultMessage: "late", requestId: "5e1f" });
    const error = new UnconfirmedError("password 312 may be active or inactive", last, "`pulumi up`");

    it("tells what is not known, then what the last try met, and how to settle it", () => {
        const { what, cause, solution } = linesOf(error);
        assert.equal(what, `password 312 may be active or inactive: ${request} failed: 504 "late" (request id 5e1f)`);
        assert.equal(cause, explain({ status: 504 }).cause);
        assert.match(solution, /run `pulumi up` again/);
    });

    it("shows no stack trace, and keeps what caused it", () => {
        assert.equal(error.name, "UnconfirmedError");
        assert.match(error.stack ?? "", /^UnconfirmedError: password 312 may be active or inactive: [^\n]*$/);
        assert.equal(error.cause, last);
        assert.ok(error instanceof Error);
    });

    it("has what the engine keeps a resource by, once it is told", () => {
        const fresh = new UnconfirmedError("password 312 may be active or inactive", last, "`pulumi up`");
        assert.equal(fresh.id, undefined);
        const properties = { identifier: "312", status: "unconfirmed" };
        assert.equal(fresh.keeping("312", properties), fresh);
        assert.equal(fresh.id, "312");
        assert.equal(fresh.properties, properties);
        const [reason = "", ...more] = fresh.reasons;
        assert.deepEqual(more, []);
        assert.equal(reason.replaceAll(/\n\s+/g, "\n"), fresh.message, "indented, as the engine lists it");
    });
});
