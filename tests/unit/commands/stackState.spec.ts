import assert from "node:assert/strict";
import { readStackState } from "../../../provider/src/commands/stackState";
import { encrypted, exported, exportOf, set, single } from "../../support/exportedState";
import { keptStates } from "../../support/states";

const read = (state: unknown) => readStackState(JSON.stringify(state), "state.json");

describe("reading a stack's state", () => {
    const state = exportOf([single("former-dba", "312")]);

    it("reads names, time and resources of an export", () => {
        const { stack, project, savedAt, resources } = read(state);
        assert.deepEqual([stack, project, savedAt], ["dev", "test", "2026-11-24T02:20:00.123456789Z"]);
        assert.deepEqual(
            resources.map(({ type, name, problems, isBeingDeleted }) => [type, name, problems, isBeingDeleted]),
            [["PasswordDisablement", "former-dba", [], false]],
        );
    });

    for (const kept of [...keptStates(), ...keptStates("sets")]) {
        it(`reads all resources of an earlier version's state: ${kept.name}`, () => {
            const { resources } = readStackState(kept.text, kept.name);
            assert.ok(resources.length > 0);
            assert.equal(resources.length, kept.resources.length);
        });
    }

    it("reads the resources of both doors", () => {
        const ofPlugin = { ...single("b", "313"), type: "mysafe:index:PasswordDisablement" };
        const { resources } = read(exportOf([single("a", "312"), ofPlugin]));
        assert.deepEqual(
            resources.map(({ type, outputs }) => [type, outputs.identifier]),
            [
                ["PasswordDisablement", "312"],
                ["PasswordDisablement", "313"],
            ],
        );
    });

    it("ignores resources of other types", () => {
        const others = [
            "aws:s3/bucket:Bucket",
            "pulumi:providers:mysafe",
            "pulumi-nodejs:dynamic:Resource",
            "pulumi-nodejs:dynamic/other:Thing",
        ].map((type) => ({ urn: `urn:pulumi:dev::test::${type}::other`, type }));
        assert.deepEqual(read(exportOf(others)).resources, []);
    });

    it("reads a name with colons, behind the type of a component", () => {
        const urn = "urn:pulumi:dev::test::acme:index:Team$pulumi-nodejs:dynamic/mysafe:PasswordDisablement::a::b:c";
        const [resource] = read(exportOf([{ ...single("x", "312"), urn }])).resources;
        assert.equal(resource?.name, "a::b:c");
    });

    it("replaces secrets by [secret], encrypted or shown, at any depth", () => {
        const shown = { ...encrypted, ciphertext: undefined, plaintext: '"x-plain"' };
        const secrets = exportOf([
            single("one", "312", { reason: encrypted }),
            single("two", "313", { reason: shown, other: { deep: [shown] } }),
            set("three", ["314"], {}, { results: encrypted }),
        ]);
        const [one, two, three] = read(secrets).resources;
        assert.deepEqual([one?.outputs.reason, two?.outputs.reason], ["[secret]", "[secret]"]);
        assert.deepEqual(two?.outputs.other, { deep: ["[secret]"] });
        assert.equal(three?.outputs.results, "[secret]");
        assert.doesNotMatch(JSON.stringify(read(secrets)), /x-plain|ciphertext/);
    });

    it("reports a failed initialization by the first line of the error", () => {
        const initErrors = ["3 of 8 passwords are not disabled\n  Cause: x\n  Solution: y"];
        const [resource] = read(exportOf([single("a", "312", {}, { initErrors })])).resources;
        assert.deepEqual(resource?.problems, ["failed to initialize: 3 of 8 passwords are not disabled"]);
    });

    for (const [what, mark] of [
        ["that is replaced and not deleted yet", { delete: true }],
        ["that is deleted and not replaced yet", { pendingReplacement: true }],
    ] as const) {
        it(`reports a resource ${what}`, () => {
            const [resource] = read(exportOf([single("a", "312", {}, mark)])).resources;
            assert.deepEqual(resource?.problems, ["its replacement or deletion did not finish"]);
            assert.equal(resource?.isBeingDeleted, true);
        });
    }

    it("reports an interrupted operation on a resource", () => {
        const resource = single("known", "312");
        const { resources } = read(exportOf([resource], [{ resource, type: "updating" }]));
        assert.deepEqual(resources[0]?.problems, ["a run was interrupted while updating it: run `pulumi refresh`"]);
        assert.equal(resources[0]?.isBeingDeleted, false);
    });

    it("adds resources of our types that an interrupted run was about to create", () => {
        const ours = exported("PasswordDisablement", "new", { inputs: { identifier: "313" } });
        const other = { urn: "urn:pulumi:dev::test::aws:s3/bucket:Bucket::b", type: "aws:s3/bucket:Bucket" };
        const pending = [ours, other].map((resource) => ({ resource, type: "creating" }));
        const { resources } = read(exportOf([single("known", "312")], pending));
        assert.deepEqual(
            resources.map(({ name, outputs, problems }) => [name, Object.keys(outputs).length > 0, problems]),
            [
                ["known", true, []],
                ["new", false, ["a run was interrupted while creating it: run `pulumi refresh`"]],
            ],
        );
    });

    for (const [what, empty] of [
        ["never ran", { version: 3, deployment: { manifest: {} } }],
        ["was destroyed", { deployment: { resources: null } }],
    ] as const) {
        it(`reads a stack that ${what}`, () => {
            assert.deepEqual(read(empty), { stack: "", project: "", savedAt: "", resources: [] });
        });
    }

    for (const text of ["", "{", "null", "[]", "7", '"x"', "{}", '{"name":"pulumi-mysafe"}', "kind,identifier\r\n"]) {
        it(`refuses a text that is not a state: ${JSON.stringify(text)}`, () => {
            assert.throws(() => readStackState(text, "other.json"), {
                message: /^other\.json is not the state of a stack\nCause: .+\nSolution: .+--file.+$/,
            });
        });
    }
});
