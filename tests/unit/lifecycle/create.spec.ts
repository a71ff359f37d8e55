import assert from "node:assert/strict";
import { PartialFailureError } from "../../../provider/src/lifecycle/partialFailure";
import {
    both,
    createCore,
    createCoreWithoutSettings,
    createSubject,
    disabledAt,
    inactiveEntry,
    numbers,
    rejection,
    vaultUrl,
} from "../support/core";
import { lostWith, unconfirmed } from "../support/fakeVault";

const set = both[1];

describe("create", () => {
    for (const type of both) {
        describe(`of a ${type}`, () => {
            for (const [active, outcome] of [
                [true, "deactivated"],
                [false, "already-inactive"],
            ] as const) {
                it(`disables a password with the outcome ${outcome}`, async () => {
                    const { create, entries, vault } = createSubject(type);
                    vault.set(312, { active });
                    const { outputs, incomplete } = await create([312]);
                    assert.deepEqual(
                        [entries(outputs), incomplete],
                        [{ 312: { ...inactiveEntry, outcome } }, undefined],
                    );
                    assert.deepEqual([vault.isActive(312), vault.requests], [false, ["disable 312"]]);
                });
            }

            it("keeps a password with an unconfirmed request, and returns the remaining work", async () => {
                const { create, entries, vault } = createSubject(type);
                vault.set(312).fail("disable", unconfirmed());
                const { outputs, incomplete } = await create([312], { reason: "CHG-1" });
                assert.deepEqual(entries(outputs), { 312: { status: "unconfirmed", vaultUrl, driftCorrections: 0 } });
                assert.equal(outputs.reason, "CHG-1");
                assert.match(incomplete?.message ?? "", /504 "trouble"/);
            });
        });
    }

    it("of a single returns its outputs and its identifier as id", async () => {
        const { create, vault } = createSubject("PasswordDisablement");
        vault.set(312);
        const options = { reason: "CHG-1", onDestroy: "leave" };
        const { driftCorrections: _, ...confirmed } = inactiveEntry;
        const outputs = { identifier: "312", ...options, ...confirmed };
        assert.deepEqual(await create([312], options), { id: "312", outputs });
    });

    for (const [type, request] of [
        ["NoteDisablement", "disable note 312"],
        ["ApiSecretDisablement", "disable API secret 312"],
    ] as const) {
        it(`of a ${type} sends the request of its kind`, async () => {
            const { create, vault } = createSubject(type);
            vault.set(312);
            await create([312]);
            assert.deepEqual(vault.requests, [request]);
        });
    }

    it("of a set returns grouped results and a random id", async () => {
        const { create, vault } = createSubject(set);
        vault.set(312).set(313).set(340, { active: false });
        const { id, outputs } = await create([340, "312", 313]);
        const group = { status: "inactive", disabledAt, vaultUrl };
        assert.deepEqual(outputs, {
            results: [
                { ...group, outcome: "already-inactive", identifiers: "340" },
                { ...group, outcome: "deactivated", identifiers: "312-313" },
            ],
            driftCorrections: 0,
        });
        assert.match(id, /^[0-9a-f-]{36}$/);
    });

    it("of an empty set needs neither settings nor vault", async () => {
        const { create } = createSubject(set, createCoreWithoutSettings());
        assert.deepEqual((await create([])).outputs, { results: [], driftCorrections: 0 });
    });

    it("of a set keeps the successful passwords, and lists the failures with a solution", async () => {
        const { create, entries, vault } = createSubject(set);
        vault.set(1).set(2, { canWrite: false });
        const { outputs, incomplete } = await create([1, 2, 3]);
        assert.deepEqual(Object.keys(entries(outputs)), ["1"]);
        assert.ok(incomplete instanceof PartialFailureError);
        const [first, ...lines] = incomplete.message.split("\n");
        assert.equal(first, "2 of 3 passwords are not disabled: the next `pulumi up` retries only these");
        assert.match(lines.join(" "), /^password 2: 1006: .* password 3: 1005: /);
    });

    it("of a set fails if nothing succeeded, so that the engine keeps no resource", async () => {
        const error = await rejection(createSubject(set).create([1, 2]));
        assert.match(error.message, /^2 of 2 passwords are not disabled/);
    });

    it("of a set records only attempted passwords as unconfirmed after the batch stops early", async () => {
        const { create, entries, vault } = createSubject(set, createCore({ maxConcurrency: "1" }));
        vault.setAll(20).fail("disable", unconfirmed(lostWith("EINTR", true)), { identifier: "1" });
        const { outputs, incomplete } = await create(numbers(20));
        // One connection has four items in progress when the first fails.
        const statuses = Object.entries(entries(outputs)).map(([identifier, { status }]) => `${identifier} ${status}`);
        assert.deepEqual(statuses.sort(), ["1 unconfirmed", "2 inactive", "3 inactive", "4 inactive"]);
        assert.match(incomplete?.message ?? "", /^17 of 20 .* \(16 not attempted\)/);
    });

    it("of a set sends requests in parallel, each once", async () => {
        const { create, vault } = createSubject(set, createCore({ maxConcurrency: "3" }));
        vault.setAll(50);
        await create(numbers(50));
        // A batch keeps more requests in progress than the client's queue has connections.
        assert.equal(vault.maxInFlight, 12);
        assert.deepEqual(vault.requests.length, 50);
        assert.deepEqual(new Set(vault.requests), new Set(numbers(50).map((identifier) => `disable ${identifier}`)));
    });
});
