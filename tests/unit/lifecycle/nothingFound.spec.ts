import assert from "node:assert/strict";
import { NothingFoundError } from "../../../provider/src/lifecycle/nothingFound";

const settings = { url: "https://vault.example.com", clientId: "ci-client", tenant: "acme" };

describe("the error of an operation that finds no password", () => {
    it("names the passwords, the access key, its tenant and the vault", () => {
        assert.equal(
            new NothingFoundError(["312", "313"], settings, "refresh").message,
            [
                "the vault has none of the 2 passwords 312-313 (1005)",
                "Cause: the access key ci-client (tenant acme) at https://vault.example.com belongs to another tenant, or all of these were deleted. The state is unchanged.",
                'Solution: check mysafe:tenant and mysafe:clientId. If the passwords were deleted, set `onDestroy: "leave"` where it is not, run `pulumi up`, then remove them from the program. If the stack has others, a higher --parallel finds them.',
            ].join("\n"),
        );
    });

    it("has the way out of a destroy", () => {
        const { message } = new NothingFoundError(["312"], settings, "destroy");
        assert.match(message, /^the vault has no password 312 \(1005\)\n/);
        assert.match(
            message,
            /\nSolution: .*declare them with `onDestroy: "leave"`, run `pulumi up` without --refresh, then destroy again\.$/,
        );
    });

    it("names one password, and that no tenant is set", () => {
        const { message } = new NothingFoundError(["312"], { ...settings, tenant: undefined }, "refresh");
        assert.match(
            message,
            /^the vault has no password 312 \(1005\)\nCause: the access key ci-client \(mysafe:tenant is not set\) at /,
        );
    });
});
