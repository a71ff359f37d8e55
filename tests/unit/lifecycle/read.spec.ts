import assert from "node:assert/strict";
import type { PartialEntries } from "../support/core";
import { both, createCore, createCoreWithoutSettings, createSubject, rejection } from "../support/core";
import { FakeVault, failedWith } from "../support/fakeVault";

const set = both[1];

describe("read", () => {
    for (const type of both) {
        describe(`of a ${type}`, () => {
            it("finds a password that is still inactive with one request, and changes nothing", async () => {
                const { read, inputs, outputs, vault, infos } = createSubject(type);
                vault.set(312, { active: false });
                const options = { reason: "CHG-1", onDestroy: "restore" };
                const olds = outputs({ 312: {} }, options);
                assert.deepEqual(await read(olds), { outputs: olds, inputs: inputs([312], options) });
                assert.deepEqual([vault.requests, infos], [["read 312"], []]);
            });

            it("finds a password that somebody enabled, so that the next preview shows it", async () => {
                const { read, diff, outputs, vault } = createSubject(type);
                vault.set(312);
                const found = await read(outputs({ 312: {} }));
                assert.deepEqual(found.outputs, outputs({ 312: { status: "active" } }));
                assert.match(JSON.stringify(found.inputs), /"active"/);
                assert.equal((await diff(found.outputs, [312])).changes, true);
            });

            it("looks up nothing if mysafe:detectDrift is false", async () => {
                const { read, outputs, vault } = createSubject(type, createCore({ detectDrift: "false" }));
                const olds = outputs({ 312: {} });
                assert.deepEqual([await read(olds), vault.requests], [{ outputs: olds }, []]);
            });
        });
    }

    it("of a set keeps passwords that the vault no longer has, so that the next preview shows them", async () => {
        const { read, outputs, vault } = createSubject(set);
        vault.set(313, { active: false });
        const found = await read(outputs({ 312: {}, 313: {} }));
        assert.deepEqual(found.outputs, outputs({ 312: { status: "missing" }, 313: {} }));
        assert.deepEqual(found.inputs?.identifiers, { 312: "missing", 313: "inactive" });
    });

    it("of an empty set finds nothing, and does not wait", async () => {
        const { read, outputs } = createSubject(set);
        assert.deepEqual((await read(outputs({}))).outputs, outputs({}));
    });

    describe("of resources side by side", () => {
        /** Reads one resource for each state in a vault, and returns the entries of each, or its error. */
        async function readAll(core: ReturnType<typeof createCore>, ...states: PartialEntries[]): Promise<string[]> {
            const subject = createSubject(set, core);
            return Promise.all(
                states.map(async (state) => {
                    try {
                        const { outputs } = await subject.read(subject.outputs(state));
                        return Object.values(subject.entries(outputs))
                            .map(({ status }) => status)
                            .join();
                    } catch (error) {
                        return (error as Error).name;
                    }
                }),
            );
        }
        const nothingFound = "NothingFoundError";

        it("marks passwords as missing if the vault has any other, active or inactive", async () => {
            for (const active of [true, false]) {
                const core = createCore();
                core.vault.set(313, { active });
                const expected = ["missing", "missing", active ? "active" : "inactive"];
                assert.deepEqual(await readAll(core, { 312: {} }, { 314: {} }, { 313: {} }), expected);
            }
        });

        it("fails all reads if the vault has no password of any, and reports nothing", async () => {
            const core = createCore({ tenant: "acme" });
            assert.deepEqual(await readAll(core, { 312: {}, 314: {} }, { 313: {} }), [nothingFound, nothingFound]);
            assert.deepEqual(core.infos, []);
            const subject = createSubject("PasswordDisablement", core);
            const error = await rejection(subject.read(subject.outputs({ 315: {} })));
            assert.match(
                error.message,
                /^the vault has none of the 4 passwords 312-315 \(1005\)\nCause: the access key id \(tenant acme\) at /,
            );
        });

        it("fails a read before another one finds a password, which all later ones count (--parallel 1)", async () => {
            const core = createCore();
            core.vault.set(313);
            const one = await readAll(core, { 312: {} });
            const other = await readAll(core, { 313: {} });
            assert.deepEqual([one, other, await readAll(core, { 314: {} })], [[nothingFound], ["active"], ["missing"]]);
        });

        it("takes a read that fails for another reason as no password, and one that also finds some as one", async () => {
            for (const [vault, expected] of [
                [new FakeVault(), nothingFound],
                [new FakeVault().set(314), "missing"],
            ] as const) {
                vault.fail("read", failedWith(504), { identifier: "313" });
                const [one] = await readAll(createCore({}, vault), { 312: {} }, { 313: {}, 314: {} });
                assert.equal(one, expected);
            }
        });

        it("fails a set as before if some of its look-ups fail and the others find nothing", async () => {
            const core = createCore();
            core.vault.fail("read", failedWith(504), { identifier: "313" });
            assert.deepEqual(await readAll(core, { 312: {}, 313: {} }), ["PartialFailureError"]);
        });

        it("keeps what was missing before, which changes nothing, though the vault has no password", async () => {
            const missing = { status: "missing" } as const;
            assert.deepEqual(await readAll(createCore(), { 312: missing, 313: missing }), ["missing,missing"]);
            assert.deepEqual(await readAll(createCore(), { 312: missing, 313: {} }), [nothingFound]);
        });
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
