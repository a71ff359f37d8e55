import assert from "node:assert/strict";
import { declared } from "./support/declared";
import { sharedStage } from "./support/stage";

describe("read", () => {
    const declaration = declared("update", { identifier: 312, reason: "CHG-2041" });

    it("returns the state as it is, so that a refresh is harmless and leaves nothing to do", async () => {
        const { vault, provider, create } = await sharedStage();
        const { id, outputs } = await create(await declaration());
        const asked = vault.requests.length;
        const read = await provider.read(id, outputs);
        assert.deepEqual([read.id, read.outputs], [id, outputs]);
        const { inputs } = await provider.check(read.inputs ?? outputs, await declaration());
        assert.equal((await provider.diff(id, read.outputs, inputs)).changes, "none");
        assert.equal(vault.requests.length, asked);
        assert.deepEqual(vault.secretsServed, []);
        assert.equal(provider.stderr(), "");
    });
});
