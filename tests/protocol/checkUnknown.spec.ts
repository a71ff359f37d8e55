import assert from "node:assert/strict";
import { declared } from "./support/declared";
import type { Properties } from "./support/dynamicProvider";
import { valueFromElsewhere } from "./support/runProgram";
import { type Stage, sharedStage } from "./support/stage";

describe("an identifier that is another resource's output", () => {
    const previewed = declared("preview", { identifier: "elsewhere", reason: "elsewhere" });
    const updated = declared("update", { identifier: "elsewhere", reason: "elsewhere" });

    let stage: Stage;
    let asked: number;

    beforeEach(async () => {
        stage = await sharedStage();
        asked = stage.vault.requests.length;
    });

    it("is unknown in preview and passes check as it is, with nothing asked of the vault", async () => {
        const { vault, provider } = stage;
        const { __declaration: _, ...news } = await previewed();
        const { inputs, failures } = await provider.check({}, await previewed());
        assert.deepEqual(failures, []);
        const expected: Properties = { ...news, status: "inactive" };
        assert.deepEqual(inputs, expected);
        assert.equal(inputs.identifier, "04da6b54-80e4-46f7-96ec-b56ff0331ba9");
        assert.equal(vault.requests.length, asked);
        assert.equal(provider.stderr(), "");
    });

    it("passes in place of one that was known, and is shown as a replacement", async () => {
        const { vault, provider } = stage;
        const olds = { identifier: "312", reason: "CHG-2041" };
        const { inputs, failures } = await provider.check(olds, await previewed());
        assert.deepEqual(failures, []);
        assert.deepEqual((await provider.diff("312", olds, inputs)).replaces, ["identifier"]);
        assert.equal(vault.requests.length, asked);
    });

    it("is known in the update that follows, and disabled", async () => {
        const { vault, create } = stage;
        const { id } = await create(await updated());
        assert.equal(id, valueFromElsewhere);
        assert.equal(vault.password(Number(valueFromElsewhere)).active, false);
    });
});
