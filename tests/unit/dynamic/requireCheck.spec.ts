import assert from "node:assert/strict";
import { RunError } from "@pulumi/pulumi";
import { formatError } from "../../../provider/src/shared/errors";
import { runBundled } from "../support/bundledModule";

describe("the first module that loads", () => {
    /** Loads it with a `require` that knows the package's own modules and, if any, Node's. */
    const load = (builtIns?: object) =>
        runBundled("dynamic/requireCheck.ts", {
            require(name: string) {
                if (name === "../shared/errors") {
                    return { formatError };
                }
                if (builtIns === undefined) {
                    throw new Error(`Dynamic require of "${name}" is not supported`);
                }
                return builtIns;
            },
        });

    it("fails without a stack trace in an ES module bundle without `require`", () => {
        assert.throws(
            () => load(),
            (error: Error) =>
                RunError.isInstance(error) &&
                error.stack === error.message &&
                error.message.startsWith("pulumi-mysafe cannot load from a bundle that is an ES module\nCause: "),
        );
    });

    it("does nothing where Node's modules load", () => {
        assert.deepEqual(load({}), {});
    });
});
