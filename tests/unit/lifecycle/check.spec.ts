import assert from "node:assert/strict";
import type { Caller } from "../../../provider/src/checks/declaration";
import { unknownValue } from "../../../provider/src/shared/properties";
import { both, createCore, createCoreWithoutSettings, createSubject, preview, rows, update } from "../support/core";
import { FakeVault } from "../support/fakeVault";

describe("check", () => {
    for (const type of both) {
        describe(`of a ${type}`, () => {
            it("passes a declaration that the vault accepts, and changes nothing", async () => {
                const { lifecycle, args, inputs, vault } = createSubject(type);
                vault.set(312);
                const news = args([312], { reason: "CHG-1" });
                assert.deepEqual(await lifecycle.check({ olds: {}, news, caller: preview }), {
                    inputs: inputs([312], { reason: "CHG-1" }),
                    failures: [],
                });
                assert.deepEqual(vault.requests, ["list"]);
            });

            it("sends no request in an update", async () => {
                const { lifecycle, args, vault } = createSubject(type);
                const { failures } = await lifecycle.check({ olds: {}, news: args([9999]), caller: update });
                assert.deepEqual([failures, vault.requests], [[], []]);
            });

            it("sends no request for declared inactive passwords", async () => {
                const { lifecycle, args, inputs, vault } = createSubject(type);
                const request = { olds: inputs([312]), news: args([312]), caller: preview };
                const { failures } = await lifecycle.check(request);
                assert.deepEqual([failures, vault.requests], [[], []]);
            });

            it("remembers the declared passwords for a release", async () => {
                const { lifecycle, args, context } = createSubject(type);
                await lifecycle.check({ olds: {}, news: args([312]), caller: update });
                assert.deepEqual([...context.declaredPasswords], ["312"]);
            });

            it("returns malformed inputs and wrong settings together", async () => {
                const { lifecycle, args } = createSubject(type, createCoreWithoutSettings());
                const news = args([312], { reason: 7 });
                const { failures } = await lifecycle.check({ olds: {}, news, caller: update });
                assert.deepEqual(rows(failures, "property", "scope"), ["reason password", " run"]);
            });
        });
    }

    it("does not take the number of a note for a password", async () => {
        const { lifecycle, args, context } = createSubject("NoteDisablement");
        await lifecycle.check({ olds: {}, news: args([312]), caller: update });
        assert.equal(context.declaredPasswords.size, 0);
    });

    it("orders all failures of a set by their place in the list, after those of its options", async () => {
        const { lifecycle, args } = createSubject(both[1], createCore({ neverDisable: "7" }));
        const news = args([9999, "x", 7, 9999], { onDestroy: "delete" });
        const { failures } = await lifecycle.check({ olds: {}, news, caller: preview });
        const expected = ["onDestroy", "identifiers 0", "identifiers 1", "identifiers 2", "identifiers 3"];
        assert.deepEqual(rows(failures, "property", "index"), expected);
    });

    describe("logs the plan of a set", () => {
        const vault = new FakeVault().setAll(3);
        const plan = async (news: object, caller: Caller = preview, type: (typeof both)[number] = both[1]) => {
            const { lifecycle, infos } = createSubject(type, createCore({}, vault));
            await lifecycle.check({ olds: { identifiers: { 3: "inactive" } }, news: { ...news }, caller });
            return infos;
        };

        for (const [title, name, caller] of [
            ["with the name of the resource", "former-dba", preview],
            ["without a name as a set", "set", { ...preview, name: undefined }],
        ] as const) {
            it(title, async () => {
                const line = `${name}: 2 to disable (1-2); 1 to leave the set, unchanged in the vault (3)`;
                assert.deepEqual(await plan({ identifiers: [1, 2] }, caller), [line]);
            });
        }

        const none: [title: string, ...request: Parameters<typeof plan>][] = [
            ["in an update", { identifiers: [1] }, update],
            ["that fails", { identifiers: [1, 9999] }],
            ["that changes nothing", { identifiers: [3] }],
            ["whose list is unknown", { identifiers: unknownValue }],
            ["of one password", { identifier: 1 }, preview, both[0]],
        ];
        for (const [title, ...request] of none) {
            it(`but not of one ${title}`, async () => assert.deepEqual(await plan(...request), []));
        }
    });
});
