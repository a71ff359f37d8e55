import assert from "node:assert/strict";
import { declaredAll } from "./support/declared";
import { closeStages, openOwnStage } from "./support/stage";

describe("a stack whose mysafe:url is no longer where its passwords were disabled", () => {
    const declarations = declaredAll("update", [{ identifier: 312 }, { identifier: 313 }]);

    afterEach(closeStages);

    it("has nothing to do, but says so once", async () => {
        const { vault, provider } = await openOwnStage();
        for (const inputs of await declarations()) {
            const state = { ...inputs, status: "inactive", vaultUrl: "https://former.example.com" };
            assert.equal((await provider.diff(String(inputs.identifier), state, inputs)).changes, "none");
        }
        assert.match(provider.stderr(), /^pulumi-mysafe: warning: .*https:\/\/former\.example\.com.*\n$/);
        assert.ok(provider.stderr().includes(vault.url));
        assert.equal(vault.requests.length, 0);
    });
});
