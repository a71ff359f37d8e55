import assert from "node:assert/strict";
import type { Entry } from "../../../provider/src/lifecycle/entries";
import { type Properties, unknownValue } from "../../../provider/src/shared/properties";
import { both, createCoreWithoutSettings, createSubject, type Subject } from "../support/core";

const set = both[1];

/** Compares the state of 312 with a declaration of 312. */
function diffOf(
    { lifecycle, inputs, outputs }: Subject,
    { entry = {}, before = {}, after = {} }: { entry?: Partial<Entry>; before?: Properties; after?: Properties },
) {
    return lifecycle.diff({ olds: outputs({ 312: entry }, before), news: inputs([312], after) });
}

describe("diff", () => {
    for (const type of both) {
        const identifierKey = type === set ? "identifiers" : "identifier";

        describe(`of a ${type}`, () => {
            const cases: [title: string, request: Parameters<typeof diffOf>[1], changedKeys: string[]][] = [
                ["nothing where nothing changed", { before: { reason: "a" }, after: { reason: "a" } }, []],
                ["another reason", { before: { reason: "a" }, after: { reason: "b" } }, ["reason"]],
                [
                    "a reason that is unknown yet",
                    { before: { reason: "a" }, after: { reason: unknownValue } },
                    ["reason"],
                ],
                ["a reason that is removed", { before: { reason: "a" } }, ["reason"]],
                ["a new onDestroy", { after: { onDestroy: "enable" } }, ["onDestroy"]],
                ["a password that is active", { entry: { status: "active" } }, [identifierKey]],
                ["a password that is unconfirmed", { entry: { status: "unconfirmed" } }, [identifierKey]],
                [
                    "a password that is active, and a reason",
                    { entry: { status: "active" }, after: { reason: "b" } },
                    [identifierKey, "reason"],
                ],
            ];
            for (const [title, request, changedKeys] of cases) {
                it(`finds ${title}`, async () => {
                    const subject = createSubject(type);
                    const changes = changedKeys.length > 0;
                    assert.deepEqual(await diffOf(subject, request), { changes, changedKeys, replaceKeys: [] });
                    assert.deepEqual(subject.vault.requests, []);
                });
            }

            it("warns once in a run about unconfirmed requests", async () => {
                const subject = createSubject(type);
                await diffOf(subject, { entry: { status: "unconfirmed" } });
                await diffOf(subject, { entry: { status: "unconfirmed" } });
                assert.equal(subject.warnings.length, 1);
                assert.match(subject.warnings[0] ?? "", /not confirmed\. `pulumi up` sends them again/);
            });

            it("works without settings, which an unchanged resource does not need", async () => {
                const { changes } = await diffOf(createSubject(type, createCoreWithoutSettings()), {});
                assert.equal(changes, false);
            });
        });
    }

    for (const [title, identifier] of [
        ["another identifier", 313],
        ["an identifier that is unknown yet", unknownValue],
    ] as const) {
        it(`replaces a single for ${title}`, async () => {
            const { lifecycle, inputs, outputs } = createSubject("PasswordDisablement");
            assert.deepEqual(await lifecycle.diff({ olds: outputs({ 312: {} }), news: inputs([identifier]) }), {
                changes: true,
                changedKeys: ["identifier"],
                replaceKeys: ["identifier"],
            });
        });
    }

    const known = { 312: {}, 313: {} };
    for (const [title, identifiers, options, changedKeys] of [
        ["no change in another order of the list", ["313", 312], {}, []],
        ["an added identifier", [312, 313, 314], {}, ["identifiers"]],
        ["a removed identifier", [312], {}, ["identifiers"]],
        ["an unknown item", [312, 313, unknownValue], {}, ["identifiers"]],
        ["an unknown item in the place of a known one", [312, unknownValue], {}, ["identifiers"]],
        ["nothing in what an additive set no longer lists", [312], { additive: true }, []],
        ["an identifier that is new in an additive set", [314], { additive: true }, ["identifiers"]],
    ] as const) {
        it(`finds in a set ${title}`, async () => {
            const { lifecycle, inputs, outputs } = createSubject(set);
            const request = { olds: outputs(known, options), news: inputs(identifiers, options) };
            assert.deepEqual((await lifecycle.diff(request)).changedKeys, changedKeys);
        });
    }

    it("finds an unknown list", async () => {
        const { lifecycle, outputs } = createSubject(set);
        const { changedKeys } = await lifecycle.diff({ olds: outputs(known), news: { identifiers: unknownValue } });
        assert.deepEqual(changedKeys, ["identifiers"]);
    });

    it("finds that a set is additive now", async () => {
        const { lifecycle, inputs, outputs } = createSubject(set);
        const news = inputs([312, 313], { additive: true });
        assert.deepEqual((await lifecycle.diff({ olds: outputs(known), news })).changedKeys, ["additive"]);
    });
});
