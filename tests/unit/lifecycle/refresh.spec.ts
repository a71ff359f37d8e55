import assert from "node:assert/strict";
import { refreshAll } from "../../../provider/src/lifecycle/refresh";
import { createCore, entriesOf } from "../support/core";
import { failedWith } from "../support/fakeVault";

const statuses = (entries: ReadonlyMap<string, { status: string }>) =>
    [...entries].map(([identifier, { status }]) => `${identifier} ${status}`);

describe("a refresh", () => {
    for (const [title, before, active, after] of [
        ["finds a password active", "inactive", true, "active"],
        ["finds a password inactive again", "active", false, "inactive"],
        [
            "leaves an unconfirmed password to the next update, though it is inactive",
            "unconfirmed",
            false,
            "unconfirmed",
        ],
        ["leaves an unconfirmed password to the next update, though it is active", "unconfirmed", true, "unconfirmed"],
        ["finds a missing password again, inactive", "missing", false, "inactive"],
        ["finds a missing password again, active", "missing", true, "active"],
    ] as const) {
        it(title, async () => {
            const { context, vault } = createCore();
            vault.set(312, { active });
            const { entries } = await refreshAll(context, entriesOf({ 312: { status: before } }));
            assert.deepEqual(statuses(entries), [`312 ${after}`]);
        });
    }

    it("reports an active password in each refresh", async () => {
        const { context, vault, infos } = createCore();
        vault.set(1).set(2).set(3);
        await refreshAll(context, entriesOf({ 1: {}, 2: { status: "active" }, 3: { status: "unconfirmed" } }));
        assert.deepEqual(infos, ["passwords 1-2 were re-enabled in the vault"]);
    });

    for (const status of ["inactive", "active", "unconfirmed", "missing"] as const) {
        it(`marks and reports passwords that the vault no longer has, and keeps their evidence: ${status}`, async () => {
            const { context, vault, infos } = createCore();
            vault.set(2, { active: false });
            const { entries, failures } = await refreshAll(
                context,
                entriesOf({ 1: { status, driftCorrections: 2 }, 2: {} }),
            );
            const expected = entriesOf({ 1: { status: "missing", driftCorrections: 2 }, 2: {} });
            assert.deepEqual([entries, failures], [expected, []]);
            assert.deepEqual(infos, ["password 1 is missing: the vault no longer has it. Remove it from the program."]);
        });
    }

    it("leaves a missing password that was never confirmed to the next update when it is back", async () => {
        const { context, vault } = createCore();
        vault.set(312, { active: false });
        const { entries } = await refreshAll(context, entriesOf({ 312: { status: "missing", outcome: undefined } }));
        assert.deepEqual(statuses(entries), ["312 unconfirmed"]);
    });

    it("returns the failures, and reports nothing, because the state stays unchanged", async () => {
        const { context, vault, infos } = createCore();
        const error = failedWith(500);
        vault.set(2).set(3).fail("read", error, { identifier: "3" });
        const { failures } = await refreshAll(context, entriesOf({ 1: {}, 2: {}, 3: {} }));
        assert.deepEqual([failures, infos], [[{ identifier: "3", error, attempted: true }], []]);
    });
});
