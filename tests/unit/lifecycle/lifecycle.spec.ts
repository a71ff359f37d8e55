import assert from "node:assert/strict";
import { ConfigError } from "../../../provider/src/shared/errors";
import { both, createCore, createCoreWithoutSettings, createSubject, rejection, type Subject } from "../support/core";

const otherUrl = "https://other.example.com";

/** The operations on a state of 312 that a vault has, which somebody enabled. */
const operations = {
    diff: ({ lifecycle, inputs }: Subject, olds: object) => lifecycle.diff({ olds: { ...olds }, news: inputs([312]) }),
    create: ({ lifecycle, inputs }: Subject) => lifecycle.create({ inputs: inputs([312]) }),
    read: ({ lifecycle }: Subject, olds: object) => lifecycle.read({ id: "an-id", olds: { ...olds } }),
    update: ({ lifecycle, inputs }: Subject, olds: object) =>
        lifecycle.update({ id: "an-id", olds: { ...olds }, news: inputs([312]) }),
    delete: ({ lifecycle }: Subject, olds: object) => lifecycle.delete({ id: "an-id", olds: { ...olds } }),
};

/** Runs an operation on a state of another vault. */
function run(subject: Subject, operation: keyof typeof operations): Promise<unknown> {
    const entry = { vaultUrl: otherUrl, status: "active" } as const;
    return operations[operation](subject, subject.outputs({ 312: entry }, { onDestroy: "enable" }));
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

        for (const [operation, requests] of [
            ["diff", []],
            ["read", ["read 312"]],
            ["update", ["disable 312"]],
            ["delete", ["enable 312"]],
        ] as const) {
            it(`accepts a state of a former URL of its vault: ${operation}`, async () => {
                const subject = createSubject(type, createCore({ formerUrls: otherUrl }));
                subject.vault.set(312);
                await run(subject, operation);
                assert.deepEqual(subject.vault.requests, requests);
            });
        }

        for (const operation of ["create", "read", "update", "delete"] as const) {
            it(`reports missing settings where it needs the vault: ${operation}`, async () => {
                const error = await rejection(run(createSubject(type, createCoreWithoutSettings()), operation));
                assert.ok(error instanceof ConfigError);
                assert.match(error.message, /mysafe:url is missing/);
            });
        }
    });
}
