import assert from "node:assert/strict";
import { declared } from "./support/declared";
import type { Properties } from "./support/dynamicProvider";
import { closeStages, openOwnStage, type Stage } from "./support/stage";

describe("the state of an older version, which lacks some outputs", () => {
    const declaration = declared("update", { identifier: 312, reason: "CHG-2041" });
    const otherReason = declared("update", { identifier: 312, reason: "CHG-2042" });
    let stage: Stage;
    let older: Properties;

    before(async () => {
        stage = await openOwnStage();
        const { __provider = "" } = await declaration();
        older = { identifier: "312", reason: "CHG-2041", status: "inactive", __provider };
    });
    after(closeStages);

    it("is no change", async () => {
        const { inputs, failures } = await stage.provider.check(older, await declaration());
        assert.deepEqual(failures, []);
        assert.equal((await stage.provider.diff("312", older, inputs)).changes, "none");
    });

    it("is updated without inventing what it lacks, but for the count of drifts", async () => {
        const { inputs } = await stage.provider.check(older, await otherReason());
        assert.deepEqual(await stage.provider.update("312", older, inputs), {
            ...older,
            reason: "CHG-2042",
            driftCorrected: 0,
        });
    });

    it("is refreshed and deleted", async () => {
        stage.vault.setActive(312, false);
        assert.deepEqual((await stage.provider.read("312", older)).outputs, older);
        await stage.provider.delete("312", older);
    });
});
