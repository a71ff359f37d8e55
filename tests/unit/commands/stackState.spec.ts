import assert from "node:assert/strict";
import { readStackState } from "../../../provider/src/commands/stackState";
import { encrypted, exported, exportOf, set, single } from "../../support/exportedState";
import { keptStates } from "../../support/states";

const read = (state: unknown) => readStackState(JSON.stringify(state), "state.json");

describe("reading a stack's state", () => {
    it("reads an export, a deployment alone, and the file of a backend of files alike", () => {
        const state = exportOf([single("former-dba", "312")]);
        const { deployment } = state;
        const expected = read(state);
        assert.deepEqual([expected.stack, expected.project], ["dev", "test"]);
        assert.equal(expected.savedAt, "2026-11-24T02:20:00.123456789Z");
        assert.deepEqual(
            expected.resources.map(({ type, name }) => [type, name]),
            [["PasswordDisablement", "former-dba"]],
        );
        for (const form of [
            deployment,
            { version: 3, checkpoint: { stack: "organization/test/dev", latest: deployment } },
            { stack: "dev", latest: deployment },
        ]) {
            assert.deepEqual(read(form), expected);
        }
    });

    it("reads what each version of this package left, passwords and sets", () => {
        for (const kept of [...keptStates(), ...keptStates("sets")]) {
            const { resources } = readStackState(kept.text, kept.name);
            assert.equal(resources.length, kept.resources.length, kept.name);
            assert.ok(resources.length > 0);
        }
    });

    it("takes resources of our own types alone", () => {
        const others = [
            "aws:s3/bucket:Bucket",
            "pulumi-nodejs:dynamic:Resource",
            "pulumi-nodejs:dynamic/other:Thing",
        ].map((type) => ({ urn: `urn:pulumi:dev::test::${type}::other`, type }));
        assert.deepEqual(read(exportOf(others)).resources, []);
    });

    it("reads names with colons, and the name behind a component's type", () => {
        const urn =
            "urn:pulumi:dev::test::mysafe:index:PasswordDisablements$pulumi-nodejs:dynamic/mysafe:PasswordDisablement::a::b:c";
        const [resource] = read(exportOf([{ ...single("x", "312"), urn }])).resources;
        assert.equal(resource?.name, "a::b:c");
    });

    it("puts [secret] in the place of secrets, encrypted or shown, wherever they stand", () => {
        const shown = { ...encrypted, ciphertext: undefined, plaintext: '"x-plain"' };
        const state = exportOf([
            single("one", "312", { reason: encrypted }),
            single("two", "313", { reason: shown, message: { deep: [shown] } }),
            set("three", ["314"], {}, { results: encrypted }),
        ]);
        const [one, two, three] = read(state).resources;
        assert.deepEqual([one?.outputs.reason, two?.outputs.reason], ["[secret]", "[secret]"]);
        assert.deepEqual(two?.outputs.message, { deep: ["[secret]"] });
        assert.equal(three?.outputs.results, "[secret]");
        assert.doesNotMatch(JSON.stringify(read(state)), /x-plain|ciphertext/);
    });

    it("tells of what failed to initialize, by the first line of the error", () => {
        const initErrors = ["3 of 8 passwords are not disabled\n  Cause: x\n  Solution: y"];
        const [resource] = read(exportOf([single("a", "312", {}, { initErrors })])).resources;
        assert.deepEqual(resource?.troubles, ["failed to initialize: 3 of 8 passwords are not disabled"]);
    });

    for (const [what, left] of [
        ["a former resource that a replacement has not deleted yet", { delete: true }],
        ["one that was deleted to be replaced, and not made again yet", { pendingReplacement: true }],
    ] as const) {
        it(`tells of ${what}`, () => {
            const [resource] = read(exportOf([single("a", "312", {}, left)])).resources;
            assert.match(resource?.troubles[0] ?? "", /replaced or removed, and that was not finished/);
            assert.equal(resource?.isLeaving, true);
        });
    }

    it("tells of a run that was cut off, also of what it was about to create", () => {
        const known = single("known", "312");
        const fresh = exported("PasswordDisablement", "fresh", { inputs: { identifier: "313" } });
        const other = { urn: "urn:pulumi:dev::test::aws:s3/bucket:Bucket::b", type: "aws:s3/bucket:Bucket" };
        const { resources } = read(
            exportOf(
                [known],
                [
                    { resource: known, type: "updating" },
                    { resource: fresh, type: "creating" },
                    { resource: other, type: "creating" },
                ],
            ),
        );
        assert.deepEqual(
            resources.map(({ name }) => name),
            ["known", "fresh"],
        );
        assert.deepEqual(
            resources.map(({ isLeaving }) => isLeaving),
            [false, false],
        );
        assert.match(resources[0]?.troubles[0] ?? "", /cut off while updating it/);
        assert.match(resources[1]?.troubles[0] ?? "", /cut off while creating it/);
        assert.deepEqual(resources[1]?.outputs, {});
    });

    it("reads a stack that never ran, or was destroyed", () => {
        const empty = { stack: "", project: "", savedAt: "", resources: [] };
        for (const state of [{ version: 3, deployment: { manifest: {} } }, { deployment: { resources: null } }]) {
            assert.deepEqual(read(state), empty);
        }
    });

    it("refuses what is no state, with its cause and its solution", () => {
        for (const text of [
            "",
            "{",
            "null",
            "[]",
            "7",
            '"x"',
            "{}",
            '{"name":"pulumi-mysafe"}',
            "kind,identifier\r\n",
        ]) {
            assert.throws(() => readStackState(text, "other.json"), {
                message: /^other\.json is not the state of a stack\nCause: .+\nSolution: .+--file.+$/,
            });
        }
    });
});
