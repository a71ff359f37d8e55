import assert from "node:assert/strict";
import { both, createCore, createSubject, update } from "../support/core";
import { FakeVault, failedWith, unconfirmed } from "../support/fakeVault";

const name = "Github (m.souza)";

/** Creates a resource whose state keeps names, and a vault with password 312. */
function createNamed(type: (typeof both)[number], config: Record<string, string> = {}, vault = new FakeVault()) {
    vault.set(312, { name: "Github", username: "m.souza" });
    return createSubject(type, createCore({ keepNames: "true", ...config }, vault));
}

describe("the names in a state", () => {
    for (const type of both) {
        describe(`of a ${type}`, () => {
            it("come from one list call before the first request", async () => {
                const { create, entries, vault } = createNamed(type);
                const { outputs } = await create([312]);
                assert.deepEqual(vault.requests, ["list", "disable 312"]);
                assert.equal(entries(outputs)[312]?.name, name);
            });

            it("are asked for in the check of an update, for new passwords that it accepts", async () => {
                const { lifecycle, args, inputs, create, vault } = createNamed(type, { neverDisable: "7" });
                for (const [olds, identifiers] of [
                    [{}, [7]],
                    [inputs([312]), [312]],
                ] as const) {
                    await lifecycle.check({ olds, news: args([...identifiers]), caller: update });
                }
                assert.deepEqual(vault.requests, []);
                await lifecycle.check({ olds: {}, news: args([312]), caller: update });
                assert.deepEqual(vault.requests, ["list"]);
                await create([312]);
                assert.deepEqual(vault.requests, ["list", "disable 312"]);
            });

            it("stay what they were when the vault has another one", async () => {
                const { update, outputs, entries, vault } = createNamed(type);
                const olds = outputs({ 312: { status: "active", name: "Former name" } });
                const { outputs: after } = await update(olds, [312]);
                assert.equal(entries(after)[312]?.name, "Former name");
                assert.deepEqual(vault.requests, ["disable 312"]);
            });

            it("cause no change", async () => {
                const { diff, outputs } = createNamed(type);
                assert.equal((await diff(outputs({ 312: {} }), [312])).changes, false);
                assert.equal((await diff(outputs({ 312: { name } }), [312])).changes, false);
            });

            it("survive a refresh, and stand in its report", async () => {
                const { read, outputs, entries, infos } = createNamed(type);
                const { outputs: after } = await read(outputs({ 312: { name } }));
                assert.equal(entries(after)[312]?.name, name);
                assert.match(infos.join(), /^password 312 Github \(m\.souza\) was re-enabled in the vault/);
            });

            it("are kept of a request that is not confirmed", async () => {
                const vault = new FakeVault().fail("disable", unconfirmed());
                const { create, entries } = createNamed(type, {}, vault);
                assert.equal(entries((await create([312])).outputs)[312]?.name, name);
            });

            it("are not kept where mysafe:keepNames is false", async () => {
                const { create, update, outputs, entries, vault } = createNamed(type, { keepNames: "false" });
                assert.equal(entries((await create([312])).outputs)[312]?.name, undefined);
                const { outputs: after } = await update(outputs({ 312: { status: "active", name } }), [312]);
                assert.equal(entries(after)[312]?.name, undefined);
                assert.deepEqual(vault.requests, ["disable 312", "disable 312"]);
            });

            it("leave a state that has them with the next update or refresh under mysafe:keepNames false", async () => {
                const { update, read, outputs, entries } = createNamed(type, { keepNames: "false" });
                const olds = outputs({ 312: { name } });
                const { outputs: updated } = await update(olds, [312], { reason: "CHG-1" });
                const { outputs: refreshed } = await read(olds);
                for (const after of [updated, refreshed]) {
                    assert.equal(entries(after)[312]?.name, undefined);
                }
            });

            it("are missing where the vault gives no list, which is no failure", async () => {
                const vault = new FakeVault().fail("list", failedWith(403, true));
                const { create, entries } = createNamed(type, {}, vault);
                const { outputs, incomplete } = await create([312]);
                assert.deepEqual([entries(outputs)[312]?.name, incomplete], [undefined, undefined]);
            });
        });
    }

    it("stand in the failures of a set", async () => {
        const { create, vault } = createNamed("PasswordDisablementSet");
        vault.set(312, { canWrite: false }).set(313, { canWrite: false }).set(314);
        const { incomplete } = await create([312, 313, 314]);
        assert.match(
            incomplete?.message ?? "",
            /\npasswords 312-313: 1006: .*\n {2}312 Github \(m\.souza\)\n {2}313 Password 313\nCause: /,
        );
    });

    for (const type of ["NoteDisablement", "ApiSecretDisablement"] as const) {
        it(`are not those of the passwords for a ${type}`, async () => {
            const { create, context, entries, vault } = createSubject(type, createCore({ keepNames: "true" }));
            vault.set(312);
            await context.lookups.readNames();
            const { outputs } = await create([312]);
            assert.equal(entries(outputs)[312]?.name, undefined);
            assert.equal(vault.requests.length, 2, "the list of this test, and one request");
        });
    }
});
