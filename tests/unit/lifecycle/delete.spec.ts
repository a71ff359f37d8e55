import assert from "node:assert/strict";
import { both, createCoreWithoutSettings, createSubject, rejection, update } from "../support/core";

const restore = { onDestroy: "restore" };

describe("delete", () => {
    for (const type of both) {
        describe(`of a ${type}`, () => {
            for (const options of [{}, { onDestroy: "leave" }]) {
                it(`leaves its password inactive with ${JSON.stringify(options)}, and needs no settings`, async () => {
                    const { outputs, infos, vault, ...subject } = createSubject(type, createCoreWithoutSettings());
                    await subject.delete(outputs({ 312: {} }, options));
                    assert.deepEqual(
                        [infos, vault.requests],
                        [["password 312 is left as it is, last seen inactive"], []],
                    );
                });
            }

            it("enables its password if onDestroy is restore", async () => {
                const { outputs, infos, vault, ...subject } = createSubject(type);
                vault.set(312, { active: false });
                await subject.delete(outputs({ 312: {} }, restore));
                assert.deepEqual([infos, vault.isActive(312)], [["password 312 is active again"], true]);
            });

            it("does not enable a password that the program declares elsewhere", async () => {
                const elsewhere = createSubject("PasswordDisablement");
                await elsewhere.lifecycle.check({ olds: {}, news: elsewhere.args([312]), caller: update });
                const { outputs, vault, ...subject } = createSubject(type, elsewhere);
                await subject.delete(outputs({ 312: {} }, restore));
                assert.deepEqual(vault.requests, []);
            });
        });
    }

    it("of a set enables the others after a failure, and counts the remaining ones", async () => {
        const { outputs, vault, ...subject } = createSubject("PasswordDisablementSet");
        vault.set(312, { active: false }).set(313, { active: false, canWrite: false });
        const { message } = await rejection(subject.delete(outputs({ 312: {}, 313: {} }, restore)));
        assert.match(message, /^1 of 2 passwords is not enabled\npassword 313: 1006: /);
        assert.equal(vault.isActive(312), true);
    });
});
