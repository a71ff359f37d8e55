import assert from "node:assert/strict";
import { declared } from "./support/declared";
import { type Stage, sharedStage } from "./support/stage";

describe("an empty old state", () => {
    const declaration = declared("preview", { identifier: 312 });
    const notThere = declared("preview", { identifier: 9999 });
    const missing = declared("preview", {});
    let stage: Stage;

    before(async () => {
        stage = await sharedStage();
    });
    afterEach(() => {
        assert.equal(stage.provider.stderr(), "");
    });

    it("is that of a new resource: check asks the vault about it", async () => {
        assert.deepEqual((await stage.provider.check({}, await declaration())).failures, []);
        const { failures } = await stage.provider.check({}, await notThere());
        assert.match(failures[0]?.reason ?? "", /^1005: Password not found\n/);
    });

    it("does not make a missing identifier an unchanged one", async () => {
        const { failures } = await stage.provider.check({}, await missing());
        assert.equal(failures[0]?.property, "identifier");
    });

    it("differs from any declaration, and is updated, read and deleted without an error", async () => {
        const { provider } = stage;
        const inputs = await declaration();
        assert.deepEqual((await provider.diff("312", {}, inputs)).replaces, ["identifier"]);
        await provider.update("312", {}, inputs);
        const { __provider = "" } = inputs;
        assert.deepEqual((await provider.read("312", { __provider })).outputs, { __provider });
        await provider.delete("312", { __provider });
    });
});
