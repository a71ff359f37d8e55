import assert from "node:assert/strict";
import { createLookups } from "../../../provider/src/checks/lookups";
import { apiSecretKind, noteKind } from "../../../provider/src/client/kinds";
import type { Vault } from "../../../provider/src/client/vault";
import { FakeVault, failedWith } from "../support/fakeVault";

/** Creates the lookups of a run. */
function createRun(vault: FakeVault) {
    return createLookups(
        () => vault as unknown as Vault,
        () => {},
    );
}

describe("the lookups of a run", () => {
    it("know the names of the list, which they read once", async () => {
        const vault = new FakeVault().set(312, { name: "Github", username: "m.souza" });
        const lookups = createRun(vault);
        assert.equal(lookups.nameOf("312"), undefined);
        await lookups.list();
        await Promise.all([lookups.readNames(), lookups.readNames()]);
        assert.deepEqual([lookups.nameOf("312"), lookups.nameOf("9999")], ["Github (m.souza)", undefined]);
        assert.deepEqual(vault.requests, ["list"]);
    });

    it("go on without names where the list fails", async () => {
        const lookups = createRun(new FakeVault().set(312).fail("list", failedWith(500, true)));
        await lookups.readNames();
        assert.equal(lookups.nameOf("312"), undefined);
    });

    it("know no name of a note or an API secret, whose numbers are others", async () => {
        const lookups = createRun(new FakeVault().set(1).set(2, { active: false }));
        await lookups.readNames();
        await lookups.readUnlisted("2");
        assert.deepEqual([lookups.nameOf("1", noteKind), lookups.isInactive("2", apiSecretKind)], [undefined, false]);
    });

    it("know what a read found inactive", async () => {
        const lookups = createRun(new FakeVault().set(1).set(2, { active: false }));
        await Promise.all(["1", "2", "3"].map((identifier) => lookups.readUnlisted(identifier)));
        assert.deepEqual(
            ["1", "2", "3"].filter((identifier) => lookups.isInactive(identifier)),
            ["2"],
        );
    });
});
