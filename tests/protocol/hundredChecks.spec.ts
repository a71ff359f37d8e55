import assert from "node:assert/strict";
import type { PasswordSeed } from "mysafe-simulator";
import { declaredAll } from "./support/declared";
import { closeStages, openOwnStage } from "./support/stage";

describe("a preview of 100 passwords", () => {
    const passwords: PasswordSeed[] = Array.from({ length: 100 }, (_, index) => ({
        identifier: 1001 + index,
        active: index % 25 !== 0,
    }));
    const declarations = declaredAll(
        "preview",
        passwords.map(({ identifier }) => ({ identifier })),
    );

    afterEach(closeStages);

    it("costs one token, one list call, and a read for each inactive one that the list leaves out", async () => {
        const { vault, provider } = await openOwnStage({ passwords });
        const inputs = await declarations();
        // Today's engine checks one after another; half of them at once come first, in case that changes.
        const checks = await Promise.all(inputs.slice(0, 50).map((one) => provider.check({}, one)));
        for (const one of inputs.slice(50)) {
            checks.push(await provider.check({}, one));
        }
        assert.ok(checks.every(({ failures }) => failures.length === 0));
        assert.deepEqual([vault.count("token"), vault.count("list"), vault.count("read")], [1, 1, 4]);
        assert.deepEqual(vault.secretsServed, []);
        assert.ok(vault.passwords().every(({ changes }) => changes === 0));
        assert.equal(provider.stderr(), "");
    });
});
