import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/src/shared/properties";
import { createSubject, type PartialEntries } from "../support/core";

const name = "Github (m.souza)";
const set = { 312: { name }, 313: {}, 314: {} };

/** Returns what a preview logs about a resource with these entries that another declaration changes. */
async function logged(
    type: "PasswordDisablement" | "PasswordDisablementSet",
    entries: PartialEntries,
    olds: object,
    news: object,
): Promise<{ infos: string[]; warnings: string[] }> {
    const { lifecycle, outputs, infos, warnings } = createSubject(type);
    await lifecycle.diff({
        olds: outputs(entries, { ...olds }),
        news: { ...news },
        caller: { name: "leavers" },
    });
    return { infos, warnings };
}

describe("what leaves a set that stays", () => {
    it("stays inactive, says a preview", async () => {
        const news = { identifiers: { 314: "inactive" } };
        assert.deepEqual(await logged("PasswordDisablementSet", set, {}, news), {
            infos: ["leavers: passwords 312-313 leave the set, unchanged in the vault\n  312 Github (m.souza)"],
            warnings: [],
        });
    });

    it("is a warning where the set stops being additive", async () => {
        const news = { identifiers: { 313: "inactive", 314: "inactive" } };
        assert.deepEqual(await logged("PasswordDisablementSet", set, { additive: true }, news), {
            infos: [],
            warnings: [
                "leavers: password 312 Github (m.souza) leaves the set, unchanged in the vault. The set is no longer additive: no refresh looks at it any more",
            ],
        });
    });

    for (const [title, news] of [
        ["the list of a set that stops being additive", { identifiers: unknownValue }],
        ["an item of the list", { identifiers: { 314: "inactive", "identifiers[1]": unknownValue } }],
        ["whether it stays additive", { identifiers: { 314: "inactive" }, additive: unknownValue }],
    ] as const) {
        it(`is a warning where a preview does not know ${title}`, async () => {
            const { warnings } = await logged("PasswordDisablementSet", set, { additive: true }, news);
            assert.match(
                warnings.join(),
                /^leavers: passwords 312-31[34] may leave the set, unchanged in the vault\. The set (may|is) no longer (be )?additive/,
            );
        });
    }

    for (const [title, olds, news] of [
        ["of an additive set", { additive: true }, { identifiers: { 314: "inactive" }, additive: true }],
        ["whose list is unknown", {}, { identifiers: unknownValue }],
        ["with an unknown item", {}, { identifiers: { 314: "inactive", "identifiers[1]": unknownValue } }],
        ["that keeps all", {}, { identifiers: { 312: "inactive", 313: "inactive", 314: "inactive" } }],
    ] as const) {
        it(`is nothing ${title}`, async () => {
            assert.deepEqual(await logged("PasswordDisablementSet", set, olds, news), { infos: [], warnings: [] });
        });
    }

    it("is not reported in an update, which reports what it did", async () => {
        const { lifecycle, outputs, infos } = createSubject("PasswordDisablementSet");
        await lifecycle.diff({ olds: outputs(set), news: { identifiers: {} } });
        assert.deepEqual(infos, []);
    });
});

describe("a password that another one replaces", () => {
    const left = "leaves the resource, unchanged in the vault";
    for (const [entry, onDestroy, identifier, fate] of [
        [{ name }, "leave", "313", left],
        [{ name }, "restore", "313", "becomes active again, unless the program still declares it"],
        [{ name, outcome: "already-inactive" }, "restore", "313", left],
        [{ name, status: "missing" }, "restore", "313", left],
        [{ name, status: "active" }, "leave", "313", left],
        [{ name }, "restore", unknownValue, undefined],
    ] as const) {
        it(`${fate ?? "is not named"}, with ${onDestroy}, ${JSON.stringify(entry)} and ${String(identifier)}`, async () => {
            const news = { identifier, status: "inactive", onDestroy };
            assert.deepEqual(await logged("PasswordDisablement", { 312: entry }, { onDestroy }, news), {
                infos: fate === undefined ? [] : [`leavers: password 312 Github (m.souza) ${fate}`],
                warnings: [],
            });
        });
    }
});
