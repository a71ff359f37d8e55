import assert from "node:assert/strict";
import { NothingFoundError } from "../../../provider/src/lifecycle/nothingFound";

const settings = { url: "https://vault.example.com", clientId: "ci-client", tenant: "acme" };

describe("the error of a refresh that finds no password", () => {
    it("names the passwords, the access key, its tenant and the vault", () => {
        assert.equal(
            new NothingFoundError(["312", "313"], settings).message,
            [
                "the vault has none of the passwords that the refresh looked up: 1005 for 2 passwords, 312-313",
                "Cause: the access key ci-client (tenant acme) at https://vault.example.com belongs to another tenant, or all of them were deleted.",
                "Solution: check mysafe:tenant and mysafe:clientId. If the passwords were deleted, remove them from the program and run `pulumi up` without --refresh. The state is unchanged.",
            ].join("\n"),
        );
    });

    it("names one password, and that no tenant is set", () => {
        const { message } = new NothingFoundError(["312"], { ...settings, tenant: undefined });
        assert.match(
            message,
            /: 1005 for password 312\nCause: the access key ci-client \(mysafe:tenant is not set\) at /,
        );
    });
});
