import assert from "node:assert/strict";
import { failureAt } from "../../../provider/src/checks/failure";
import { SearchError } from "../../../provider/src/client/search";
import { PartialFailureError } from "../../../provider/src/lifecycle/partialFailure";
import { ConfigError, ConnectionError, VaultError } from "../../../provider/src/shared/errors";
import {
    diagnosticOf,
    diagnosticOfWarning,
    diagnosticsOfFailures,
    isOfWholeRun,
} from "../../../provider/src/terraform/diagnostics";

const explanation = { cause: "it is so.", solution: "change it." };
const refused = (index: number, identifier: string, name?: string) => ({
    ...failureAt({ property: "identifiers", index, identifier }, "1005: Password not found", explanation),
    name,
});

describe("a diagnostic", () => {
    it("has the first line of a message as its summary, and an attribute of the configuration", () => {
        assert.deepEqual(diagnosticOf("error", "password 312 is protected\nCause: it is so.", "identifier"), {
            severity: 1,
            summary: "Password 312 is protected",
            detail: "Cause: it is so.",
            attribute: { steps: [{ attribute_name: "identifier" }] },
        });
        assert.equal("attribute" in diagnosticOf("error", "x", ""), false);
    });

    it("keeps the name of a setting at the start as it is", () => {
        assert.equal(diagnosticOf("error", "url is missing", "url").summary, "url is missing");
        assert.equal(diagnosticOf("error", "never_disable contains 320").summary, "never_disable contains 320");
    });

    it("of a warning has its first sentence as the summary", () => {
        const { summary, detail } = diagnosticOfWarning("mysafe_passwords { } found no password. Check the spelling.");
        assert.deepEqual([summary, detail], ["mysafe_passwords { } found no password.", "Check the spelling."]);
    });

    it("names the password that a failure is about, and the attribute of another failure", () => {
        const failures = [
            {
                ...failureAt({ property: "identifier", identifier: "404" }, "1006: no access", explanation),
                name: "Board",
            },
            failureAt({ property: "identifier", identifier: "320" }, "password 320 is protected", explanation),
            failureAt({ property: "onDestroy" }, "is not available for notes", explanation),
        ];
        assert.deepEqual(
            diagnosticsOfFailures(failures).map(({ summary }) => summary),
            [
                "identifier 404 Board: 1006: no access",
                "Password 320 is protected",
                "on_destroy: is not available for notes",
            ],
        );
    });

    it("is one for all passwords of a set with the same failure, with their names", () => {
        const [only, ...others] = diagnosticsOfFailures([
            refused(3, "998"),
            refused(1, "996"),
            refused(2, "997", "Old"),
        ]);
        assert.deepEqual(others, []);
        assert.equal(only?.summary, "identifiers 996-998: 1005: Password not found");
        assert.equal(only?.detail, "  997 Old\nCause: it is so.\nSolution: change it.");
    });
});

describe("an error of the whole run", () => {
    const unreachable = new ConnectionError(
        { request: "GET x", code: "ECONNREFUSED", reachedServer: false },
        "refused",
        explanation,
    );
    const notFound = new VaultError({
        request: "GET x",
        status: 400,
        code: 1005,
        vaultMessage: "1005",
        fromVault: true,
    });

    it("is one about the settings, the connection or the gateway, also of the first password of a set", () => {
        const failures = [{ identifier: "312", error: unreachable, attempted: true }];
        for (const error of [
            unreachable,
            new ConfigError(["url is missing"]),
            new VaultError({ request: "GET x", status: 401, vaultMessage: "" }),
            new PartialFailureError("1 of 2 passwords", failures),
            new SearchError("mysafe_passwords { }: refused", { cause: unreachable }),
        ]) {
            assert.equal(isOfWholeRun(error), true, error.message);
        }
    });

    it("is none about one password, one search or a defect", () => {
        for (const error of [notFound, new SearchError("found none"), new TypeError("x is not a function")]) {
            assert.equal(isOfWholeRun(error), false, error.message);
        }
    });
});
