import assert from "node:assert/strict";
import { noteKind, passwordKind } from "../../../provider/src/client/kinds";
import { disableAll } from "../../../provider/src/lifecycle/disable";
import { reportLeft, restoreAll } from "../../../provider/src/lifecycle/release";
import { createCore, entriesOf } from "../support/core";
import { refusedWith } from "../support/fakeVault";

describe("leaving passwords", () => {
    it("reports the last known status of each, and warns about unconfirmed requests", () => {
        const { context, infos, warnings } = createCore();
        const entries = entriesOf({
            1: {},
            2: {},
            3: { status: "active" },
            4: { status: "unconfirmed" },
            5: { status: "missing" },
        });
        reportLeft(context, passwordKind, entries);
        assert.deepEqual(infos, [
            "passwords 1-2 are left as they are, last seen inactive",
            "password 3 stays active, as the last refresh found it",
            "password 5 is missing: the vault no longer has it",
        ]);
        assert.deepEqual(warnings, [
            "password 4 may still be active: the request to disable it was sent but not confirmed. Check it in the vault.",
        ]);
    });

    it("reports nothing for an empty list", () => {
        const { context, infos, warnings } = createCore();
        reportLeft(context, passwordKind, new Map());
        assert.deepEqual([infos, warnings], [[], []]);
    });

    it("names notes", () => {
        const { context, infos } = createCore();
        reportLeft(context, noteKind, entriesOf({ 1: {} }));
        assert.deepEqual(infos, ["note 1 is left as it is, last seen inactive"]);
    });
});

describe("restoring passwords", () => {
    it("enables and reports all that the stack disabled, also active ones", async () => {
        const { context, vault, infos } = createCore();
        vault.set(1, { active: false }).set(2);
        assert.deepEqual(await restoreAll(context, entriesOf({ 1: {}, 2: { status: "active" } })), []);
        assert.deepEqual([vault.isActive(1), infos], [true, ["passwords 1-2 are active again"]]);
    });

    for (const [title, found, entry] of [
        ["where the run finds another one", [2], {}],
        ["that a refresh found missing before", [], { status: "missing" }],
    ] as const) {
        it(`succeeds for passwords that the vault no longer has, ${title}`, async () => {
            const { context, vault, infos } = createCore();
            for (const identifier of found) {
                vault.set(identifier);
                await restoreAll(context, entriesOf({ [identifier]: {} }));
            }
            assert.deepEqual(await restoreAll(context, entriesOf({ 1: entry })), []);
            assert.equal(infos.at(-1), "password 1 is not enabled: the vault no longer has it");
        });
    }

    it("fails where the vault has none of them, as for the access key of another tenant", async () => {
        const { context, infos } = createCore();
        await assert.rejects(
            restoreAll(context, entriesOf({ 1: {}, 2: {} })),
            /^NothingFoundError: the vault has none of the 2 passwords 1-2 \(1005\)/,
        );
        assert.deepEqual(infos, []);
    });

    it("succeeds for a missing password beside one that an update disables", async () => {
        const { context, vault } = createCore();
        vault.set(2);
        await disableAll(context, passwordKind, ["2"], new Map());
        assert.deepEqual(await restoreAll(context, entriesOf({ 1: {} })), []);
    });

    it("does not enable passwords that the program still declares", async () => {
        const { context, vault, infos } = createCore();
        vault.set(1).set(2);
        context.declaredPasswords.add("1");
        await restoreAll(context, entriesOf({ 1: {}, 2: {} }));
        assert.deepEqual(vault.requests, ["enable 2"]);
        assert.deepEqual(infos, [
            "password 1 is not enabled: the program still declares it",
            "password 2 is active again",
        ]);
    });

    it("leaves and reports what the stack did not disable", async () => {
        const { context, vault, infos, warnings } = createCore();
        vault.set(1, { active: false });
        const unconfirmed = { status: "unconfirmed", outcome: undefined, disabledAt: undefined } as const;
        await restoreAll(context, entriesOf({ 1: { outcome: "already-inactive" }, 2: unconfirmed }));
        assert.deepEqual(
            [vault.requests, infos],
            [[], ["password 1 is left as it is, last seen inactive: this resource did not disable it"]],
        );
        assert.match(warnings.join(), /^password 2 may still be active/);
    });

    it("enables what an unconfirmed correction may have left inactive", async () => {
        const { context, vault } = createCore();
        vault.set(1, { active: false });
        await restoreAll(context, entriesOf({ 1: { status: "unconfirmed" } }));
        assert.deepEqual(vault.requests, ["enable 1"]);
    });

    it("returns the failures, and does not report them", async () => {
        const { context, vault, infos } = createCore();
        vault.set(1, { canWrite: false });
        const [failure, ...more] = await restoreAll(context, entriesOf({ 1: {} }));
        assert.deepEqual([failure?.error.message, more, infos], [refusedWith(1006).message, [], []]);
    });
});
