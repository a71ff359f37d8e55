import assert from "node:assert/strict";
import { ConfigError } from "../../../provider/src/shared/errors";
import { both, createCore, createCoreWithoutSettings, createSubject, rejection, type Subject } from "../support/core";
import { FakeVault, failedWith } from "../support/fakeVault";

const otherUrl = "https://other.example.com";

/** Runs an operation on a password of another vault that somebody enabled. */
function run(subject: Subject, operation: "diff" | "create" | "read" | "update" | "delete"): Promise<unknown> {
    const entry = { vaultUrl: otherUrl, status: "active" } as const;
    const olds = subject.outputs({ 312: entry }, { onDestroy: "restore" });
    return operation === "create" ? subject.create([312]) : subject[operation](olds, [312]);
}

for (const type of both) {
    describe(`the lifecycle of a ${type}`, () => {
        for (const operation of ["diff", "read", "update", "delete"] as const) {
            it(`refuses a state of another vault: ${operation}`, async () => {
                const subject = createSubject(type);
                assert.ok((await rejection(run(subject, operation))) instanceof ConfigError);
                assert.deepEqual(subject.vault.requests, []);
            });
        }

        it("refuses a new resource after it has refused a state of another vault", async () => {
            const { create, diff, outputs, vault } = createSubject(type);
            vault.set(313);
            await assert.rejects(diff(outputs({ 312: { vaultUrl: "https://other.example.com" } }), [312]));
            await assert.rejects(create([313]), /but the state belongs to the vault at https:\/\/other\.example\.com/);
            assert.deepEqual(vault.requests, []);
        });

        it("refuses a state of another vault without a request to it, too", async () => {
            for (const detectDrift of ["true", "false"]) {
                const subject = createSubject(type, createCore({ detectDrift }));
                const olds = subject.outputs({ 312: { vaultUrl: otherUrl } });
                assert.ok((await rejection(subject.read(olds))) instanceof ConfigError);
                assert.ok((await rejection(subject.delete(olds))) instanceof ConfigError);
            }
        });

        for (const [operation, requests] of [
            ["diff", []],
            ["read", ["read 312"]],
            ["update", ["disable 312"]],
            ["delete", ["enable 312"]],
        ] as const) {
            it(`accepts a state of a former URL of its vault: ${operation}`, async () => {
                const subject = createSubject(type, createCore({ formerUrls: otherUrl }, new FakeVault().set(312)));
                await run(subject, operation);
                assert.deepEqual(subject.vault.requests, requests);
            });
        }

        for (const [operation, route] of [
            ["create", "disable"],
            ["read", "read"],
            ["update", "disable"],
            ["delete", "enable"],
        ] as const) {
            it(`reports missing settings if it needs the vault: ${operation}`, async () => {
                const error = await rejection(run(createSubject(type, createCoreWithoutSettings()), operation));
                assert.match(error.message, /mysafe:url is missing/);
            });

            it(`fails if the vault fails, and changes nothing: ${operation}`, async () => {
                const expected = failedWith(500);
                const vault = new FakeVault().set(312).fail(route, expected);
                const error = await rejection(
                    run(createSubject(type, createCore({ formerUrls: otherUrl }, vault)), operation),
                );
                if (type === "PasswordDisablement") {
                    assert.equal(error, expected);
                } else {
                    assert.match(error.message, /^1 of 1 passwords is not .*\npassword 312: 500 "trouble"\nCause: /);
                }
            });
        }
    });
}
