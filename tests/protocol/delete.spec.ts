import assert from "node:assert/strict";
import { until } from "../support/until";
import { declared } from "./support/declared";
import { closeStages, freshProvider, openOwnStage, settingsFor } from "./support/stage";

describe("delete", () => {
    const declaration = declared("update", { identifier: 312, reason: "CHG-2041" });

    afterEach(closeStages);

    it("makes no call, leaves the password inactive and says so", async () => {
        const { vault, provider, create } = await openOwnStage();
        const { id, outputs } = await create(await declaration());
        const asked = vault.requests.length;
        await provider.delete(id, outputs);
        assert.equal(vault.requests.length, asked);
        assert.equal(vault.password(312).active, false);
        await until(() => provider.stderr() !== "");
        assert.equal(provider.stderr(), "pulumi-mysafe: password 312 is left as it is, inactive when last seen\n");
    });

    const enabling = declared("update", { identifier: 312, onDestroy: "enable" });

    it("makes the password active again from the outputs alone, where that is declared", async () => {
        const { vault, provider, create } = await openOwnStage();
        const { outputs } = await create(await enabling());
        // Another process, as in a `pulumi destroy`: this one knows that the program declares it.
        const another = await freshProvider();
        try {
            await another.configure(settingsFor(vault));
            await another.delete("312", outputs);
            assert.equal(vault.password(312).active, true);
            await provider.delete("312", outputs);
            assert.equal(vault.count("enable"), 1);
        } finally {
            await another.stop();
        }
    });
});
