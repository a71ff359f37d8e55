import assert from "node:assert/strict";
import { declared } from "./support/declared";
import { sharedStage } from "./support/stage";

describe("delete", () => {
    const declaration = declared("update", { identifier: 312, reason: "CHG-2041" });

    it("makes no call and leaves the password inactive", async () => {
        const { vault, provider, create } = await sharedStage();
        const { id, outputs } = await create(await declaration());
        const asked = vault.requests.length;
        await provider.delete(id, outputs);
        assert.equal(vault.requests.length, asked);
        assert.equal(vault.password(312).active, false);
        assert.equal(provider.stderr(), "");
    });
});
