import assert from "node:assert/strict";
import { inputsOfOne, inputsOfSet } from "./support/inputs";
import { closeStages, openStage } from "./support/stage";

describe("100 creates that are the first calls of a provider", () => {
    const passwords = Array.from({ length: 150 }, (_, index) => ({ identifier: 1001 + index }));
    const singles = passwords.slice(0, 100).map(({ identifier }) => inputsOfOne(identifier));
    const set = inputsOfSet(passwords.slice(100).map(({ identifier }) => identifier));

    afterEach(closeStages);

    it("run after Configure, and share one token and at most 8 connections with a set", async () => {
        const { vault, provider } = await openStage({ passwords, latencyMs: 2 });
        const [created] = await Promise.all([
            Promise.all(singles.map((inputs) => provider.create(inputs))),
            provider.create(set),
        ]);
        assert.ok(created.every(({ outputs }) => outputs.status === "inactive" && outputs.vaultUrl === vault.url));
        assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
        assert.deepEqual([vault.count("token"), vault.count("list"), vault.count("disable")], [1, 1, 150]);
        assert.ok(vault.maxInFlight > 1 && vault.maxInFlight <= 8, `${vault.maxInFlight} at once`);
        assert.equal(provider.stderr(), "");
    });
});
