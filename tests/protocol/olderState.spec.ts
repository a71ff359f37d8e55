import assert from "node:assert/strict";
import { declared } from "./support/declared";
import type { Properties } from "./support/dynamicProvider";
import { type Stage, sharedStage } from "./support/stage";

describe("the state of an older version, which lacks some outputs", () => {
    const declaration = declared("update", { identifier: 312, reason: "CHG-2041" });
    const otherReason = declared("update", { identifier: 312, reason: "CHG-2042" });
    let stage: Stage;
    let asked: number;
    let older: Properties;

    before(async () => {
        stage = await sharedStage();
        asked = stage.vault.requests.length;
        const { __provider = "" } = await declaration();
        older = { identifier: "312", reason: "CHG-2041", status: "inactive", __provider };
    });
    afterEach(() => {
        assert.equal(stage.vault.requests.length, asked);
        assert.equal(stage.provider.stderr(), "");
    });

    it("is no change", async () => {
        const { inputs, failures } = await stage.provider.check(older, await declaration());
        assert.deepEqual(failures, []);
        assert.equal((await stage.provider.diff("312", older, inputs)).changes, "none");
    });

    it("is updated without inventing what it lacks", async () => {
        const { inputs } = await stage.provider.check(older, await otherReason());
        assert.deepEqual(await stage.provider.update("312", older, inputs), { ...older, reason: "CHG-2042" });
    });

    it("is refreshed and deleted", async () => {
        assert.deepEqual((await stage.provider.read("312", older)).outputs, older);
        await stage.provider.delete("312", older);
    });
});
