import assert from "node:assert/strict";
import { declaredAll } from "./support/declared";
import { closeStages, openOwnStage } from "./support/stage";

describe("configuring a provider whose first calls come at once", () => {
    const passwords = Array.from({ length: 20 }, (_, index) => ({ identifier: 1001 + index }));
    const declarations = declaredAll("update", passwords);

    afterEach(closeStages);

    it("is done once, before 20 parallel creates, and all of them run configured", async () => {
        const { vault, provider } = await openOwnStage({ passwords });
        const inputs = await declarations();
        const created = await Promise.all(inputs.map((one) => provider.create(one)));
        assert.deepEqual(
            created.map(({ outputs }) => [outputs.status, outputs.vaultUrl]),
            passwords.map(() => ["inactive", vault.url]),
        );
        assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
        // A second configure would begin with a new token.
        assert.equal(vault.count("token"), 1);
        assert.equal(provider.stderr(), "");
    });
});
