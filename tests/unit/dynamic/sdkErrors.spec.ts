import assert from "node:assert/strict";
import { createOperationRunner, ResourceInitError, type RunOperation } from "../../../provider/src/dynamic/sdkErrors";
import { NothingFoundError } from "../../../provider/src/lifecycle/nothingFound";
import { PartialFailureError } from "../../../provider/src/lifecycle/partialFailure";
import { ConfigError, ConnectionError, UnconfirmedError, VaultError } from "../../../provider/src/shared/errors";
import { rejection } from "../support/vault";

const refusal = new VaultError({ request: "GET p", status: 400, code: 1006, vaultMessage: "1006: no" });

describe("an expected error of an operation", () => {
    const original = console.error;
    let printed: string[];
    let run: RunOperation;

    beforeEach(() => {
        printed = [];
        console.error = (line: string) => printed.push(line);
        run = createOperationRunner();
    });
    afterEach(() => {
        console.error = original;
    });

    const failing = (operation: string, error: Error) => rejection(run(operation, () => Promise.reject(error)));
    /** Prints an error as the SDK's `cmd/dynamic-provider/index.ts` does. */
    const printLikeSdk = (error: Error) => console.error(`${error}: ${error.stack}`);

    for (const operation of ["check", "diff", "read", "delete"]) {
        it(`is a plain error without code, which the SDK does not print: ${operation}`, async () => {
            const error = await failing(operation, refusal);
            printLikeSdk(error);
            assert.deepEqual(printed, []);
            assert.equal(error.message, refusal.message);
            assert.equal("code" in error, false);
            assert.equal(error.stack, refusal.message.split("\n")[0]);
        });
    }

    for (const operation of ["create", "update"]) {
        it(`is a plain error that suppresses no output, because the SDK does not print it: ${operation}`, async () => {
            const error = await failing(operation, refusal);
            assert.equal("code" in error, false);
            printLikeSdk(error);
            assert.equal(printed.length, 1);
        });
    }

    it("suppresses one line of the SDK for each throw", async () => {
        const errors = await Promise.all([1, 2, 3].map(() => failing("read", refusal)));
        errors.forEach(printLikeSdk);
        assert.deepEqual(printed, []);
        printLikeSdk(errors[0] as Error);
        console.error("another line");
        assert.equal(printed.length, 2);
    });

    const connectionFailure = (code: string) =>
        new ConnectionError({ request: "GET p", code, reachedServer: false }, code, { cause: "c", solution: "s" });
    const rejected = new VaultError({ request: "POST api/oauth2/token", status: 401, vaultMessage: "no" });
    const cases: [title: string, error: Error, isHinted: boolean][] = [
        ["a missing setting", new ConfigError(["mysafe:url is missing."]), true],
        ["a rejected access key", rejected, true],
        [
            "no password in the vault",
            new NothingFoundError(["312"], { url: "u", clientId: "i", tenant: "t" }, "refresh"),
            true,
        ],
        [
            "a rejected access key of a set",
            new PartialFailureError("1 of 1", [{ identifier: "312", error: rejected, attempted: true }]),
            true,
        ],
        ["an untrusted certificate", connectionFailure("SELF_SIGNED_CERT_IN_CHAIN"), true],
        ["a rejection of one password", refusal, false],
        ["an overloaded gateway", new VaultError({ request: "GET p", status: 503, vaultMessage: "no" }), false],
        ["a cut connection", connectionFailure("ECONNRESET"), false],
        ["a cancelled run", connectionFailure("ECANCELED"), false],
    ];
    for (const [title, error, isHinted] of cases) {
        it(`${isHinted ? "names" : "does not name"} the configuration of a refresh and a destroy: ${title}`, async () => {
            const hint =
                "\n`pulumi refresh` and `pulumi destroy` use the stack configuration of the last `pulumi up`. Add `--run-program` to use the current one.";
            for (const operation of ["read", "delete"]) {
                run = createOperationRunner();
                assert.equal((await failing(operation, error)).message, `${error.message}${isHinted ? hint : ""}`);
            }
            run = createOperationRunner();
            assert.equal((await failing("create", error)).message, error.message);
        });
    }

    it("has the form of the engine's initialization errors if the resource stays", async () => {
        const kept = new ResourceInitError("312", { status: "unconfirmed" }, refusal);
        const error = await failing("create", kept);
        assert.ok(error instanceof ResourceInitError);
        assert.deepEqual(
            [error.id, error.properties, error.message],
            ["312", { status: "unconfirmed" }, refusal.message],
        );
        // The engine prints reasons in a list, which indents each line after the first.
        assert.deepEqual(error.reasons, [refusal.message.replaceAll("\n", "\n\t  ")]);
        assert.equal(error.stack, refusal.message.split("\n")[0]);
    });

    describe("after another one with the same cause", () => {
        const lost = (identifier: number, code = 503) =>
            new VaultError({ request: `POST p/${identifier}`, status: code, vaultMessage: "no" });
        const brief = (identifier: number, first: number) =>
            `POST p/${identifier} failed: 503 "no"\nCause and solution: see the run's first error about POST p/${first}.`;

        it("keeps its first line, and names the request of the one with cause and solution", async () => {
            assert.equal((await failing("create", lost(1))).message, lost(1).message);
            assert.equal((await failing("create", lost(2))).message, brief(2, 1));
            assert.equal((await failing("update", lost(3))).message, brief(3, 1));
        });

        it("keeps it also for a resource that stays", async () => {
            const unconfirmed = (identifier: number) =>
                new UnconfirmedError("unknown", lost(identifier), "`pulumi up`");
            await failing("create", new ResourceInitError("1", {}, unconfirmed(1)));
            const failure = unconfirmed(2);
            const kept = await failing("create", new ResourceInitError("2", { status: "unconfirmed" }, failure));
            assert.ok(kept instanceof ResourceInitError);
            assert.deepEqual([kept.id, kept.properties], ["2", { status: "unconfirmed" }]);
            assert.deepEqual(kept.reasons, [`unknown: ${brief(2, 1).replace("\n", "\n\t  ")}`]);
        });

        it("keeps the suppression of what the SDK prints", async () => {
            const errors = [await failing("read", lost(1)), await failing("read", lost(2))];
            errors.forEach(printLikeSdk);
            assert.deepEqual(printed, []);
        });

        it("has its own cause and solution where another hint follows or the cause differs", async () => {
            await failing("create", rejected);
            assert.match((await failing("read", rejected)).message, /\nSolution: [^\n]+\n`pulumi refresh`/);
            await failing("create", lost(1));
            assert.match((await failing("create", lost(2, 429))).message, /\nSolution: /);
        });

        it("keeps all lines where it concerns one password, or a set", async () => {
            const ofSet = new PartialFailureError("1 of 1", [{ identifier: "1", error: lost(1), attempted: true }]);
            const refusedLater = new UnconfirmedError("password 1 may still be active", refusal, "`pulumi up`");
            for (const error of [ofSet, ofSet, refusal, refusal, refusedLater, refusedLater]) {
                assert.equal((await failing("create", error)).message, error.message);
            }
        });
    });
});

describe("another error of an operation", () => {
    it("stays unchanged, so that the SDK prints its stack", async () => {
        const bug = new TypeError("x is not a function");
        const original = console.error;
        try {
            const run = createOperationRunner();
            assert.equal(await rejection(run("read", () => Promise.reject(bug))), bug);
        } finally {
            console.error = original;
        }
    });
});
