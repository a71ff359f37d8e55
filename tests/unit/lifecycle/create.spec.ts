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
import { refusedWith, unconfirmed } from "../support/fakeVault";

const set = both[1];

describe("create", () => {
    for (const type of both) {
        describe(`of a ${type}`, () => {
            for (const [active, outcome] of [
                [true, "deactivated"],
                [false, "already-inactive"],
            ] as const) {
                it(`disables a password with the outcome ${outcome}`, async () => {
                    const { lifecycle, inputs, entries, vault } = createSubject(type);
                    vault.set(312, { active });
                    const { outputs, incomplete } = await lifecycle.create({ inputs: inputs([312]) });
                    assert.deepEqual(entries(outputs), { 312: { ...inactiveEntry, outcome } });
                    assert.deepEqual(
                        [incomplete, vault.isActive(312), vault.requests],
                        [undefined, false, ["disable 312"]],
                    );
                });
            }

            it("keeps a password whose request is not confirmed, and returns what is left to do", async () => {
                const { lifecycle, inputs, entries, vault } = createSubject(type);
                vault.set(312).fail("disable", { error: unconfirmed() });
                const { outputs, incomplete } = await lifecycle.create({ inputs: inputs([312], { reason: "CHG-1" }) });
                assert.deepEqual(entries(outputs), {
                    312: {
                        status: "unconfirmed",
                        vaultUrl,
                        driftCorrections: 0,
                        outcome: undefined,
                        disabledAt: undefined,
                    },
                });
                assert.equal(outputs.reason, "CHG-1");
                assert.match(incomplete?.message ?? "", /504 "trouble"/);
            });
        });
    }

    it("of a single returns its outputs and its identifier as id", async () => {
        const { lifecycle, inputs, vault } = createSubject("PasswordDisablement");
        vault.set(312);
        const options = { reason: "CHG-1", onDestroy: "leave" };
        assert.deepEqual(await lifecycle.create({ inputs: inputs([312], options) }), {
            id: "312",
            outputs: { identifier: "312", ...options, ...inactiveEntry },
        });
    });

    it("of a single fails with the vault's own error", async () => {
        const { lifecycle, inputs, vault } = createSubject("PasswordDisablement");
        const error = refusedWith(1006);
        vault.set(312).fail("disable", { error });
        assert.equal(await rejection(lifecycle.create({ inputs: inputs([312]) })), error);
    });

    for (const [type, request] of [
        ["NoteDisablement", "disable note 312"],
        ["ApiSecretDisablement", "disable API secret 312"],
    ] as const) {
        it(`of a ${type} sends the request of its kind, and counts no drifts`, async () => {
            const { lifecycle, inputs, vault } = createSubject(type);
            vault.set(312);
            const { outputs } = await lifecycle.create({ inputs: inputs([312]) });
            assert.deepEqual(vault.requests, [request]);
            assert.equal("driftCorrections" in outputs, false);
        });
    }

    it("of a set returns grouped results and a random id", async () => {
        const { lifecycle, inputs, vault } = createSubject(set);
        vault.set(312).set(313).set(340, { active: false });
        const { id, outputs } = await lifecycle.create({ inputs: inputs([340, "312", 313]) });
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
        const { lifecycle, inputs } = createSubject(set, createCoreWithoutSettings());
        const { outputs } = await lifecycle.create({ inputs: inputs([]) });
        assert.deepEqual(outputs, { results: [], driftCorrections: 0 });
    });

    it("of a set keeps what succeeded, and lists what failed with the way to retry", async () => {
        const { lifecycle, inputs, entries, vault } = createSubject(set);
        vault.set(1).set(2, { canWrite: false });
        const { outputs, incomplete } = await lifecycle.create({ inputs: inputs([1, 2, 3]) });
        assert.deepEqual(Object.keys(entries(outputs)), ["1"]);
        assert.ok(incomplete instanceof PartialFailureError);
        assert.match(
            incomplete.message,
            /^2 of 3 passwords are not disabled: `pulumi up` retries only these\npassword 2: 1006: .*\npassword 3: 1005: /s,
        );
    });

    it("of a set fails where nothing succeeded, so that no resource is kept", async () => {
        const { lifecycle, inputs } = createSubject(set);
        const error = await rejection(lifecycle.create({ inputs: inputs([1, 2]) }));
        assert.match(error.message, /^2 of 2 passwords are not disabled/);
    });

    it("of a set sends requests side by side, each once", async () => {
        const { lifecycle, inputs, vault } = createSubject(set, createCore({ maxConcurrency: "3" }));
        vault.setAll(50);
        await lifecycle.create({ inputs: inputs(numbers(50)) });
        // The client's queue limits connections; a batch keeps more requests in progress than that.
        assert.equal(vault.maxInFlight, 12);
        assert.deepEqual(
            vault.requests.sort(),
            numbers(50)
                .map((identifier) => `disable ${identifier}`)
                .sort(),
        );
    });
});
