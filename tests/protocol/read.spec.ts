import assert from "node:assert/strict";
import { until } from "../support/until";
import { inputsOfOne } from "./support/inputs";
import { errorOf, type Properties } from "./support/providerProcess";
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

    it("fails with a message that appears once if the vault has no password of the run", async () => {
        const { vault, provider } = await openStage({ tenant: "acme" }, { "mysafe:tenant": "acme" });
        vault.removePassword(312);
        vault.removePassword(313);
        const reads = ["312", "313"].map((identifier) =>
            errorOf(provider.read(identifier, { ...state, identifier, vaultUrl: vault.url })),
        );
        const [one, other] = await Promise.all(reads);
        assert.equal(one, other);
        assert.match(
            one ?? "",
            /^the vault has none of the 2 passwords 312-313 \(1005\)\nCause: the access key .* \(tenant acme\) at .*\nSolution: .*\n`pulumi refresh` /,
        );
        assert.equal(provider.stderr(), "");
    });

    it("returns id, outputs and inputs of a password that the vault no longer has, without a wait", async () => {
        const { vault, provider } = stage;
        vault.removePassword(312);
        const start = performance.now();
        const [found] = await Promise.all([read(), provider.read("313", { ...state, identifier: "313" })]);
        assert.ok(performance.now() - start < 1000);
        const missing = { ...state, status: "missing" };
        assert.deepEqual(found, { id: "312", outputs: missing, inputs: { ...inputs, status: "missing" } });
        await until(() => /password 312 is missing: the vault no longer has it/.test(provider.stderr()));
        vault.addPassword({ identifier: 312 });
    });
});
