import assert from "node:assert/strict";
import { makeReport } from "../../../provider/src/commands/report";
import { readStackState } from "../../../provider/src/commands/stackState";
import { confirmed, encrypted, exported, exportOf, set, single, vaultUrl } from "../../support/exportedState";

function report(resources: object[], pendingOperations?: object[]) {
    const state = readStackState(JSON.stringify(exportOf(resources, pendingOperations)), "state.json");
    return makeReport(state, "2026-11-24T03:00:00.000Z");
}

/** Each entry as "identifier status", and what is to be looked at behind it. */
function told(resources: object[], pendingOperations?: object[]): string[] {
    return report(resources, pendingOperations).entries.map(({ identifier, status, note }) =>
        `${identifier} ${status} ${note}`.trim(),
    );
}

describe("a report's entries", () => {
    it("tell all that the state has of a single password", () => {
        const { entries } = report([single("former-dba", "312", { reason: "CHG-2041", driftCorrected: 2 })]);
        assert.deepEqual(entries, [
            {
                kind: "password",
                identifier: "312",
                resource: "former-dba",
                status: "inactive",
                outcome: "deactivated",
                disabledAt: confirmed.disabledAt,
                reason: "CHG-2041",
                driftCorrected: 2,
                vaultUrl,
                note: "",
            },
        ]);
    });

    it("say of notes and API secrets what they are", () => {
        const outputs = { ...confirmed, identifier: "21" };
        const { entries } = report([
            exported("NoteDisablement", "a", { inputs: {}, outputs }),
            exported("ApiSecretDisablement", "b", { inputs: {}, outputs }),
        ]);
        assert.deepEqual(
            entries.map(({ kind }) => kind),
            ["note", "API secret"],
        );
    });

    it("have one for each password of a set, in the order of their numbers", () => {
        const { entries } = report([
            set("leavers", ["312"], { "1000-1001": {}, "312, 98": { outcome: "already-inactive" } }, { reason: "R" }),
        ]);
        assert.deepEqual(
            entries.map(({ identifier, outcome, reason, resource }) => [identifier, outcome, reason, resource]),
            [
                ["98", "already-inactive", "R", "leavers"],
                ["312", "already-inactive", "R", "leavers"],
                ["1000", "deactivated", "R", "leavers"],
                ["1001", "deactivated", "R", "leavers"],
            ],
        );
    });

    it("say what a refresh found active, and what was never confirmed", () => {
        const lost = { status: "unconfirmed", outcome: undefined, disabledAt: undefined };
        assert.deepEqual(
            told([
                single("a", "312", { status: "active" }),
                single("b", "313", lost),
                set("c", [], { 320: {}, 321: { status: "active" }, 322: lost }),
            ]),
            [
                "312 active somebody enabled it: `pulumi up` disables it again",
                "313 unconfirmed may be active or inactive: `pulumi up` settles it",
                "320 inactive",
                "321 active somebody enabled it: `pulumi up` disables it again",
                "322 unconfirmed may be active or inactive: `pulumi up` settles it",
            ],
        );
    });

    it("never call inactive what the vault did not confirm", () => {
        assert.deepEqual(
            report([
                single("no-outcome", "312", { outcome: undefined }),
                single("strange", "313", { status: "sleeping" }),
                single("none", "314", { status: undefined }),
                single("hidden", "315", { status: encrypted }),
                exported("PasswordDisablement", "nothing", { inputs: { identifier: "316" } }),
            ]).entries.map(({ identifier, status }) => `${identifier} ${status}`),
            ["312", "313", "314", "315", "316"].map((identifier) => `${identifier} unconfirmed`),
        );
    });

    it("have what a set declares and has not done, and blame what failed on that alone", () => {
        const initErrors = ["1 of 3 passwords is not disabled\n  Cause: x"];
        assert.deepEqual(told([set("leavers", ["312", "313", "404"], { "312-313": {} }, {}, { initErrors })]), [
            "312 inactive",
            "313 inactive",
            "404 not disabled declared, and not done yet: `pulumi up` tries again; failed to initialize: 1 of 3 passwords is not disabled",
        ]);
    });

    it("blame what is wrong with a resource on all its entries where each is inactive", () => {
        assert.deepEqual(told([set("leavers", ["312"], { "312-313": {} }, {}, { initErrors: ["enabling failed"] })]), [
            "312 inactive failed to initialize: enabling failed",
            "313 inactive failed to initialize: enabling failed",
        ]);
    });

    it("call unconfirmed what a run was about to create when it was cut off, of a set too", () => {
        const inputs = { identifiers: { 312: "inactive", 313: "inactive" }, reason: "CHG-1" };
        const fresh = exported("PasswordDisablementSet", "leavers", { inputs });
        const pending = [{ resource: fresh, type: "creating" }];
        assert.deepEqual(told([], pending), [
            "312 unconfirmed may be active or inactive: `pulumi up` settles it; a run was cut off while creating it: see `pulumi refresh`",
            "313 unconfirmed may be active or inactive: `pulumi up` settles it; a run was cut off while creating it: see `pulumi refresh`",
        ]);
        assert.equal(report([], pending).entries[0]?.reason, "CHG-1");
    });

    it("never call inactive what a run may have enabled as it went", () => {
        const enabling = single("a", "312", { onDestroy: "enable" });
        const isOpen = /^312 unconfirmed may be active or inactive: /;
        for (const [resource, pending] of [
            [{ ...enabling, delete: true }, []],
            [{ ...enabling, pendingReplacement: true }, []],
            [enabling, [{ resource: enabling, type: "deleting" }]],
            [set("a", [], { 312: {} }, { onDestroy: "enable" }, { delete: true }), []],
        ] as const) {
            assert.match(told([resource], [...pending])[0] ?? "", isOpen);
        }
        const kept = { delete: true, retainOnDelete: true };
        assert.match(told([single("a", "312", { onDestroy: "enable" }, kept)])[0] ?? "", /^312 inactive it is/);
        const found = single("a", "312", { onDestroy: "enable", status: "active" }, { delete: true });
        assert.match(told([found])[0] ?? "", /^312 active somebody enabled it/);
        assert.match(
            told([single("a", "312", { onDestroy: "leave" }, { delete: true })])[0] ?? "",
            /^312 inactive it is/,
        );
    });

    it("never call inactive what an update of a set that was cut off may have let go of", () => {
        const before = set("a", ["312", "313"], { "312-313": {} }, { onDestroy: "enable" });
        const after = { ...before, inputs: { identifiers: { 312: "inactive" } } };
        const [one, other] = told([before], [{ resource: after, type: "updating" }]);
        assert.match(one ?? "", /^312 inactive$/);
        assert.match(other ?? "", /^313 unconfirmed .*cut off while updating it/);
    });

    it("are not those of another resource in the same place, whose deletion was cut off", () => {
        const former = { ...single("a", "312", { onDestroy: "enable" }, { delete: true }), id: "312" };
        const live = { ...single("a", "340", { onDestroy: "enable" }), id: "340" };
        const [one, other] = told([live, former], [{ resource: former, type: "deleting" }]);
        assert.match(one ?? "", /^340 inactive$/);
        assert.match(other ?? "", /^312 unconfirmed /);
    });

    it("have the passwords of a set whose list is a secret, as far as the vault confirmed them", () => {
        const made = set("a", [], { "312-313": {} });
        const hiding = { ...made, inputs: { identifiers: encrypted } };
        assert.deepEqual(told([hiding]), ["312 inactive", "313 inactive"]);
    });

    it("show no secret, and one entry for a set whose passwords are secrets", () => {
        const { entries } = report([
            single("a", "312", { reason: encrypted }),
            set("b", [], {}, { results: encrypted }),
            exported("PasswordDisablementSet", "c", { inputs: { identifiers: encrypted }, outputs: { results: [] } }),
        ]);
        assert.equal(entries[0]?.reason, "[secret]");
        assert.deepEqual(
            entries.slice(1).map(({ identifier, status, note }) => `${identifier} ${status} ${note}`),
            [1, 2].map(() => "[secret] unconfirmed a secret of the stack: the report cannot tell"),
        );
    });
});

describe("a report's summary", () => {
    it("counts entries, and drifts, which each entry has its own of", () => {
        const { entries, summary } = report([
            set("d", [], { "100-101": {}, 102: { driftCorrected: 2 } }, { driftCorrected: 2 }),
        ]);
        assert.deepEqual(
            entries.map(({ driftCorrected }) => driftCorrected),
            [0, 0, 2],
        );
        assert.equal(summary.driftCorrected, 2);
    });

    it("counts entries, and the drift of a set once", () => {
        const { summary } = report([
            single("a", "312", { driftCorrected: 1 }),
            single("b", "340", { outcome: "already-inactive" }),
            single("c", "330", { status: "active" }),
            set("d", ["400"], { "100-102": {}, 200: { outcome: "already-inactive" } }, { driftCorrected: 3 }),
        ]);
        assert.deepEqual(summary, { entries: 8, inactive: 6, alreadyInactive: 2, notConfirmed: 2, driftCorrected: 4 });
    });

    it("is all noughts for a stack with none of ours", () => {
        assert.deepEqual(report([]).summary, {
            entries: 0,
            inactive: 0,
            alreadyInactive: 0,
            notConfirmed: 0,
            driftCorrected: 0,
        });
    });
});
