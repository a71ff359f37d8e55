import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/src/shared/properties";
import { both, createCoreWithoutSettings, createSubject, update } from "../support/core";

const set = both[1];
const reason = "CHG-1";
const active = { status: "active" } as const;
const unconfirmed = { status: "unconfirmed" } as const;
const missing = { status: "missing" } as const;

describe("diff", () => {
    for (const type of both) {
        const statusKey = type === set ? "identifiers" : "status";

        describe(`of a ${type}`, () => {
            for (const [title, entry, before, after, changedKeys] of [
                ["nothing where nothing changed", {}, { reason }, { reason }, []],
                ["another reason", {}, { reason }, { reason: "CHG-2" }, ["reason"]],
                ["a reason that is unknown yet", {}, { reason }, { reason: unknownValue }, ["reason"]],
                ["a reason that is removed", {}, { reason }, {}, ["reason"]],
                ["a new onDestroy", {}, {}, { onDestroy: "restore" }, ["onDestroy"]],
                ["a password that is active", active, {}, {}, [statusKey]],
                ["a password that is unconfirmed", unconfirmed, {}, {}, [statusKey]],
                ["a password that is missing", missing, {}, {}, [statusKey]],
                ["a password that is active, and a reason", active, {}, { reason }, [statusKey, "reason"]],
            ] as const) {
                it(`finds ${title}`, async () => {
                    const { diff, outputs, vault } = createSubject(type);
                    const changes = changedKeys.length > 0;
                    const found = await diff(outputs({ 312: entry }, before), [312], after);
                    assert.deepEqual(found, { changes, changedKeys, replaceKeys: [] });
                    assert.deepEqual(vault.requests, []);
                });
            }

            it("warns once in a run about unconfirmed requests", async () => {
                const { diff, outputs, warnings } = createSubject(type);
                await diff(outputs({ 312: unconfirmed }), [312]);
                await diff(outputs({ 312: unconfirmed }), [312]);
                assert.equal(warnings.length, 1);
                assert.match(warnings[0] ?? "", /not confirmed\. The update sends them again/);
            });

            it("works without settings, which an unchanged resource does not need", async () => {
                const { diff, outputs } = createSubject(type, createCoreWithoutSettings());
                assert.equal((await diff(outputs({ 312: {} }), [312])).changes, false);
            });
        });
    }

    it("warns about passwords that an earlier run failed to disable, and not about new ones", async () => {
        const { lifecycle, args, inputs, outputs, diff, warnings } = createSubject(set);
        const news = [312, 313, 314, 315, unknownValue];
        await lifecycle.check({ olds: inputs([312, 313, 314]), news: args(news), caller: update });
        await diff(outputs({ 312: {} }), news);
        assert.deepEqual(warnings, [
            "passwords 313-314 are not disabled yet: an earlier run failed. The update retries them.",
        ]);
    });

    for (const identifier of [313, unknownValue]) {
        it(`replaces a single for another identifier: ${String(identifier)}`, async () => {
            const { diff, outputs } = createSubject("PasswordDisablement");
            const changedKeys = ["identifier"];
            const found = await diff(outputs({ 312: {} }), [identifier]);
            assert.deepEqual(found, { changes: true, changedKeys, replaceKeys: changedKeys });
        });
    }

    for (const [title, identifiers, before, after, changedKeys] of [
        ["no change in another order of the list", ["313", 312], {}, {}, []],
        ["an added identifier", [312, 313, 314], {}, {}, ["identifiers"]],
        ["a removed identifier", [312], {}, {}, ["identifiers"]],
        ["an unknown item", [312, 313, unknownValue], {}, {}, ["identifiers"]],
        ["an unknown item in the place of a known one", [312, unknownValue], {}, {}, ["identifiers"]],
        ["that it is additive now", [312, 313], {}, { additive: true }, ["additive"]],
        ["no change in what it keeps since it is additive", [312], { additive: true }, { additive: true }, []],
        ["an addition to an additive set", [314], { additive: true }, { additive: true }, ["identifiers"]],
    ] as const) {
        it(`finds in a set ${title}`, async () => {
            const { diff, outputs } = createSubject(set);
            const found = await diff(outputs({ 312: {}, 313: {} }, before), identifiers, after);
            assert.deepEqual(found.changedKeys, changedKeys);
        });
    }

    it("finds no change in a missing password that only an additive set keeps, and one if the program lists it", async () => {
        const { lifecycle, args, outputs } = createSubject(set);
        const olds = outputs({ 312: missing, 313: {} }, { additive: true });
        const found = async (identifiers: number[]) => {
            const request = { identifiers: { 312: "missing", 313: "inactive" } };
            const news = args(identifiers, { additive: true });
            const { inputs } = await lifecycle.check({ olds: request, news, caller: update });
            return (await lifecycle.diff({ olds, news: inputs })).changedKeys;
        };
        assert.deepEqual([await found([313]), await found([312, 313])], [[], ["identifiers"]]);
    });

    it("finds an unknown list of a set", async () => {
        const { lifecycle, outputs } = createSubject(set);
        const { changes } = await lifecycle.diff({ olds: outputs({}), news: { identifiers: unknownValue } });
        assert.equal(changes, true);
    });
});
