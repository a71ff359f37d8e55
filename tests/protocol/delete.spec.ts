import assert from "node:assert/strict";
import { until } from "../support/until";
import { inputsOfOne } from "./support/inputs";
import { errorOf, type Properties } from "./support/providerProcess";
import { closeStages, openStage, type Stage } from "./support/stage";

describe("delete", () => {
    let stage: Stage;
    const stateOf = (options: Properties = {}) => ({
        ...inputsOfOne(312, options),
        outcome: "deactivated",
        vaultUrl: stage.vault.url,
    });

    beforeEach(async () => {
        stage = await openStage();
        stage.vault.setActive(312, false);
    });
    afterEach(closeStages);

    it("leaves the password inactive, without a request", async () => {
        const { vault, provider } = stage;
        await provider.delete("312", stateOf());
        assert.deepEqual([vault.password(312).active, vault.requests.length], [false, 0]);
        await until(() => provider.stderr() !== "");
        assert.equal(provider.stderr(), "pulumi-mysafe: password 312 is left as it is, last seen inactive\n");
    });

    it("enables the password by its outputs alone", async () => {
        const { vault, provider } = stage;
        await provider.delete("312", stateOf({ onDestroy: "restore" }));
        assert.deepEqual([vault.password(312).active, vault.count("enable")], [true, 1]);
    });

    it("fails with a message that appears once", async () => {
        const { vault, provider } = stage;
        vault.setRights(312, { canWrite: false });
        const error = await errorOf(provider.delete("312", stateOf({ onDestroy: "restore" })));
        assert.match(error, /^POST api\/mysafe\/password\/active\/312 failed: 400 "1006: .*\nCause: .*\nSolution: .*$/);
        assert.equal(provider.stderr(), "");
    });
});
