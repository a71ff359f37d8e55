import assert from "node:assert/strict";
import { declaredAll } from "./support/declared";
import { closeStages, openOwnStage, type Stage } from "./support/stage";

describe("100 creates at once", () => {
    const passwords = Array.from({ length: 100 }, (_, index) => ({ identifier: 1001 + index }));
    const declarations = declaredAll("update", passwords);
    let stage: Stage;

    before(async () => {
        stage = await openOwnStage({ passwords, latencyMs: 2 });
    });
    afterEach(() => {
        assert.equal(stage.provider.stderr(), "");
    });
    after(closeStages);

    it("share one token, send one call each, and no more than 8 at a time", async () => {
        const { vault, create } = stage;
        const created = await Promise.all((await declarations()).map(create));
        assert.deepEqual(
            created.map(({ id }) => id),
            passwords.map(({ identifier }) => String(identifier)),
        );
        assert.deepEqual([vault.count("token"), vault.count("disable"), vault.requests.length], [1, 100, 101]);
        assert.ok(vault.maxInFlight > 1 && vault.maxInFlight <= 8, `${vault.maxInFlight} at a time`);
    });

    it("share one new token when theirs is refused", async () => {
        const { vault, create } = stage;
        vault.revokeTokens();
        const created = await Promise.all((await declarations()).map(create));
        assert.ok(created.every(({ outputs }) => outputs.outcome === "already-inactive"));
        assert.equal(vault.count("token"), 2);
        assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
    });
});
