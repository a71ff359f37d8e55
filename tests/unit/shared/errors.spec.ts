import assert from "node:assert/strict";
import { inspect } from "node:util";
import {
    ConfigError,
    ConnectionError,
    formatError,
    UnconfirmedError,
    VaultError,
} from "../../../provider/src/shared/errors";
import { linesOf } from "../support/lines";

const request = "POST api/mysafe/password/inactive/312";
const explanation = { cause: "a.", solution: "b." };

describe("VaultError", () => {
    it("has three lines: request with status and message, cause, solution", () => {
        const response = { request, status: 400, code: 1006, vaultMessage: "1006: User does not have access" };
        const error = new VaultError(response, explanation);
        assert.equal(
            error.message,
            formatError(`${request} failed: 400 "1006: User does not have access"`, explanation),
        );
        assert.equal(error.summary, "1006: User does not have access");
        assert.deepEqual([error.status, error.code, error.explanation], [400, 1006, explanation]);
    });

    it("keeps status and message of an undocumented code", () => {
        const error = new VaultError({ request, status: 400, code: 1077, vaultMessage: "1077: The moon is full" });
        assert.equal(linesOf(error).what, `${request} failed: 400 "1077: The moon is full"`);
    });

    it("has only the status if the response has no message", () => {
        assert.equal(
            linesOf(new VaultError({ request, status: 418, vaultMessage: "" })).what,
            `${request} failed: 418`,
        );
        const page = new VaultError({ request, status: 200, vaultMessage: "", fromVault: false });
        assert.equal(linesOf(page).what, `${request} failed: 200, but not in the vault's form`);
        const list = new VaultError({ request, status: 200, vaultMessage: "", fromVault: true });
        assert.equal(linesOf(list).what, `${request} failed: 200`);
    });

    it("has the request id, and the number of attempts after a retry", () => {
        const whatOf = (more: object) =>
            linesOf(new VaultError({ request, status: 504, vaultMessage: "late", ...more })).what;
        assert.equal(whatOf({ requestId: "5e1f", attempts: 1 }), `${request} failed: 504 "late" (request id 5e1f)`);
        assert.equal(
            whatOf({ requestId: "5e1f", attempts: 13 }),
            `${request} failed: 504 "late" (request id 5e1f, 13 attempts)`,
        );
        assert.equal(whatOf({ attempts: 2 }), `${request} failed: 504 "late" (2 attempts)`);
    });

    it("is transient after load and outages", () => {
        const isTransient = (status: number, gateway?: "upstream" | "noRoute") =>
            new VaultError({ request, status, vaultMessage: "", gateway }).isTransient;
        assert.deepEqual(
            [429, 500, 503].map((status) => isTransient(status)),
            [true, true, true],
        );
        assert.deepEqual(
            [200, 302, 400, 401].map((status) => isTransient(status)),
            [false, false, false, false],
        );
        assert.deepEqual([isTransient(400, "upstream"), isTransient(500, "noRoute")], [true, false]);
    });
});

describe("ConnectionError", () => {
    it("keeps the code, and the system's error as its cause", () => {
        const cause = new Error("read ECONNRESET");
        const facts = { request, code: "ECONNRESET", reachedServer: true, attempts: 3 };
        const error = new ConnectionError(facts, "the connection was cut", explanation, cause);
        assert.equal(error.message, formatError(`${request} failed: the connection was cut (3 attempts)`, explanation));
        assert.deepEqual([error.cause, error.code, error.reachedServer], [cause, "ECONNRESET", true]);
        assert.equal(error.isCancelled, false);
    });

    it("is cancelled before and after sending", () => {
        for (const code of ["EINTR", "ECANCELED"]) {
            assert.equal(
                new ConnectionError({ request, code, reachedServer: false }, "w", explanation).isCancelled,
                true,
            );
        }
    });
});

describe("UnconfirmedError", () => {
    const state = "password 312 may still be active";

    it("has the state with the last failure, its cause, and how to repeat the request", () => {
        const last = new VaultError({ request, status: 504, vaultMessage: "late" }, explanation);
        const error = new UnconfirmedError(state, last, "`pulumi up`");
        const { what, cause, solution } = linesOf(error);
        assert.equal(what, `${state}: ${request} failed: 504 "late"`);
        assert.equal(cause, "a.");
        assert.equal(solution, "run `pulumi up` again: repeating the request is safe. If that fails too, b.");
        assert.deepEqual([error.last, error.cause], [last, last]);
        assert.equal(error.summary, 'sent but not confirmed: 504 "late"');
    });

    it("has one solution after a cancelled run", () => {
        const last = new ConnectionError({ request, code: "EINTR", reachedServer: true }, "cancelled", explanation);
        const { solution } = linesOf(new UnconfirmedError(state, last, "`pulumi up`"));
        assert.equal(solution, "run `pulumi up` again: repeating the request is safe.");
    });
});

describe("ConfigError", () => {
    it("lists every problem on its own line", () => {
        const several = new ConfigError(["a is missing.", "b is wrong."]);
        assert.equal(
            several.message,
            "2 settings of pulumi-mysafe are missing or wrong:\n- a is missing.\n- b is wrong.",
        );
        const single = new ConfigError(["a is missing."]);
        assert.equal(single.message, "a setting of pulumi-mysafe is missing or wrong:\n- a is missing.");
        assert.deepEqual(single.problems, ["a is missing."]);
    });
});

describe("an expected error", () => {
    const vaultError = new VaultError({ request, status: 504, vaultMessage: "late" });
    const facts = { request, code: "ECONNRESET", reachedServer: true };
    for (const [name, error] of [
        ["VaultError", vaultError],
        ["ConnectionError", new ConnectionError(facts, "cut", explanation)],
        ["UnconfirmedError", new UnconfirmedError("password 312 may still be active", vaultError, "it")],
        ["ConfigError", new ConfigError(["mysafe:url is missing."])],
    ] as const) {
        it(`has its first line in place of a stack trace: ${name}`, () => {
            assert.equal(error.name, name);
            assert.equal(error.stack, `${name}: ${error.message.split("\n", 1)[0]}`);
            assert.doesNotMatch(inspect(error), /\n\s+at /);
        });
    }
});
