import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";
import type { Properties } from "../../../provider/src/shared/properties";
import { stackVocabulary } from "../../../provider/src/shared/stackVocabulary";
import { useVocabulary } from "../../../provider/src/shared/vocabulary";
import { writePrivate } from "../../../provider/src/terraform/privateData";
import { terraformVocabulary } from "../../../provider/src/terraform/vocabulary";
import { closeAll } from "../support/vault";
import { startVault, walkOf } from "./support/terraformRun";

const single = "mysafe_password_disablement";
const set = "mysafe_password_disablement_set";
const ended = writePrivate({ id: "x", isEnd: true });

describe("an apply of the Terraform provider", () => {
    let vault: Simulator;

    before(() => useVocabulary(terraformVocabulary));
    after(() => useVocabulary(stackVocabulary));
    beforeEach(async () => {
        vault = await startVault();
    });
    afterEach(closeAll);

    it("continues a create that failed, where Terraform replaces it, and enables nothing", async () => {
        vault.inject({ kind: "timeout504", route: "disable", identifier: 313 });
        const config = { identifiers: [312, 313], on_destroy: "restore" };
        const failed = await walkOf(vault).apply(set, null, config);
        assert.match(failed.diagnostics[0]?.summary ?? "", /^1 of 2 passwords is not disabled: the next apply retries/);
        const [disabled, unconfirmed] = (failed.state?.results ?? []) as Properties[];
        assert.deepEqual([disabled?.status, unconfirmed?.status], ["inactive", "unconfirmed"]);

        vault.clearFaults();
        const walk = walkOf(vault);
        assert.deepEqual(await walk.apply(set, failed.state, null), { state: null, diagnostics: [] });
        const { state, diagnostics } = await walk.apply(set, null, config);
        assert.deepEqual(diagnostics, []);
        assert.deepEqual(((state?.results ?? []) as Properties[])[0], { ...disabled, identifiers: "312-313" });
        assert.deepEqual([vault.count("enable"), vault.password(312).changes], [0, 1]);
    });

    it("keeps the results where that create fails again without a change", async () => {
        vault.inject({ kind: "timeout504", route: "disable", identifier: 312, times: 2 });
        const failed = await walkOf(vault).apply(single, null, { identifier: 312 });
        assert.equal(failed.state?.status, "unconfirmed");
        const walk = walkOf(vault);
        await walk.apply(single, failed.state, null);
        const again = await walk.apply(single, null, { identifier: 312 });
        assert.deepEqual(again.state, failed.state);
        assert.equal(again.diagnostics.length, 1);
        vault.clearFaults();
    });

    it("enables at the end of a resource what it disabled, and keeps the state where that fails", async () => {
        const config = { identifier: 312, on_destroy: "restore" };
        const { state } = await walkOf(vault).apply(single, null, config);
        vault.inject({ kind: "timeout504", route: "enable" });
        const failed = await walkOf(vault).apply(single, state, null, ended);
        assert.deepEqual([failed.state, failed.diagnostics.length], [state, 1]);
        vault.clearFaults();
        assert.deepEqual(await walkOf(vault).apply(single, state, null, ended), { state: null, diagnostics: [] });
        assert.equal(vault.password(312).active, true);
    });

    it("keeps the state of an update that disables nothing", async () => {
        const { state } = await walkOf(vault).apply(single, null, { identifier: 312 });
        vault.setActive(312, true);
        const { state: drifted } = await walkOf(vault).read(single, state ?? {});
        vault.inject({ kind: "badGateway502", route: "disable" });
        const failed = await walkOf(vault).apply(single, drifted, { identifier: 312 });
        assert.notEqual(failed.state?.status, "inactive");
        assert.equal(failed.state?.outcome, "deactivated");
        vault.clearFaults();
    });
});
