import assert from "node:assert/strict";
import { declared } from "./support/declared";
import { type Stage, sharedStage } from "./support/stage";

describe("update", () => {
    const declaration = declared("update", { identifier: 312, reason: "CHG-2041" });
    const otherReason = declared("update", { identifier: 312, reason: "CHG-2042" });
    const noReason = declared("update", { identifier: 312 });
    let stage: Stage;

    before(async () => {
        stage = await sharedStage();
    });

    it("changes the reason, keeps all other outputs and makes no call", async () => {
        const { vault, provider, create } = stage;
        const { id, outputs } = await create(await declaration());
        const asked = vault.requests.length;
        const { inputs } = await provider.check(await declaration(), await otherReason());
        assert.deepEqual(await provider.update(id, outputs, inputs), { ...outputs, reason: "CHG-2042" });
        const { inputs: without } = await provider.check(await declaration(), await noReason());
        const { reason: _, ...rest } = outputs;
        assert.deepEqual(await provider.update(id, outputs, without), rest);
        assert.equal(vault.requests.length, asked);
        assert.equal(provider.stderr(), "");
    });

    it("leaves nothing for the next diff", async () => {
        const { provider } = stage;
        const { inputs: former } = await provider.check({}, await declaration());
        const { inputs } = await provider.check(former, await otherReason());
        const state = await provider.update("312", { ...former, status: "inactive" }, inputs);
        assert.equal((await provider.diff("312", state, inputs)).changes, "none");
    });
});
