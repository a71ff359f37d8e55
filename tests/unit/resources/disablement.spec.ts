import assert from "node:assert/strict";
import {
    ApiSecretDisablement,
    type DisablementArgs,
    NoteDisablement,
    PasswordDisablement,
} from "../../../provider/src";
import { endProgram, isKnown, lastInputs, outputValue, registered, startProgram } from "../support/mockEngine";

for (const [className, provider, Resource] of [
    ["PasswordDisablement", "passwordDisablement", PasswordDisablement],
    ["NoteDisablement", "noteDisablement", NoteDisablement],
    ["ApiSecretDisablement", "apiSecretDisablement", ApiSecretDisablement],
] as const) {
    describe(`the declaration of a ${className}`, () => {
        before(() => startProgram("preview"));
        after(endProgram);

        const declare = async (args: DisablementArgs) => {
            await outputValue(new Resource(`x-${registered.length}`, args).urn);
        };

        it("registers the type and the provider that states keep", async () => {
            await declare({ identifier: 21 });
            const { type, inputs } = registered.at(-1) ?? {};
            assert.equal(type, `pulumi-nodejs:dynamic/mysafe:${className}`);
            assert.equal(inputs.__provider, `exports.handler = () => require("pulumi-mysafe/provider").${provider};`);
        });

        it("registers the declared inputs, the identifier as text", async () => {
            await declare({ identifier: 21, reason: "CHG-2041" });
            assert.deepEqual(lastInputs(), { identifier: "21", reason: "CHG-2041" });
        });

        it("registers `onDestroy`, which check refuses for kinds without it", async () => {
            await declare({ identifier: 21, onDestroy: "restore" } as DisablementArgs);
            assert.deepEqual(lastInputs(), { identifier: "21", onDestroy: "restore" });
        });

        it("registers nothing without arguments, which check refuses", async () => {
            await declare(undefined as unknown as DisablementArgs);
            assert.deepEqual(lastInputs(), {});
        });
    });
}

describe("the outputs of a PasswordDisablement", () => {
    after(endProgram);

    it("are the inputs and the values that the vault confirmed", async () => {
        const confirmed = {
            status: "inactive",
            outcome: "deactivated",
            disabledAt: "2031-05-06T07:08:10Z",
            vaultUrl: "https://vault.example.com",
            driftCorrections: 2,
        };
        await startProgram("update", ({ inputs }) => ({ ...inputs, ...confirmed }));
        const resource = new PasswordDisablement("former-dba", {
            identifier: 312,
            reason: "CHG-1",
            onDestroy: "leave",
        });
        const { identifier, reason, onDestroy, status, outcome, disabledAt, vaultUrl, driftCorrections } = resource;
        assert.deepEqual(
            await Promise.all([identifier, reason, onDestroy].map((output) => outputValue<unknown>(output))),
            ["312", "CHG-1", "leave"],
        );
        assert.deepEqual(
            await Promise.all(
                [status, outcome, disabledAt, vaultUrl, driftCorrections].map((output) => outputValue<unknown>(output)),
            ),
            Object.values(confirmed),
        );
    });

    for (const phase of ["preview", "update"] as const) {
        it(`count zero drifts if the state has no count: ${phase}`, async () => {
            await startProgram(phase, ({ inputs }) => ({ ...inputs, disabledAt: "2031-05-06T07:08:10Z" }));
            const { driftCorrections } = new PasswordDisablement("former-dba", { identifier: 312 });
            assert.deepEqual([await isKnown(driftCorrections), await outputValue(driftCorrections)], [true, 0]);
        });
    }

    it("are unknown in a preview that disables the password", async () => {
        await startProgram("preview");
        assert.equal(await isKnown(new PasswordDisablement("former-dba", { identifier: 312 }).driftCorrections), false);
    });
});
