import assert from "node:assert/strict";
import { until } from "../support/until";
import { errorOf, type Properties } from "./support/dynamicProvider";
import { inputsOfOne } from "./support/inputs";
import { closeStages, openStage, type Stage } from "./support/stage";

describe("read", () => {
    const inputs = inputsOfOne(312, { reason: "CHG-2041" });
    let stage: Stage;
    let state: Properties;

    before(async () => {
        stage = await openStage();
        state = { ...inputs, outcome: "deactivated", vaultUrl: stage.vault.url };
    });
    beforeEach(() => {
        stage.vault.setActive(312, false);
    });
    after(closeStages);

    const read = () => stage.provider.read("312", state);

    it("returns outputs and inputs of an inactive password", async () => {
        assert.deepEqual(await read(), { id: "312", outputs: state, inputs });
        assert.deepEqual([stage.vault.secretsServed, stage.provider.stderr()], [[], ""]);
    });

    it("fails with a message that appears once", async () => {
        const { vault, provider } = stage;
        vault.setRights(312, { canView: false, canWrite: false });
        const error = await errorOf(read());
        assert.match(error, /^GET api\/mysafe\/password\/312 failed: 400 "1006: .*\nCause: .*\nSolution: .*$/);
        assert.equal(provider.stderr(), "");
        vault.setRights(312, { canView: true, canWrite: true });
    });

    it("returns outputs and inputs that show a re-enabled password, with the provider text in both", async () => {
        const { vault, provider } = stage;
        vault.setActive(312, true);
        vault.inject({ kind: "endlessRead", route: "read" });
        const { outputs, inputs: found } = await read();
        assert.deepEqual(outputs, { ...state, status: "active" });
        assert.deepEqual(found, { ...inputs, status: "active" });
        await until(() => /password 312 was re-enabled in the vault/.test(provider.stderr()));
    });

    it("returns no inputs without a request", async () => {
        const __provider = 'exports.handler = () => require("pulumi-mysafe/provider").noteDisablement;';
        const note = { identifier: "21", status: "inactive", __provider };
        assert.deepEqual(await stage.provider.read("21", note), { id: "21", outputs: note, inputs: undefined });
    });

    it("returns an empty id for a password that no longer exists", async () => {
        const { vault, provider } = stage;
        vault.removePassword(312);
        assert.equal((await read()).id, "");
        await until(() => /password 312 leaves the stack's state/.test(provider.stderr()));
        vault.addPassword({ identifier: 312 });
    });
});
