import assert from "node:assert/strict";
import { declared } from "./support/declared";
import type { Properties } from "./support/dynamicProvider";
import { type Stage, sharedStage } from "./support/stage";

describe("diff", () => {
    const declaration = declared("update", { identifier: 312, reason: "CHG-2041" });
    const again = declared("preview", { identifier: "312", reason: "CHG-2041" });
    const otherIdentifier = declared("preview", { identifier: 313, reason: "CHG-2041" });
    const otherReason = declared("preview", { identifier: 312, reason: "CHG-2042" });
    const noReason = declared("preview", { identifier: 312 });
    let stage: Stage;
    let olds: Properties;
    let asked: number;

    const compare = async (state: Properties, news: Properties) => {
        const { inputs } = await stage.provider.check(await declaration(), news);
        asked = stage.vault.requests.length;
        return stage.provider.diff("312", state, inputs);
    };

    before(async () => {
        stage = await sharedStage();
        olds = (await stage.create(await declaration())).outputs;
    });
    afterEach(() => {
        assert.equal(stage.vault.requests.length, asked);
        assert.equal(stage.provider.stderr(), "");
    });

    it("finds nothing where nothing changed, be the identifier a number or text", async () => {
        for (const news of [await declaration(), await again()]) {
            assert.deepEqual(await compare(olds, news), { changes: "none", replaces: [], deleteBeforeReplace: false });
        }
    });

    it("replaces for another identifier", async () => {
        assert.deepEqual(await compare(olds, await otherIdentifier()), {
            changes: "some",
            replaces: ["identifier"],
            deleteBeforeReplace: false,
        });
    });

    it("updates in place for a reason that is changed, added or taken away", async () => {
        const { reason: _, ...withoutReason } = olds;
        const inPlace = { changes: "some", replaces: [], deleteBeforeReplace: false };
        assert.deepEqual(await compare(olds, await otherReason()), inPlace);
        assert.deepEqual(await compare(withoutReason, await otherReason()), inPlace);
        assert.deepEqual(await compare(olds, await noReason()), inPlace);
        assert.equal((await compare(withoutReason, await noReason())).changes, "none");
    });

    it("finds nothing where another version of the package wrote the provider's text", async () => {
        const former = `${olds.__provider} // of another version`;
        assert.equal((await compare({ ...olds, __provider: former }, await again())).changes, "none");
    });
});
