import assert from "node:assert/strict";
import { declared } from "./support/declared";
import { closeStages, openOwnStage, refusalsIn, type Stage } from "./support/stage";

describe("an empty old state", () => {
    const declaration = declared("preview", { identifier: 312 });
    const notThere = declared("preview", { identifier: 9999 });
    const missing = declared("preview", {});
    let stage: Stage;

    before(async () => {
        stage = await openOwnStage();
    });
    after(closeStages);

    it("is that of a new resource: check asks the vault about it", async () => {
        assert.deepEqual(refusalsIn(await stage.provider.check({}, await declaration())), []);
        assert.match(refusalsIn(await stage.provider.check({}, await notThere())).join(), /1005: Password not found\n/);
    });

    it("does not make a missing identifier an unchanged one", async () => {
        assert.match(
            refusalsIn(await stage.provider.check({}, await missing())).join(),
            /property identifier .*it is missing/s,
        );
    });

    it("differs from any declaration, and is updated, read and deleted without an error", async () => {
        const { provider } = stage;
        const inputs = await declaration();
        assert.deepEqual((await provider.diff("312", {}, inputs)).replaces, ["identifier"]);
        await provider.update("312", {}, inputs);
        const { __provider = "" } = inputs;
        assert.equal((await provider.read("312", { __provider })).id, "312");
        await provider.delete("312", { __provider });
    });
});
