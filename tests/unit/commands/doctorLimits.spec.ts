import assert from "node:assert/strict";
import { limitSettings, solutionBeyondLimits } from "../../../provider/src/commands/doctorLimits";
import { ConnectionError, VaultError } from "../../../provider/src/shared/errors";
import { type Config, read } from "../support/settings";

function limited(config: Config) {
    const { timeoutMs, maxRetries, maxRetryMs } = limitSettings(read(config));
    return [timeoutMs, maxRetries, maxRetryMs];
}

describe("the limits of doctor", () => {
    it("are ten seconds for a response, and one retry", () => {
        assert.deepEqual(limited({ "mysafe:maxRetrySeconds": "600" }), [10_000, 1, 5000]);
    });

    it("are never above the settings", () => {
        assert.deepEqual(
            limited({ "mysafe:timeoutSeconds": "2.5", "mysafe:maxRetries": "0", "mysafe:maxRetrySeconds": "1" }),
            [2500, 0, 1000],
        );
    });
});

describe("the solution of an error that the limits of doctor can cause", () => {
    const explanation = { cause: "", solution: "" };
    const timeout = new ConnectionError({ request: "", errno: "ETIMEDOUT", neverSent: false }, "", explanation);
    const reset = new ConnectionError({ request: "", errno: "ECONNRESET", neverSent: false }, "", explanation);
    const failure = (status: number, fromVault: boolean) =>
        new VaultError({ request: "", status, code: undefined, vaultMessage: "", fromVault }, explanation);

    it("names the longer limit of the resources", () => {
        assert.equal(
            solutionBeyondLimits(timeout, read()),
            "run again later, or run `pulumi preview`: doctor waits 10 s for a response, resources wait as long as mysafe:timeoutSeconds allows.",
        );
        for (const status of [429, 502, 503, 504]) {
            assert.equal(
                solutionBeyondLimits(failure(status, false), read()),
                "run again later, or run `pulumi preview`: doctor retries once, resources retry as long as mysafe:maxRetrySeconds allows.",
            );
        }
    });

    it("is undefined if resources have the same limit", () => {
        assert.equal(solutionBeyondLimits(timeout, read({ "mysafe:timeoutSeconds": "5" })), undefined);
        const once = read({ "mysafe:maxRetries": "1", "mysafe:maxRetrySeconds": "0" });
        const never = read({ "mysafe:maxRetries": "0" });
        assert.equal(solutionBeyondLimits(failure(503, false), once), undefined);
        assert.equal(solutionBeyondLimits(failure(503, false), never), undefined);
    });

    it("is undefined for errors that a longer limit does not fix", () => {
        for (const error of [reset, failure(404, false), failure(500, true)]) {
            assert.equal(solutionBeyondLimits(error, read()), undefined);
        }
    });
});
