import assert from "node:assert/strict";
import { createLookups } from "../../../provider/src/checks/lookups";
import type { Vault } from "../../../provider/src/client/vault";
import { FakeVault, failedWith } from "../support/fakeVault";

/** Creates the lookups of a run whose waits end when `timeout` resolves. */
function createRun(vault: FakeVault, timeout: Promise<void> = new Promise(() => {})) {
    return createLookups(
        () => vault as unknown as Vault,
        () => {},
        () => timeout,
    );
}

describe("the lookups of a run", () => {
    it("know the names of the list, which they read once", async () => {
        const vault = new FakeVault().set(312, { name: "Github", username: "m.souza" });
        const lookups = createRun(vault);
        assert.equal(lookups.nameOf("312"), undefined);
        await Promise.all([lookups.readNames(), lookups.readNames(), lookups.list()]);
        assert.deepEqual([lookups.nameOf("312"), lookups.nameOf("9999")], ["Github (m.souza)", undefined]);
        assert.deepEqual(vault.requests, ["list"]);
    });

    it("go on without names where the list fails", async () => {
        const lookups = createRun(new FakeVault().set(312).fail("list", failedWith(500, true)));
        await lookups.readNames();
        assert.equal(lookups.nameOf("312"), undefined);
    });

    it("go on without names where the list is late", async () => {
        const vault = new FakeVault();
        vault.list = () => new Promise(() => {});
        await createRun(vault, Promise.resolve()).readNames();
    });

    it("know what a read found inactive", async () => {
        const lookups = createRun(new FakeVault().set(1).set(2, { active: false }));
        await Promise.all(["1", "2", "3"].map((identifier) => lookups.readUnlisted(identifier)));
        assert.deepEqual(["1", "2", "3"].filter(lookups.isInactive), ["2"]);
    });
});
