import assert from "node:assert/strict";
import {
    both,
    createCore,
    createCoreWithoutSettings,
    createSubject,
    disabledAt,
    inactiveEntry,
    preview,
    rejection,
    rows,
} from "../support/core";
import { unconfirmed } from "../support/fakeVault";

const set = both[1];

describe("update", () => {
    for (const type of both) {
        describe(`of a ${type}`, () => {
            it("changes options without a request and without settings", async () => {
                const { update, outputs } = createSubject(type, createCoreWithoutSettings());
                const olds = outputs({ 312: {} }, { reason: "CHG-1", onDestroy: "restore" });
                for (const options of [{ reason: "CHG-2", onDestroy: "leave" }, {}]) {
                    const result = { id: "an-id", outputs: outputs({ 312: {} }, options) };
                    assert.deepEqual(await update(olds, [312], options), result);
                }
            });

            it("disables a password again that somebody enabled, counts it and reports it", async () => {
                const { update, outputs, entries, vault, infos } = createSubject(type);
                vault.set(312);
                const before = { status: "active", driftCorrections: 2, disabledAt: "2020-01-01T00:00:00Z" } as const;
                const { outputs: after } = await update(outputs({ 312: before }), [312]);
                const corrected = { ...inactiveEntry, ...before, status: "inactive", lastDisabledAt: disabledAt };
                assert.deepEqual(entries(after), { 312: { ...corrected, driftCorrections: 3 } });
                assert.deepEqual([after.driftCorrections, infos], [3, ["password 312 is inactive again"]]);
            });

            it("counts a drift once after an unconfirmed first correction", async () => {
                const { update, outputs, entries, vault, infos } = createSubject(type);
                vault.set(312).fail("disable", unconfirmed());
                const { outputs: first } = await update(outputs({ 312: { status: "active" } }), [312]);
                const { outputs: last } = await update(first, [312]);
                const both = [first, last].flatMap((state) => Object.values(entries(state)));
                assert.deepEqual(rows(both, "status", "driftCorrections"), ["unconfirmed 1", "inactive 1"]);
                assert.deepEqual(infos, []);
            });

            it("refuses a password that became protected after an earlier run failed to disable it", async () => {
                const { update, outputs, vault } = createSubject(type, createCore({ neverDisable: "312" }));
                vault.set(312);
                const olds = type === set ? outputs({}) : outputs({ 312: { status: "unconfirmed" } });
                const error = await rejection(update(olds, [312]));
                assert.match(error.message, /^password 312 is protected by mysafe:neverDisable\nCause: .*\nSolution: /);
                assert.deepEqual(vault.requests, []);
            });

            const missing = { status: "missing", disabledAt: "2030-01-01T00:00:00Z", driftCorrections: 1 } as const;

            it("gets the vault's refusal of a missing password, and keeps the state", async () => {
                const { update, outputs, vault } = createSubject(type);
                const error = await rejection(update(outputs({ 312: missing }), [312], { reason: "CHG-2" }));
                assert.match(error.message, /1005: /);
                assert.deepEqual(vault.requests, ["disable 312"]);
            });

            for (const active of [false, true]) {
                it(`keeps the first evidence of a missing password that is back, active: ${active}`, async () => {
                    const { update, outputs, entries, vault } = createSubject(type);
                    vault.set(312, { active });
                    const { outputs: after } = await update(outputs({ 312: missing }), [312]);
                    const confirmed = { ...inactiveEntry, ...missing, status: "inactive" };
                    const expected = active ? { ...confirmed, lastDisabledAt: disabledAt } : confirmed;
                    assert.deepEqual(entries(after), { 312: expected });
                });
            }

            it("keeps the first evidence of a password whose correction is not confirmed", async () => {
                const { update, outputs, entries, vault } = createSubject(type);
                vault.set(312).fail("disable", unconfirmed());
                const { outputs: after } = await update(outputs({ 312: { status: "active" } }), [312]);
                const expected = { ...inactiveEntry, status: "unconfirmed", driftCorrections: 1 };
                assert.deepEqual(entries(after), { 312: expected });
            });

            it("keeps the evidence of a missing password whose request is not confirmed", async () => {
                const { update, outputs, vault } = createSubject(type);
                vault.set(312).fail("disable", unconfirmed());
                // It throws, so the engine keeps the state.
                assert.match(
                    (await rejection(update(outputs({ 312: missing }), [312]))).message,
                    /not confirmed|still be/,
                );
            });

            it("sends an unconfirmed request again", async () => {
                const { update, outputs, entries, vault } = createSubject(type);
                vault.set(312, { active: false });
                const before = { status: "unconfirmed", outcome: undefined, disabledAt: undefined } as const;
                const { outputs: after } = await update(outputs({ 312: before }), [312]);
                assert.deepEqual(entries(after), { 312: { ...inactiveEntry, outcome: "already-inactive" } });
            });
        });
    }

    it("of a set disables only new passwords", async () => {
        const { update, outputs, entries, vault } = createSubject(set);
        vault.set(314);
        const { id, outputs: after } = await update(outputs({ 312: {}, 313: {} }), [312, 313, 314]);
        assert.deepEqual([id, vault.requests], ["an-id", ["disable 314"]]);
        assert.deepEqual(Object.keys(entries(after)), ["312", "313", "314"]);
    });

    it("of a set leaves removed passwords inactive, with any onDestroy", async () => {
        const { update, outputs, entries, vault, infos } = createSubject(set);
        const options = { onDestroy: "restore" };
        const { outputs: after } = await update(outputs({ 312: {}, 313: {}, 314: {} }, options), [313], options);
        assert.deepEqual([Object.keys(entries(after)), vault.requests], [["313"], []]);
        assert.deepEqual(infos, ["passwords 312, 314 are left as they are, last seen inactive"]);
    });

    it("of a set returns the removed passwords, even after a failure", async () => {
        const { update, outputs, entries } = createSubject(set);
        const { outputs: after, incomplete } = await update(outputs({ 312: {}, 313: {} }), [313, 9999]);
        assert.deepEqual(Object.keys(entries(after)), ["313"]);
        assert.match(incomplete?.message ?? "", /^1 of 2 passwords is not disabled: /);
    });

    it("of a set keeps the state if all new passwords fail", async () => {
        const { update, outputs } = createSubject(set);
        const error = await rejection(update(outputs({ 312: {} }), [312, 9999], { reason: "CHG-2" }));
        assert.match(error.message, /^1 of 2 passwords is not disabled: /);
    });

    it("of an additive set disables new passwords, and keeps and corrects those that the program removed", async () => {
        const { update, outputs, entries, vault } = createSubject(set);
        vault.set(1).set(3);
        const options = { additive: true };
        const { outputs: after } = await update(outputs({ 1: { status: "active" }, 2: {} }, options), [3], options);
        assert.deepEqual(vault.requests.sort(), ["disable 1", "disable 3"]);
        const { 1: one, 2: two, 3: three } = entries(after);
        assert.deepEqual(
            [one, two, three],
            [{ ...inactiveEntry, lastDisabledAt: disabledAt, driftCorrections: 1 }, inactiveEntry, inactiveEntry],
        );
    });

    it("of an additive set sends no request for a missing password that the program no longer lists", async () => {
        const { lifecycle, args, outputs, entries, vault } = createSubject(set);
        vault.set(313);
        const olds = outputs({ 312: { status: "missing" } }, { additive: true });
        const news = args([313], { additive: true });
        const { inputs } = await lifecycle.check({ olds: { identifiers: { 312: "missing" } }, news, caller: preview });
        const { outputs: after } = await lifecycle.update({ id: "an-id", olds, news: inputs });
        assert.deepEqual(vault.requests, ["list", "disable 313"]);
        assert.deepEqual(entries(after), { 312: { ...inactiveEntry, status: "missing" }, 313: inactiveEntry });
    });
});
