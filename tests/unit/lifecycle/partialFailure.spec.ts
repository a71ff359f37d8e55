import assert from "node:assert/strict";
import { PartialFailureError } from "../../../provider/src/lifecycle/partialFailure";
import { ConfigError, ConnectionError, UnconfirmedError, VaultError } from "../../../provider/src/shared/errors";

const refused = (identifier: number, code: number, requestId?: string) =>
    new VaultError({
        request: `POST api/mysafe/password/inactive/${identifier}`,
        status: 400,
        code,
        vaultMessage: `${code}: words`,
        requestId,
    });
const timedOut = (identifier: number) =>
    new VaultError({ request: `POST api/mysafe/password/inactive/${identifier}`, status: 504, vaultMessage: "late" });
const failures = (errors: Record<string, Error>) =>
    Object.entries(errors).map(([identifier, error]) => ({ identifier, error }));

describe("an error of many passwords", () => {
    it("says what failed, and then for each what, why and what to do: those alike together, ids of requests apart", () => {
        const { message } = new PartialFailureError(
            "4 of 9 passwords are not disabled",
            failures({
                5: refused(5, 1006, "r5"),
                6: refused(6, 1005, "r6"),
                7: refused(7, 1006, "r7"),
                9: timedOut(9),
            }),
        );
        const lines = message.split("\n");
        assert.equal(lines.length, 1 + 3 * 3);
        assert.equal(lines[0], "4 of 9 passwords are not disabled");
        assert.deepEqual(
            lines.filter((line) => /^passwords? /.test(line)),
            ["passwords 5, 7: 1006: words", "password 6: 1005: words", 'password 9: 504 "late"'],
        );
        assert.equal(lines.filter((line) => /^Cause: ./.test(line)).length, 3);
        assert.equal(lines.filter((line) => /^Solution: ./.test(line)).length, 3);
        assert.doesNotMatch(message, /r[567]\b/);
    });

    it("tells what was sent and never confirmed from what was refused", () => {
        const unconfirmed = (identifier: number) => new UnconfirmedError("what", timedOut(identifier), "`pulumi up`");
        const { message } = new PartialFailureError("2 of 2", failures({ 5: unconfirmed(5), 6: unconfirmed(6) }));
        assert.match(
            message,
            /^2 of 2\npasswords 5-6: sent and never confirmed: 504 "late"\nCause: .*\nSolution: run `pulumi up` again/,
        );
    });

    it("has the words of a connection that failed, and of settings, and one line of what nobody expected", () => {
        const lost = new ConnectionError(
            { request: "POST x", errno: "ECONNRESET", neverSent: false },
            "the connection was cut",
            { cause: "c.", solution: "s." },
        );
        const strange = new TypeError("strange\n    at somewhere");
        const { message } = new PartialFailureError(
            "3 of 3",
            failures({ 1: lost, 2: new ConfigError(["mysafe:url is missing."]), 3: strange }),
        );
        assert.equal(
            message,
            "3 of 3\npassword 1: the connection was cut\nCause: c.\nSolution: s.\npassword 2: a setting of pulumi-mysafe is missing or wrong:\n- mysafe:url is missing.\npassword 3: strange",
        );
    });

    it("gives the engine one reason of many lines, and what is to be kept only when told so", () => {
        const error = new PartialFailureError("1 of 2", failures({ 5: refused(5, 1006) }));
        assert.deepEqual([error.id, error.properties, error.reasons.length], [undefined, undefined, 1]);
        assert.equal(error.reasons[0], error.message.replaceAll("\n", "\n\t  "));
        const kept = error.keeping("an-id", { results: [] });
        assert.deepEqual([kept.id, kept.properties], ["an-id", { results: [] }]);
    });

    it("has no stack to be printed", () => {
        const { stack } = new PartialFailureError("1 of 2", failures({ 5: refused(5, 1006) }));
        assert.equal(stack, "UnfinishedError: 1 of 2");
    });
});
