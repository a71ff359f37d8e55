import assert from "node:assert/strict";
import { failureAt, failureOfRun, formatFailure } from "../../../provider/src/checks/failure";
import { ConfigError } from "../../../provider/src/shared/errors";

describe("a failure", () => {
    it("of one value has its place, and is printed in three lines", () => {
        const place = { property: "identifiers", index: 2, identifier: "312" };
        const failure = failureAt(place, "not an identifier", { cause: "a cause.", solution: "a solution." });
        assert.deepEqual(
            [failure.property, failure.index, failure.identifier, failure.scope],
            [...Object.values(place), "password"],
        );
        assert.equal(formatFailure(failure), "not an identifier\nCause: a cause.\nSolution: a solution.");
    });

    it("of the run is printed as its error, between a context and a hint", () => {
        const error = new ConfigError(["mysafe:url is missing."]);
        const failure = failureOfRun(error, "context: ", "\nhint");
        assert.deepEqual([failure.property, failure.scope], ["", "run"]);
        assert.equal(formatFailure(failure), `context: ${error.message}\nhint`);
    });

    it("does not hide an unexpected error", () => {
        const error = new TypeError("a bug");
        assert.throws(() => failureOfRun(error), error);
    });
});
