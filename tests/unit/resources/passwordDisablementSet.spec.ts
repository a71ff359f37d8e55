import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { unpack } from "../../../provider/src/dynamic/packedList";
import {
    PasswordDisablementSet,
    type PasswordDisablementSetArgs,
} from "../../../provider/src/resources/passwordDisablementSet";
import { endPlay, isKnown, play, registered, settled } from "../support/mocked";

/** The inputs that a declaration registers. */
async function inputsOf(args: PasswordDisablementSetArgs): Promise<Record<string, unknown>> {
    const made = new PasswordDisablementSet(`leavers-${registered.length}`, args);
    await settled(made.urn);
    return registered.at(-1)?.inputs as Record<string, unknown>;
}

const known = { status: "inactive", disabledAt: "2031-05-06T07:08:09.010Z", vaultUrl: "https://vault.example.com" };

describe("the declaration of a set", () => {
    before(() => play(true));
    after(endPlay);

    it("registers a dynamic resource with the text that states rely on, and nothing else but what it declares", async () => {
        const inputs = await inputsOf({ identifiers: [312], reason: "CHG-1", onDestroy: "enable" });
        assert.equal(registered.at(-1)?.type, "pulumi-nodejs:dynamic/mysafe:PasswordDisablementSet");
        assert.equal(
            inputs.__provider,
            'exports.handler = () => require("pulumi-mysafe/provider").passwordDisablementSet;',
        );
        const { __declaration: _, __provider: __, ...others } = inputs;
        assert.deepEqual(others, { identifiers: { list: "312" }, reason: "CHG-1", onDestroy: "enable" });
    });

    for (const [what, identifiers] of [
        ["numbers and texts", [312, "313", 9_999_999]],
        ["outputs and promises of them", [pulumi.output(312), Promise.resolve("313"), pulumi.output(9_999_999)]],
        ["an output of all", pulumi.output([312, "313", 9_999_999])],
        ["a promise of all", Promise.resolve([312, "313", 9_999_999])],
    ] as [string, PasswordDisablementSetArgs["identifiers"]][]) {
        it(`sends texts, whatever it is given: ${what}`, async () => {
            const sent = (await inputsOf({ identifiers })).identifiers;
            assert.deepEqual(unpack(sent), ["312", "313", "9999999"]);
        });
    }

    it("sends one text of all where it has them all, which takes no longer for thousands", async () => {
        const identifiers = Array.from({ length: 10_000 }, (_, index) => index + 1);
        for (const given of [identifiers, pulumi.output(identifiers)]) {
            assert.deepEqual((await inputsOf({ identifiers: given })).identifiers, { list: identifiers.join() });
        }
    });

    for (const [what, identifiers] of [
        ["none", []],
        ["a comma in one", ["312,313", 400]],
        ["an empty one", ["", 400]],
        ["blanks", [" 312", "313 "]],
    ] as [string, (number | string)[]][]) {
        it(`sends a list of such so that it is read as it was: ${what}`, async () => {
            assert.deepEqual(unpack((await inputsOf({ identifiers })).identifiers), identifiers.map(String));
        });
    }

    it("leaves judging what is wrong to the preview", async () => {
        const identifiers = [null, [312], "abc", 1.5, true] as unknown as number[];
        assert.deepEqual((await inputsOf({ identifiers })).identifiers, [null, [312], "abc", "1.5", true]);
        const none = await inputsOf(undefined as unknown as PasswordDisablementSetArgs);
        assert.equal(none.identifiers, undefined);
        assert.equal((await inputsOf({ identifiers: 312 as unknown as number[] })).identifiers, 312);
    });

    for (const [what, identifiers] of [
        ["a Set", new Set([312, 313])],
        ["a Map", new Map([[312, "x"]])],
        ["an object", { 312: "x" }],
    ] as const) {
        it(`does not take for an empty list what is none, and would disable nothing: ${what}`, async () => {
            const declare = async () => {
                const sent = (await inputsOf({ identifiers: identifiers as unknown as number[] })).identifiers;
                return typeof sent === "object" && sent !== null;
            };
            assert.equal(await declare().catch((error) => !pulumi.RunError.isInstance(error)), false);
        });
    }

    it("refuses `import` and `id` with what to do instead", () => {
        for (const opts of [{ import: "312" }, { id: "312" }]) {
            const declare = () => new PasswordDisablementSet("x", { identifiers: [312] }, opts);
            assert.throws(
                declare,
                (error) => pulumi.RunError.isInstance(error) && /PasswordDisablementSet "x"/.test(error.message),
            );
        }
    });
});

describe("the outputs of a set", () => {
    after(endPlay);

    it("are its identifiers as texts, and a result for each", async () => {
        await play(false, ({ inputs }) => ({
            ...inputs,
            driftCorrected: 2,
            results: [
                { ...known, outcome: "deactivated", identifiers: "312-313, 400" },
                { ...known, outcome: "already-inactive", status: "active", identifiers: "340" },
                { status: "unconfirmed", vaultUrl: known.vaultUrl, identifiers: "350" },
            ],
        }));
        const set = new PasswordDisablementSet("leavers", { identifiers: [313, 312, 400, 340, 350], reason: "CHG-1" });
        const { status: _, ...result } = known;
        assert.deepEqual(
            (await settled(set.results)).map(({ identifier, outcome, ...rest }) => {
                assert.deepEqual(rest, result);
                return `${identifier} ${outcome}`;
            }),
            ["312 deactivated", "313 deactivated", "340 already-inactive", "400 deactivated"],
        );
        assert.deepEqual((await settled(set.identifiers)).sort(), ["312", "313", "340", "350", "400"]);
        assert.deepEqual([await settled(set.driftCorrected), await settled(set.reason)], [2, "CHG-1"]);
    });

    it("have the identifiers in a preview that makes it: the engine keeps them by identifier", async () => {
        await play(true, () => ({ identifiers: { 312: "inactive", 313: "inactive" } }));
        const set = new PasswordDisablementSet("leavers", { identifiers: [313, 312] });
        assert.deepEqual((await settled(set.identifiers)).sort(), ["312", "313"]);
        assert.equal(await isKnown(set.results), false);
    });

    it("have the identifiers in a preview that changes nothing: the engine gives what the state has", async () => {
        const results = [{ ...known, outcome: "deactivated", identifiers: "312-313" }];
        await play(true, () => ({ results, driftCorrected: 0 }));
        const set = new PasswordDisablementSet("leavers", { identifiers: [313, 312] });
        assert.deepEqual(
            (await settled(set.results)).map(({ identifier }) => identifier),
            ["312", "313"],
        );
        assert.equal(await isKnown(set.identifiers), true);
        assert.deepEqual((await settled(set.identifiers)).sort(), ["312", "313"]);
    });

    it("have the identifiers that stay in an additive set too, whichever way the engine gives them", async () => {
        const results = [{ ...known, outcome: "deactivated", identifiers: "312-313" }];
        for (const given of [{ identifiers: { 312: "inactive", 313: "inactive" } }, { results }]) {
            await play(true, () => given);
            for (const [additive, expected] of [
                [true, ["312", "313", "400"]],
                [pulumi.output(true), ["312", "313", "400"]],
                [false, ["313", "400"]],
                [undefined, ["313", "400"]],
            ] as const) {
                const set = new PasswordDisablementSet("leavers", { identifiers: [400, 313], additive });
                assert.deepEqual(await settled(set.identifiers), expected);
            }
        }
    });

    it("have the identifiers in the order of their numbers, in a preview and in its update: theirs means nothing", async () => {
        for (const preview of [true, false]) {
            const given = { identifiers: { 312: "inactive", 313: "inactive", 1000: "inactive" } };
            // After an update the SDK takes what the program declared, since the state has no `identifiers`.
            await play(preview, () => (preview ? given : { results: [], driftCorrected: 0 }));
            for (const identifiers of [
                [1000, "313", 312],
                [312, 313, 1000],
            ]) {
                const set = new PasswordDisablementSet(`leavers-${registered.length}`, { identifiers });
                assert.deepEqual(await settled(set.identifiers), ["312", "313", "1000"]);
            }
        }
    });
});
