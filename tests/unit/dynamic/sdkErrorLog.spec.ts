import assert from "node:assert/strict";
import { suppressSdkErrorLog } from "../../../provider/src/dynamic/sdkErrorLog";
import { ConfigError, UnconfirmedError, VaultError } from "../../../provider/src/shared/errors";
import { rejection, unconfirmed } from "../support/vault";

describe("an error of ours that the SDK prints", () => {
    const write = console.error;
    let printed: unknown[][] = [];

    beforeEach(() => {
        printed = [];
        console.error = (...args: unknown[]) => printed.push(args);
    });
    afterEach(() => {
        console.error = write;
    });

    /** What the SDK does with it. */
    const print = (error: Error) => console.error(`${error}: ${error.stack}`);
    const refusal = new VaultError({ request: "GET p", status: 400, code: 1006, vaultMessage: "1006: no" });
    const failing = (error: Error) => {
        const fail = () => Promise.reject(error);
        return suppressSdkErrorLog()({ check: fail, diff: fail, create: fail, read: fail, update: fail, delete: fail });
    };

    for (const name of ["check", "diff", "read", "delete"] as const) {
        it(`is not printed, and has no code that would be taken for a gRPC status: ${name}`, async () => {
            const error = await rejection(failing(refusal)[name]());
            print(error);
            assert.deepEqual(printed, []);
            assert.equal(error.message, refusal.message);
            assert.equal("code" in error, false);
            assert.doesNotMatch(error.stack ?? "", /\n/);
        });
    }

    it("is printed where it comes again without being thrown", async () => {
        const error = await rejection(failing(new ConfigError(["mysafe:url is missing."])).read());
        print(error);
        print(error);
        console.error("another line", 7);
        assert.equal(printed.length, 2);
    });

    it("is printed for none of several that fail together with the same words", async () => {
        const { read } = failing(refusal);
        const errors = await Promise.all([1, 2, 3].map(() => rejection(read())));
        errors.forEach(print);
        assert.deepEqual(printed, []);
    });

    it("keeps its form in create and update, where it holds the resource", async () => {
        const kept = new UnconfirmedError("w", refusal, "`pulumi up`").keeping("312", {});
        assert.equal(await unconfirmed(failing(kept).create()), kept);
        assert.equal(await unconfirmed(failing(kept).update()), kept);
    });

    it("is left alone where it is not expected: its stack is wanted", async () => {
        const bug = new TypeError("x is not a function");
        assert.equal(await rejection(failing(bug).read()), bug);
        print(bug);
        assert.equal(printed.length, 1);
    });

    it("leaves other operations and their results alone", async () => {
        const operations = { configure: () => "configured", read: async (id: string) => id };
        const quieted = suppressSdkErrorLog()(operations);
        assert.equal(quieted.configure, operations.configure);
        assert.equal(await quieted.read("312"), "312");
    });
});
