import assert from "node:assert/strict";
import { describeRemaining, PartialFailureError } from "../../../provider/src/lifecycle/partialFailure";
import { ConfigError } from "../../../provider/src/shared/errors";
import { lostWith, refusedWith, unconfirmed } from "../support/fakeVault";

const failed = (identifier: number, error: Error = refusedWith(1006), attempted = true) => ({
    identifier: String(identifier),
    error,
    attempted,
});

describe("a partial failure", () => {
    it("lists passwords in order, grouped by failure, with cause and solution", () => {
        const failures = [failed(6, refusedWith(1005)), failed(7), failed(5)];
        const { message, summary, cause } = new PartialFailureError("3 of 9", failures);
        assert.deepEqual([summary, cause], ["3 of 9", failures[0]?.error]);
        assert.match(
            message,
            /^3 of 9\npasswords 5, 7: 1006: .*\nCause: .+\nSolution: .+\npassword 6: 1005: .*\nCause: .+\nSolution: .+$/,
        );
    });

    for (const [title, error, text] of [
        ["a lost connection", lostWith("ECONNRESET"), /^it failed: ECONNRESET\nCause: a cause\.\nSolution: a sol/],
        ["an unconfirmed request", unconfirmed(), /504 "trouble"\nCause: .+\nSolution: run `pulumi up` again/],
        [
            "wrong settings",
            new ConfigError(["mysafe:url is missing."]),
            /missing or wrong:\n- mysafe:url is missing\.$/,
        ],
        ["an unexpected error by its first line", new TypeError("odd\n    at somewhere"), /^odd$/],
    ] as const) {
        it(`describes ${title}`, () => {
            const { message } = new PartialFailureError("1 of 1", [failed(5, error)]);
            assert.match(message.replace("1 of 1\npassword 5: ", ""), text);
        });
    }

    it("does not list passwords without an attempt", () => {
        const failures = [failed(5), failed(6, refusedWith(1005), false)];
        assert.doesNotMatch(new PartialFailureError("2 of 2", failures).message, /1005/);
    });
});

describe("the count of failures", () => {
    const notAttempted = failed(6, refusedWith(1006), false);
    for (const [title, failures, text] of [
        ["is singular for one", [failed(5)], "1 of 9 passwords is not disabled"],
        ["is plural for several", [failed(5), failed(6)], "2 of 9 passwords are not disabled"],
        [
            "includes what was not attempted",
            [failed(5), notAttempted],
            "2 of 9 passwords are not disabled (1 not attempted)",
        ],
    ] as const) {
        it(title, () => assert.equal(describeRemaining("disabled", failures, 9), text));
    }
});
