import assert from "node:assert/strict";
import { RunError } from "@pulumi/pulumi";
import { userError } from "../../../provider/src/dynamic/userError";

describe("an error for the user of a program", () => {
    it("is one that the SDK prints without a stack trace", () => {
        const error = userError("summary\nCause: cause.\nSolution: solution.");
        assert.ok(RunError.isInstance(error));
        assert.equal(error.stack, error.message);
    });
});
