import assert from "node:assert/strict";
import type { Caller } from "../../../provider/src/checks/declaration";
import { withName } from "../../../provider/src/shared/passwordName";
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
                const result = await lifecycle.check({ olds: {}, news, caller: preview });
                assert.deepEqual(result.inputs, inputs([312], { reason: "CHG-1" }));
                assert.deepEqual(result.failures, []);
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

    describe("plans", () => {
        const vault = new FakeVault().setAll(3).set(4, { active: false });
        const olds = { identifiers: { 3: "inactive" } };

        async function planOf(news: object, caller: Caller = preview, type: (typeof both)[number] = both[1]) {
            const { lifecycle } = createSubject(type, createCore({}, vault));
            const { plan } = await lifecycle.check({ olds, news: { ...news }, caller });
            return plan.map(({ action, objects }) => [
                action,
                ...objects.map(({ identifier, name }) => withName(identifier, name)),
            ]);
        }

        it("what is new, with its names, and what the vault says is inactive already", async () => {
            assert.deepEqual(await planOf({ identifiers: [1, 2, 3, 4] }), [
                ["disable", "1 Password 1", "2 Password 2"],
                ["inactive", "4"],
            ]);
        });

        it("an unknown list", async () => {
            assert.deepEqual(await planOf({ identifiers: unknownValue }), [["unknownList", "identifiers[]"]]);
        });

        it("one password", async () => {
            assert.deepEqual(await planOf({ identifier: 1 }, preview, both[0]), [["disable", "1 Password 1"]]);
        });

        const none: [title: string, ...request: Parameters<typeof planOf>][] = [
            ["in an update", { identifiers: [1] }, update],
            ["where a password is refused", { identifiers: [1, 9999] }],
            ["where nothing changes", { identifiers: [3] }],
        ];
        for (const [title, ...request] of none) {
            it(`nothing ${title}`, async () => assert.deepEqual(await planOf(...request), []));
        }
    });
});
