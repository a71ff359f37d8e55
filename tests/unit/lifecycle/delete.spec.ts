import assert from "node:assert/strict";
import { both, createCoreWithoutSettings, createSubject, rejection, update } from "../support/core";
import { failedWith } from "../support/fakeVault";

describe("delete", () => {
    for (const type of both) {
        describe(`of a ${type}`, () => {
            for (const options of [{}, { onDestroy: "leave" }]) {
                it(`leaves its password inactive with ${JSON.stringify(options)}, and needs no settings`, async () => {
                    const { lifecycle, outputs, infos, vault } = createSubject(type, createCoreWithoutSettings());
                    await lifecycle.delete({ id: "an-id", olds: outputs({ 312: {} }, options) });
                    assert.deepEqual([infos, vault.requests], [["password 312 stays inactive"], []]);
                });
            }

            it("enables its password where onDestroy is enable", async () => {
                const { lifecycle, outputs, infos, vault } = createSubject(type);
                vault.set(312, { active: false });
                await lifecycle.delete({ id: "an-id", olds: outputs({ 312: {} }, { onDestroy: "enable" }) });
                assert.deepEqual([infos, vault.isActive(312)], [["password 312 is active again"], true]);
            });

            it("does not enable what the program declares elsewhere", async () => {
                const core = createSubject("PasswordDisablement");
                await core.lifecycle.check({ olds: {}, news: core.args([312]), caller: update });
                const { lifecycle, outputs, vault } = createSubject(type, core);
                await lifecycle.delete({ id: "an-id", olds: outputs({ 312: {} }, { onDestroy: "enable" }) });
                assert.deepEqual(vault.requests, []);
            });

            it("fails where a password cannot be enabled", async () => {
                const { lifecycle, outputs, vault } = createSubject(type);
                vault.set(312, { active: false, canWrite: false });
                const olds = outputs({ 312: {} }, { onDestroy: "enable" });
                assert.match((await rejection(lifecycle.delete({ id: "an-id", olds }))).message, /1006: /);
            });
        });
    }

    it("of a single fails with the vault's own error", async () => {
        const { lifecycle, outputs, vault } = createSubject("PasswordDisablement");
        const error = failedWith(503);
        vault.set(312).fail("enable", { error });
        const olds = outputs({ 312: {} }, { onDestroy: "enable" });
        assert.equal(await rejection(lifecycle.delete({ id: "312", olds })), error);
    });

    it("of a set enables the others where one fails, and counts what is left", async () => {
        const { lifecycle, outputs, vault } = createSubject("PasswordDisablementSet");
        vault.set(312, { active: false }).set(313, { active: false, canWrite: false });
        const olds = outputs({ 312: {}, 313: {} }, { onDestroy: "enable" });
        const { message } = await rejection(lifecycle.delete({ id: "an-id", olds }));
        assert.match(message, /^1 of 2 passwords is not enabled\npassword 313: 1006: /);
        assert.equal(vault.isActive(312), true);
    });
});
