import assert from "node:assert/strict";
import {
    both,
    createCoreWithoutSettings,
    createSubject,
    disabledAt,
    inactiveEntry,
    rejection,
    rows,
} from "../support/core";
import { refusedWith, unconfirmed } from "../support/fakeVault";

const set = both[1];

describe("update", () => {
    for (const type of both) {
        describe(`of a ${type}`, () => {
            it("changes options without a request and without settings", async () => {
                const { lifecycle, inputs, outputs } = createSubject(type, createCoreWithoutSettings());
                const olds = outputs({ 312: {} }, { reason: "CHG-1", onDestroy: "enable" });
                for (const options of [{ reason: "CHG-2", onDestroy: "leave" }, {}]) {
                    assert.deepEqual(await lifecycle.update({ id: "an-id", olds, news: inputs([312], options) }), {
                        id: "an-id",
                        outputs: outputs({ 312: {} }, options),
                    });
                }
            });

            it("disables a password again that somebody enabled, counts it and reports it", async () => {
                const { lifecycle, inputs, outputs, entries, vault, infos } = createSubject(type);
                vault.set(312);
                const before = { status: "active", driftCorrections: 2, disabledAt: "2020-01-01T00:00:00Z" } as const;
                const request = { id: "an-id", olds: outputs({ 312: before }), news: inputs([312]) };
                const after = (await lifecycle.update(request)).outputs;
                assert.deepEqual(entries(after), { 312: { ...inactiveEntry, driftCorrections: 3, disabledAt } });
                assert.equal(after.driftCorrections, 3);
                assert.deepEqual(infos, ["password 312 is inactive again"]);
            });

            it("counts a drift once, although its first correction is not confirmed", async () => {
                const { lifecycle, inputs, outputs, entries, vault, infos } = createSubject(type);
                vault.set(312).fail("disable", { error: unconfirmed() });
                const olds = outputs({ 312: { status: "active" } });
                const first = await lifecycle.update({ id: "an-id", olds, news: inputs([312]) });
                const { 312: between } = entries(first.outputs);
                assert.deepEqual([between?.status, between?.driftCorrections, infos], ["unconfirmed", 1, []]);
                const last = await lifecycle.update({ id: "an-id", olds: first.outputs, news: inputs([312]) });
                const { 312: after } = entries(last.outputs);
                assert.deepEqual([after?.status, after?.driftCorrections], ["inactive", 1]);
            });

            it("sends an unconfirmed request again", async () => {
                const { lifecycle, inputs, outputs, entries, vault } = createSubject(type);
                vault.set(312, { active: false });
                const olds = outputs({ 312: { status: "unconfirmed", outcome: undefined, disabledAt: undefined } });
                const { outputs: after } = await lifecycle.update({ id: "an-id", olds, news: inputs([312]) });
                assert.deepEqual(entries(after), { 312: { ...inactiveEntry, outcome: "already-inactive" } });
            });

            it("fails and keeps the state where the vault refuses the only change", async () => {
                const { lifecycle, inputs, outputs, vault } = createSubject(type);
                vault.set(312).fail("disable", { error: refusedWith(1006) });
                const olds = outputs({ 312: { status: "active" } });
                const error = await rejection(lifecycle.update({ id: "an-id", olds, news: inputs([312]) }));
                assert.match(error.message, /1006: User does not have access/);
            });
        });
    }

    it("of a set disables only what is new", async () => {
        const { lifecycle, inputs, outputs, entries, vault } = createSubject(set);
        vault.set(314);
        const request = { id: "an-id", olds: outputs({ 312: {}, 313: {} }), news: inputs([312, 313, 314]) };
        const { id, outputs: after } = await lifecycle.update(request);
        assert.deepEqual([id, vault.requests], ["an-id", ["disable 314"]]);
        assert.deepEqual(Object.keys(entries(after)), ["312", "313", "314"]);
    });

    it("of a set leaves inactive what the program no longer lists, whatever onDestroy says", async () => {
        const { lifecycle, inputs, outputs, entries, vault, infos } = createSubject(set);
        const options = { onDestroy: "enable" };
        const olds = outputs({ 312: {}, 313: {}, 314: {} }, options);
        const { outputs: after } = await lifecycle.update({ id: "an-id", olds, news: inputs([313], options) });
        assert.deepEqual([Object.keys(entries(after)), vault.requests], [["313"], []]);
        assert.deepEqual(infos, ["passwords 312, 314 stay inactive"]);
    });

    it("of a set returns what left it, although something else failed", async () => {
        const { lifecycle, inputs, outputs, entries } = createSubject(set);
        const request = { id: "an-id", olds: outputs({ 312: {}, 313: {} }), news: inputs([313, 9999]) };
        const { outputs: after, incomplete } = await lifecycle.update(request);
        assert.deepEqual(Object.keys(entries(after)), ["313"]);
        assert.match(incomplete?.message ?? "", /^1 of 2 passwords is not disabled: /);
    });

    it("of a set keeps the state where all that is new fails", async () => {
        const { lifecycle, inputs, outputs } = createSubject(set);
        const request = { id: "an-id", olds: outputs({ 312: {} }), news: inputs([312, 9999], { reason: "CHG-2" }) };
        assert.match((await rejection(lifecycle.update(request))).message, /^1 of 2 passwords is not disabled: /);
    });

    it("of an additive set disables what is new, and keeps and corrects what the program no longer lists", async () => {
        const { lifecycle, inputs, outputs, entries, vault } = createSubject(set);
        vault.set(1).set(3);
        const options = { additive: true };
        const olds = outputs({ 1: { status: "active" }, 2: {} }, options);
        const { outputs: after } = await lifecycle.update({ id: "an-id", olds, news: inputs([3], options) });
        assert.deepEqual(vault.requests.sort(), ["disable 1", "disable 3"]);
        assert.deepEqual(Object.keys(entries(after)), ["1", "2", "3"]);
        assert.deepEqual(rows(Object.values(entries(after)), "status", "driftCorrections"), [
            "inactive 1",
            "inactive 0",
            "inactive 0",
        ]);
    });
});
