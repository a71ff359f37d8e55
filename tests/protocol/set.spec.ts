import assert from "node:assert/strict";
import { inputsOfSet } from "./support/inputs";
import type { Properties } from "./support/providerProcess";
import { closeStages, openStage } from "./support/stage";

describe("the operations of a set", () => {
    after(closeStages);

    it("work from create to delete with identifiers of every size in any order", async () => {
        const large = [4294967296, 4294967295, 9007199254740991];
        const passwords = [1001, 1002, 1003, ...large].map((identifier) => ({ identifier }));
        const { vault, provider } = await openStage({ passwords });
        const options = { reason: "CHG-2041", onDestroy: "restore" };
        const inputs = inputsOfSet([1001, 1002, 1003, ...large], options);

        const { id, outputs } = await provider.create(inputs);
        assert.match(id, /^[0-9a-f-]{36}$/);
        const [{ disabledAt, ...group }] = outputs.results as [Properties];
        assert.ok(disabledAt);
        assert.deepEqual(
            { ...outputs, results: [group] },
            {
                results: [
                    {
                        identifiers: "1001-1003, 4294967295-4294967296, 9007199254740991",
                        status: "inactive",
                        outcome: "deactivated",
                        vaultUrl: vault.url,
                    },
                ],
                names: [1001, 1002, 1003, ...[...large].sort((one, other) => one - other)]
                    .map((identifier) => `${identifier} Password ${identifier}`)
                    .join("\n"),
                driftCorrections: 0,
                ...options,
                __provider: inputs.__provider,
            },
        );

        const reordered = inputsOfSet([...large.reverse(), 1003, 1002, 1001], options);
        assert.equal((await provider.diff(id, outputs, reordered)).changes, "none");

        assert.deepEqual(await provider.read(id, outputs), { id, outputs, inputs });

        const fewer = inputsOfSet(large, { onDestroy: "restore" });
        assert.equal((await provider.diff(id, outputs, fewer)).changes, "some");
        const updated = await provider.update(id, outputs, fewer);
        assert.deepEqual([vault.password(1001).active, "reason" in updated], [false, false]);

        await provider.delete(id, updated);
        assert.deepEqual([vault.password(1001).active, vault.password(4294967296).active], [false, true]);
    });
});
