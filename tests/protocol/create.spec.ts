import assert from "node:assert/strict";
import type { ServiceError } from "@grpc/grpc-js";
import { inputsOfOne } from "./support/inputs";
import { errorOf } from "./support/providerProcess";
import { closeStages, openStage, type Stage } from "./support/stage";

describe("create", () => {
    const passwords = [
        { identifier: 1 },
        { identifier: 2, active: false },
        { identifier: 3 },
        { identifier: 9_999_999 },
    ];
    let stage: Stage;

    before(async () => {
        stage = await openStage({ passwords }, { "mysafe:maxRetries": "0" });
    });
    afterEach(() => {
        assert.deepEqual([stage.provider.stdout(), stage.provider.stderr()], ["", ""]);
    });
    after(closeStages);

    it("returns the id and every output that has a value", async () => {
        const inputs = inputsOfOne(1, { reason: "CHG-2041", onDestroy: "restore" });
        const { id, outputs } = await stage.provider.create(inputs);
        const { disabledAt, ...others } = outputs;
        assert.equal(id, "1");
        assert.deepEqual(others, {
            ...inputs,
            name: "Password 1",
            outcome: "deactivated",
            vaultUrl: stage.vault.url,
        });
        assert.match(String(disabledAt), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        assert.deepEqual([stage.vault.password(1).active, stage.vault.password(1).changes], [false, 1]);
    });

    it("returns no output that is undefined", async () => {
        const { outputs } = await stage.provider.create(inputsOfOne(2));
        assert.equal(outputs.outcome, "already-inactive");
        assert.deepEqual(Object.keys(outputs).sort(), [
            "__provider",
            "disabledAt",
            "identifier",
            "outcome",
            "status",
            "vaultUrl",
        ]);
    });

    it("returns an identifier over a million as text, which the engine shows without an exponent", async () => {
        const { id, outputs } = await stage.provider.create(inputsOfOne(9_999_999));
        assert.deepEqual([id, outputs.identifier], ["9999999", "9999999"]);
    });

    it("fails with problem, cause and solution, and leaves no resource", async () => {
        const creation = stage.provider.create(inputsOfOne(9999));
        assert.match(
            await errorOf(creation),
            /^POST api\/mysafe\/password\/inactive\/9999 failed: 400 "1005: Password not found".*\nCause: .+\nSolution: .+$/,
        );
        await assert.rejects(creation, ({ metadata }: ServiceError) => {
            return metadata.get("grpc-status-details-bin").length === 0;
        });
    });
});
