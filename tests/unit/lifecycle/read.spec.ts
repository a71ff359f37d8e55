import assert from "node:assert/strict";
import { both, createCore, createCoreWithoutSettings, createSubject, rejection } from "../support/core";

const set = both[1];

describe("read", () => {
    for (const type of both) {
        describe(`of a ${type}`, () => {
            it("finds a password that is still inactive with one request, and changes nothing", async () => {
                const { read, inputs, outputs, vault, infos } = createSubject(type);
                vault.set(312, { active: false });
                const options = { reason: "CHG-1", onDestroy: "enable" };
                const olds = outputs({ 312: {} }, options);
                assert.deepEqual(await read(olds), { outputs: olds, inputs: inputs([312], options) });
                assert.deepEqual([vault.requests, infos], [["read 312"], []]);
            });

            it("finds a password that somebody enabled, so that the next preview shows it", async () => {
                const { read, diff, outputs, vault } = createSubject(type);
                vault.set(312);
                const found = await read(outputs({ 312: {} }));
                assert.deepEqual(found?.outputs, outputs({ 312: { status: "active" } }));
                assert.match(JSON.stringify(found?.inputs), /"active"/);
                assert.equal((await diff(found?.outputs ?? {}, [312])).changes, true);
            });

            it("looks up nothing if mysafe:detectDrift is false", async () => {
                const { read, outputs, vault } = createSubject(type, createCore({ detectDrift: "false" }));
                const olds = outputs({ 312: {} });
                assert.deepEqual([await read(olds), vault.requests], [{ outputs: olds }, []]);
            });
        });
    }

    it("of a single returns nothing if the vault no longer has its password", async () => {
        const { read, outputs } = createSubject("PasswordDisablement");
        assert.equal(await read(outputs({ 312: {} })), undefined);
    });

    it("of a set omits passwords that the vault no longer has, even all of them", async () => {
        const { read, outputs, entries, vault } = createSubject(set);
        vault.set(313, { active: false });
        const one = await read(outputs({ 312: {}, 313: {} }));
        assert.deepEqual(
            [Object.keys(entries(one?.outputs)), one?.inputs?.identifiers],
            [["313"], { 313: "inactive" }],
        );
        const none = await read(outputs({ 312: {} }));
        assert.deepEqual([entries(none?.outputs), none?.inputs?.identifiers], [{}, {}]);
    });

    it("of a set fails with a list of the passwords that it cannot look up", async () => {
        const { read, outputs, vault } = createSubject(set);
        vault.set(312, { canView: false }).set(313, { active: false });
        const error = await rejection(read(outputs({ 312: {}, 313: {} })));
        assert.match(error.message, /^1 of 2 passwords is not looked up\npassword 312: 1006: /);
    });

    it("of a note sends no request and needs no settings, because the vault documents no call for it", async () => {
        const { read, outputs } = createSubject("NoteDisablement", createCoreWithoutSettings());
        const olds = outputs({ 312: {} });
        assert.deepEqual(await read(olds), { outputs: olds });
    });
});
