import assert from "node:assert/strict";
import { declaredAll } from "./support/declared";
import { closeStages, openOwnStage } from "./support/stage";

describe("a preview while the vault is down", () => {
    const declarations = declaredAll("preview", [{ identifier: 312 }, { identifier: 313 }, { identifier: 314 }]);

    afterEach(closeStages);

    it("fails the resource with cause and solution, asks but once, and prints no stack", async () => {
        const { vault, provider } = await openOwnStage({}, { "mysafe:maxRetries": "1" });
        vault.inject({ kind: "unavailable503", route: "list", times: 2 });
        for (const inputs of await declarations()) {
            const { failures } = await provider.check({}, inputs);
            assert.equal(failures[0]?.property, "");
            assert.match(
                failures[0]?.reason ?? "",
                /could not be asked about password 31\d: GET .* 503 .*\nCause: .*\nSolution: /,
            );
        }
        assert.equal(vault.count("list"), 2);
        assert.equal(provider.stderr(), "");
    });

    it("goes on with one warning when mysafe:preflight is warn", async () => {
        const { vault, provider } = await openOwnStage({}, { "mysafe:maxRetries": "0", "mysafe:preflight": "warn" });
        vault.inject({ kind: "reset", route: "list" });
        for (const inputs of await declarations()) {
            assert.deepEqual((await provider.check({}, inputs)).failures, []);
        }
        assert.match(provider.stderr(), /^pulumi-mysafe: warning: .*ECONNRESET.*\n$/);
    });
});
