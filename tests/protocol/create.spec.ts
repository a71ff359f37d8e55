import assert from "node:assert/strict";
import { declared } from "./support/declared";
import { type Stage, sharedStage } from "./support/stage";

describe("create", () => {
    const withReason = declared("update", { identifier: 5001, reason: "CHG-2041" });
    const withoutReason = declared("update", { identifier: "5002" });
    const nullReason = declared("update", { identifier: "5002", reason: null });
    const inactive = declared("update", { identifier: 5003 });
    const overAMillion = declared("update", { identifier: 9_999_999 });
    let stage: Stage;

    before(async () => {
        stage = await sharedStage();
        for (const identifier of [5001, 5002, 9_999_999]) {
            stage.vault.addPassword({ identifier });
        }
        stage.vault.addPassword({ identifier: 5003, active: false });
    });

    it("disables the password and returns its id and every output", async () => {
        const inputs = await withReason();
        const begun = Date.now();
        const { id, outputs } = await stage.create(inputs);
        const { disabledAt, ...rest } = outputs;
        assert.equal(id, "5001");
        assert.deepEqual(rest, {
            identifier: "5001",
            reason: "CHG-2041",
            status: "inactive",
            outcome: "deactivated",
            message: "Password successfully deactivated",
            vaultUrl: stage.vault.url,
            driftCorrected: 0,
            __provider: inputs.__provider,
        });
        assert.match(String(disabledAt), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        assert.ok(Date.parse(String(disabledAt)) >= begun && Date.parse(String(disabledAt)) <= Date.now());
        assert.deepEqual([stage.vault.password(5001).active, stage.vault.password(5001).changes], [false, 1]);
    });

    it("returns no reason where none is declared, and nothing undefined, which the SDK would refuse", async () => {
        const expected = [
            "__provider",
            "disabledAt",
            "driftCorrected",
            "identifier",
            "message",
            "outcome",
            "status",
            "vaultUrl",
        ];
        for (const inputs of [await withoutReason(), await nullReason()]) {
            const { id, outputs } = await stage.create(inputs);
            assert.equal(id, "5002");
            assert.deepEqual(Object.keys(outputs).sort(), expected);
        }
    });

    it("takes over a password that is inactive already", async () => {
        const { outputs } = await stage.create(await inactive());
        assert.deepEqual(
            [outputs.status, outputs.outcome, outputs.message],
            ["inactive", "already-inactive", "Password has already been deactivated"],
        );
        assert.equal(stage.vault.password(5003).changes, 0);
    });

    it("keeps an identifier over a million as text, so that no float is shown", async () => {
        const inputs = await overAMillion();
        const { id, outputs } = await stage.create(inputs);
        assert.deepEqual([inputs.identifier, id, outputs.identifier], Array(3).fill("9999999"));
    });

    it("prints nothing", () => {
        assert.deepEqual([stage.provider.stdout(), stage.provider.stderr()], ["", ""]);
    });
});
