import assert from "node:assert/strict";
import { wireUnknown } from "../../provider/src/dynamic/wireValues";
import { inputsOfOne } from "./support/inputs";
import { errorOf, type Properties } from "./support/providerProcess";
import { closeStages, openStage, type Stage } from "./support/stage";

describe("diff", () => {
    const news = inputsOfOne(312, { reason: "CHG-2041" });
    let stage: Stage;
    let olds: Properties;

    before(async () => {
        stage = await openStage();
        const { provider } = stage;
        olds = (await provider.create(news)).outputs;
    });
    afterEach(() => {
        assert.deepEqual([stage.vault.requests.length, stage.provider.stderr()], [3, ""]);
    });
    after(closeStages);

    const diff = (state: Properties, inputs: Properties) => stage.provider.diff("312", state, inputs);

    it("reports no change, also for the provider text of another version", async () => {
        const none = { changes: "none", diffs: [], replaces: [], deleteBeforeReplace: false };
        assert.deepEqual(await diff(olds, news), none);
        assert.deepEqual(await diff({ ...olds, __provider: `${olds.__provider} // of another version` }, news), none);
    });

    it("reports a change in place", async () => {
        const some = { changes: "some", diffs: [], replaces: [], deleteBeforeReplace: false };
        assert.deepEqual(await diff(olds, inputsOfOne(312, { reason: "CHG-2042" })), some);
        assert.deepEqual(await diff(olds, inputsOfOne(312)), some);
        assert.deepEqual(await diff({ ...olds, status: "active" }, news), some);
        assert.deepEqual(await diff(olds, { ...news, __preview: ["refused"] }), some);
    });

    it("reports a replacement for another or an unknown identifier", async () => {
        for (const identifier of ["313", wireUnknown]) {
            assert.deepEqual(await diff(olds, { ...news, identifier }), {
                changes: "some",
                diffs: [],
                replaces: ["identifier"],
                deleteBeforeReplace: false,
            });
        }
    });

    it("fails for a state of another vault with a message that appears once", async () => {
        const error = await errorOf(diff({ ...olds, vaultUrl: "https://former.example.com" }, news));
        assert.match(error, /the state belongs to the vault at https:\/\/former\.example\.com.*mysafe:formerUrls/);
        assert.ok(error.includes(stage.vault.url));
    });
});
