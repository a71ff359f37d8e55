import assert from "node:assert/strict";
import { importState } from "../../../provider/src/lifecycle/importState";
import { resourceTypes } from "../../../provider/src/lifecycle/resourceTypes";
import { createCore, disabledAt, rejection, vaultUrl } from "../support/core";
import { FakeVault } from "../support/fakeVault";

const { PasswordDisablement: single, PasswordDisablementSet: set, ApiSecretDisablement: apiSecret } = resourceTypes;
const imported = { status: "inactive", outcome: "already-inactive", disabledAt, vaultUrl };

/** Creates a vault with inactive passwords from 1 to 5, and 6 active. */
function inactiveVault(): FakeVault {
    const vault = new FakeVault().setAll(5, { active: false }).set(6);
    vault.listsInactive = true;
    return vault;
}

describe("an import", () => {
    it("is a first confirmation of an inactive password, and sends no request that changes it", async () => {
        const { context, vault } = createCore({ keepNames: "true" }, inactiveVault());
        assert.deepEqual(await importState(context, single, "3"), {
            id: "3",
            outputs: { identifier: "3", name: "Password 3", ...imported },
            inputs: { identifier: "3", status: "inactive" },
        });
        assert.deepEqual(vault.requests, ["read 3", "list"]);
    });

    it("keeps no name where no state has names", async () => {
        const { context } = createCore({}, inactiveVault());
        const { outputs } = await importState(context, single, "3");
        assert.deepEqual(outputs, { identifier: "3", ...imported });
    });

    it("reads a set from identifiers and ranges, with the list that a program declares as its inputs", async () => {
        const { context } = createCore({}, inactiveVault());
        const { id, outputs, inputs } = await importState(context, set, "5, 1-3, 2");
        assert.match(id, /^[0-9a-f-]{36}$/);
        assert.deepEqual(inputs, { identifiers: ["5", "1", "2", "3"] });
        assert.deepEqual(outputs, { results: [{ identifiers: "1-3, 5", ...imported }], driftCorrections: 0 });
    });

    it("fails for all that it refuses of a set with one reason", async () => {
        const { context } = createCore({}, inactiveVault().set(7));
        const { message } = await rejection(importState(context, set, "1,6-7"));
        assert.match(message, /^passwords 6-7 are active, so there is nothing to import\nCause: .*\nSolution: /);
    });

    for (const id of ["", "0", "-1", "1.5", "1e3", " 3", "former-dba", "9007199254740993"]) {
        it(`refuses the id of one password without a request: "${id}"`, async () => {
            const { context, vault } = createCore({}, inactiveVault());
            assert.match((await rejection(importState(context, single, id))).message, /^cannot import ".*"\nCause: /);
            assert.deepEqual(vault.requests, []);
        });
    }

    for (const id of [
        "",
        "1;2",
        "3-1",
        "312,420-400",
        "1,,2",
        "a,1",
        "1-",
        "1-3000000000",
        "9999999999-99999999999999",
    ]) {
        it(`refuses the id of a set without a request: "${id}"`, async () => {
            const { context, vault } = createCore({}, inactiveVault());
            assert.match(
                (await rejection(importState(context, set, id))).message,
                /such as 312,400-420, at most 100000\.$/,
            );
            assert.deepEqual(vault.requests, []);
        });
    }

    it("refuses what the vault cannot read", async () => {
        const { context } = createCore();
        assert.match(
            (await rejection(importState(context, apiSecret, "31"))).message,
            /^cannot import API secret 31\n/,
        );
    });

    it("fails with the vault's own error where it gives no status", async () => {
        const { context } = createCore({ url: "" });
        assert.match((await rejection(importState(context, single, "3"))).message, /mysafe:url is missing/);
    });
});
