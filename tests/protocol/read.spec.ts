import assert from "node:assert/strict";
import { until } from "../support/until";
import { declared } from "./support/declared";
import { type Properties, refusalOf } from "./support/dynamicProvider";
import { closeStages, openOwnStage, type Stage } from "./support/stage";

describe("read", () => {
    const declaration = declared("update", { identifier: 312, reason: "CHG-2041" });
    const again = declared("preview", { identifier: 312, reason: "CHG-2041" });
    let stage: Stage;
    let outputs: Properties;

    beforeEach(async () => {
        stage = await openOwnStage({}, { "mysafe:allowDuplicates": "true" });
        outputs = (await stage.create(await declaration())).outputs;
    });
    afterEach(closeStages);

    it("returns the state as it is where the password is inactive, and leaves nothing to do", async () => {
        const { vault, provider } = stage;
        const read = await provider.read("312", outputs);
        assert.deepEqual([read.id, read.outputs], ["312", outputs]);
        const { inputs } = await provider.check(read.inputs ?? {}, await again());
        assert.deepEqual(read.inputs, inputs);
        assert.equal((await provider.diff("312", read.outputs, inputs)).changes, "none");
        assert.deepEqual([vault.count("read"), vault.secretsServed], [1, []]);
        assert.equal(provider.stderr(), "");
    });

    it("returns outputs and inputs that make a drift show, with the provider's text in both", async () => {
        const { vault, provider } = stage;
        vault.setActive(312, true);
        vault.inject({ kind: "endlessRead", route: "read" });
        const read = await provider.read("312", outputs);
        assert.deepEqual(read.outputs, { ...outputs, status: "active" });
        const { __provider = "" } = outputs;
        assert.deepEqual(read.inputs, { identifier: "312", reason: "CHG-2041", status: "active", __provider });
        const { inputs } = await provider.check(read.inputs ?? {}, await again());
        assert.equal(inputs.status, "inactive");
        assert.equal((await provider.diff("312", read.outputs, inputs)).changes, "some");
        const updated = await provider.update("312", read.outputs, inputs);
        assert.deepEqual([updated.status, updated.driftCorrected], ["inactive", 1]);
        assert.equal(vault.password(312).active, false);
        assert.match(
            provider.stderr(),
            /^pulumi-mysafe: password 312 is active: .*\npulumi-mysafe: password 312 is inactive again\n$/,
        );
    });

    it("returns a blank id for a password that was deleted, and says why", async () => {
        const { vault, provider } = stage;
        vault.removePassword(312);
        assert.equal((await provider.read("312", outputs)).id, "");
        await until(() => /leaves the stack's state: .*1005/.test(provider.stderr()));
    });

    it("fails where the access key has no access any more, in three lines, which nothing repeats", async () => {
        const { vault, provider } = stage;
        vault.setRights(312, { canView: false, canWrite: false });
        const refusal = await refusalOf(provider.read("312", outputs));
        assert.match(refusal, /^GET api\/mysafe\/password\/312 failed: 400 "1006: .*\nCause: .*\nSolution: .*$/);
        assert.equal(provider.stderr(), "");
    });
});
