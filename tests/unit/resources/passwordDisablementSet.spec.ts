import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { unpack } from "../../../provider/src/dynamic/packedList";
import {
    PasswordDisablementSet,
    type PasswordDisablementSetArgs,
    packIdentifiers,
} from "../../../provider/src/resources/passwordDisablementSet";
import { endProgram, isKnown, lastInputs, outputValue, registered, startProgram } from "../support/mockEngine";

async function inputsOf(args: PasswordDisablementSetArgs): Promise<Record<string, unknown>> {
    await outputValue(new PasswordDisablementSet(`leavers-${registered.length}`, args).urn);
    return lastInputs();
}

describe("the declaration of a set", () => {
    before(() => startProgram("preview"));
    after(endProgram);

    it("registers the type and the provider that states keep", async () => {
        await inputsOf({ identifiers: [312] });
        const { type, inputs } = registered.at(-1) ?? {};
        assert.equal(type, "pulumi-nodejs:dynamic/mysafe:PasswordDisablementSet");
        assert.equal(
            inputs.__provider,
            'exports.handler = () => require("pulumi-mysafe/provider").passwordDisablementSet;',
        );
    });

    it("registers the declared inputs, the identifiers as one text", async () => {
        const options = { reason: "CHG-1", onDestroy: "restore", additive: true } as const;
        assert.deepEqual(await inputsOf({ identifiers: [312, "313"], ...options }), {
            identifiers: { list: "312,313" },
            ...options,
        });
    });

    for (const [what, identifiers] of [
        ["outputs and promises of identifiers", [pulumi.output(312), Promise.resolve("313"), pulumi.output(9_999_999)]],
        ["an output of a list", pulumi.output([312, "313", 9_999_999])],
        ["a promise of a list", Promise.resolve([312, "313", 9_999_999])],
    ] as [string, PasswordDisablementSetArgs["identifiers"]][]) {
        it(`registers texts for ${what}`, async () => {
            assert.deepEqual(unpack((await inputsOf({ identifiers })).identifiers), ["312", "313", "9999999"]);
        });
    }

    it("registers wrong identifiers as they are, which check refuses", async () => {
        const wrong = [null, [312], "abc", 1.5, true] as unknown as number[];
        assert.deepEqual((await inputsOf({ identifiers: wrong })).identifiers, [null, [312], "abc", "1.5", true]);
        assert.equal((await inputsOf({ identifiers: 312 as unknown as number[] })).identifiers, 312);
        assert.deepEqual(await inputsOf(undefined as unknown as PasswordDisablementSetArgs), {});
    });

    for (const [what, object] of [
        ["a Set", new Set([312, 313])],
        ["a Map", new Map([[312, "x"]])],
        ["an object", { 312: "x" }],
    ] as const) {
        const isRefusal = (error: unknown) =>
            pulumi.RunError.isInstance(error) && /^PasswordDisablementSet "leavers": .* a list/.test(error.message);

        it(`refuses ${what}, whose elements the SDK would drop`, () => {
            const identifiers = object as unknown as number[];
            assert.throws(() => new PasswordDisablementSet("leavers", { identifiers }), isRefusal);
        });

        it(`refuses an output of ${what}`, async () => {
            const packed = packIdentifiers("leavers", pulumi.output(object));
            await assert.rejects((packed as unknown as { promise(): Promise<unknown> }).promise(), isRefusal);
        });
    }
});

describe("the outputs of a set", () => {
    const known = { status: "inactive", disabledAt: "2031-05-06T07:08:10Z", vaultUrl: "https://vault.example.com" };
    const confirmed = { ...known, lastDisabledAt: known.disabledAt };

    afterEach(endProgram);

    it("are one result for each confirmed password, in ascending order", async () => {
        await startProgram("update", ({ inputs }) => ({
            ...inputs,
            driftCorrections: 2,
            names: "313 Github (m.souza)",
            results: [
                { ...known, outcome: "deactivated", identifiers: "312-313, 1000" },
                {
                    ...known,
                    outcome: "already-inactive",
                    status: "active",
                    lastDisabledAt: "2032-01-01T00:00:00Z",
                    identifiers: "340",
                },
                { status: "unconfirmed", vaultUrl: known.vaultUrl, identifiers: "350" },
            ],
        }));
        const set = new PasswordDisablementSet("leavers", { identifiers: [313, 312, 1000, 340, 350], reason: "CHG-1" });
        assert.deepEqual(await outputValue(set.results), [
            { identifier: 312, outcome: "deactivated", ...confirmed },
            { identifier: 313, name: "Github (m.souza)", outcome: "deactivated", ...confirmed },
            {
                identifier: 340,
                outcome: "already-inactive",
                ...confirmed,
                status: "active",
                lastDisabledAt: "2032-01-01T00:00:00Z",
            },
            { identifier: 1000, outcome: "deactivated", ...confirmed },
        ]);
        assert.deepEqual(await outputValue(set.identifiers), ["312", "313", "340", "1000"]);
        assert.deepEqual([await outputValue(set.driftCorrections), await outputValue(set.reason)], [2, "CHG-1"]);
    });

    it("are unknown in a preview that changes the set", async () => {
        await startProgram("preview", () => ({ identifiers: { 312: "inactive", 313: "inactive" } }));
        const set = new PasswordDisablementSet("leavers", { identifiers: [313, 312] });
        assert.deepEqual([await isKnown(set.results), await isKnown(set.identifiers)], [false, false]);
    });

    it("are known in a preview that changes nothing", async () => {
        const results = [{ ...known, outcome: "deactivated", identifiers: "312-313" }];
        await startProgram("preview", () => ({ results, driftCorrections: 0 }));
        const set = new PasswordDisablementSet("leavers", { identifiers: [313, 312] });
        assert.deepEqual(await outputValue(set.identifiers), ["312", "313"]);
    });
});
