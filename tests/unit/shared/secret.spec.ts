import assert from "node:assert/strict";
import { Secret } from "../../../provider/src/shared/secret";
import { everything } from "../support/vault";

describe("a secret", () => {
    const value = "cs-0123456789abcdef";

    it("is hidden from inspection, alone or inside other values", () => {
        const secret = new Secret(value);
        for (const shown of [secret, [secret], { secret }, new Map([["secret", secret]])]) {
            assert.doesNotMatch(everything(shown), /cs-0123/);
        }
        assert.doesNotMatch(`${secret}`, /cs-0123/);
        assert.doesNotMatch(String(new Error("e", { cause: secret })), /cs-0123/);
        assert.deepEqual(Object.getOwnPropertyNames(secret), []);
    });

    it("is hidden if it is bytes", () => {
        const secret = new Secret(Buffer.from(value));
        assert.doesNotMatch(everything(secret), /cs-0123|63 73 2d|99,\s*115/);
        assert.equal(secret.reveal().toString(), value);
    });

    it("is returned unchanged by reveal", () => {
        assert.equal(new Secret("x y+z ").reveal(), "x y+z ");
        assert.equal(new Secret("").reveal(), "");
    });
});
