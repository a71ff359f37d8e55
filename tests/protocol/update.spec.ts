import assert from "node:assert/strict";
import { inputsOfOne } from "./support/inputs";
import { closeStages, openStage } from "./support/stage";

describe("update", () => {
    after(closeStages);

    it("returns the outputs with a new reason, and with a password that is inactive again", async () => {
        const { vault, provider } = await openStage();
        const { id, outputs } = await provider.create(inputsOfOne(312, { reason: "CHG-2041" }));
        const otherReason = await provider.update(id, outputs, inputsOfOne(312, { reason: "CHG-2042" }));
        assert.deepEqual(otherReason, { ...outputs, reason: "CHG-2042" });
        const { reason: _, ...withoutReason } = outputs;
        assert.deepEqual(await provider.update(id, outputs, inputsOfOne(312)), withoutReason);
        assert.deepEqual([vault.count("disable"), provider.stderr()], [1, ""]);

        vault.setActive(312, true);
        const corrected = await provider.update(id, { ...outputs, status: "active" }, inputsOfOne(312));
        assert.deepEqual([corrected.status, corrected.driftCorrections], ["inactive", 1]);
        assert.equal(vault.password(312).active, false);
    });
});
