import assert from "node:assert/strict";
import { declared } from "./support/declared";
import { type Stage, sharedStage } from "./support/stage";

describe("what a declaration tells check of itself", () => {
    const previewed = declared("preview", { identifier: 312, reason: "CHG-2041" });
    const updated = declared("update", { identifier: 312, reason: "CHG-2041" });
    const refused = declared("update", { identifier: 9999 });

    let stage: Stage;

    before(async () => {
        stage = await sharedStage();
    });

    it("is its number and name, and whether it is previewed or updated; nothing else differs", async () => {
        const { __declaration: inPreview, ...preview } = await previewed();
        const { __declaration: inUpdate, ...update } = await updated();
        const [first, second] = [inPreview, inUpdate] as unknown as Record<"run" | "number" | "name", unknown>[];
        assert.deepEqual([first?.run, second?.run], ["preview", "update"]);
        assert.equal(first?.name, `password-${first?.number}`);
        assert.equal(second?.name, `password-${second?.number}`);
        assert.deepEqual(update, preview);
    });

    it("does not pass check, so preview and update have the same inputs", async () => {
        const { provider } = stage;
        const preview = await provider.check({}, await previewed());
        const update = await provider.check({}, await updated());
        const { __provider = "" } = await previewed();
        assert.deepEqual(preview.inputs, { identifier: "312", reason: "CHG-2041", status: "inactive", __provider });
        assert.deepEqual(update.inputs, preview.inputs);
    });

    it("does not pass check from an old state either", async () => {
        const { provider } = stage;
        const { inputs } = await provider.check(await updated(), await updated());
        assert.equal("__declaration" in inputs, false);
    });

    it("spares the vault in an update the questions that the preview has asked; create has the last word", async () => {
        const { vault, provider } = stage;
        const asked = vault.requests.length;
        const { inputs, failures } = await provider.check({}, await refused());
        assert.deepEqual(failures, []);
        assert.equal(vault.requests.length, asked);
        await assert.rejects(provider.create(inputs), /1005: Password not found/);
    });
});
