import assert from "node:assert/strict";
import { makeReport } from "../../../provider/src/commands/report";
import { readStackState } from "../../../provider/src/commands/stackState";
import { confirmed, encrypted, exported, exportOf, set, single, vaultUrl } from "../../support/exportedState";

function report(resources: object[], pendingOperations?: object[]) {
    const state = readStackState(JSON.stringify(exportOf(resources, pendingOperations)), "state.json");
    return makeReport(state, "2026-11-24T03:00:00.000Z");
}

/** Returns each entry as "identifier status note". */
function linesOf(resources: object[], pendingOperations?: object[]): string[] {
    return report(resources, pendingOperations).entries.map(({ identifier, status, note }) =>
        `${identifier} ${status} ${note}`.trim(),
    );
}

const active = "re-enabled in the vault: `pulumi up` disables it again";
const unconfirmed = "may still be active: `pulumi up` sends the request again";
const unanswered = { status: "unconfirmed", outcome: undefined, disabledAt: undefined };

describe("the report's entry of a single resource", () => {
    it("has all values of a password in the state", () => {
        const { entries } = report([
            single("former-dba", "312", {
                reason: "CHG-2041",
                driftCorrections: 2,
                lastDisabledAt: "2026-11-30T04:00:12Z",
                name: "Oracle production, former DBA (m.souza)",
            }),
        ]);
        assert.deepEqual(entries, [
            {
                kind: "password",
                identifier: 312,
                name: "Oracle production, former DBA (m.souza)",
                resource: "former-dba",
                status: "inactive",
                outcome: "deactivated",
                disabledAt: confirmed.disabledAt,
                lastDisabledAt: "2026-11-30T04:00:12Z",
                reason: "CHG-2041",
                driftCorrections: 2,
                vaultUrl,
                note: "",
            },
        ]);
    });

    it("has empty texts where the state has no name and no later time", () => {
        const [entry] = report([single("a", "312")]).entries;
        assert.deepEqual([entry?.name, entry?.lastDisabledAt], ["", ""]);
    });

    it("names the kind of notes and API secrets", () => {
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

    it("is active after a refresh found it active", () => {
        assert.deepEqual(linesOf([single("a", "312", { status: "active" })]), [`312 active ${active}`]);
    });

    it("is missing after a refresh did not find it, with its outcome and time", () => {
        const missing = single("a", "312", { status: "missing" });
        assert.deepEqual(linesOf([missing]), ["312 missing the vault no longer has it: remove it from the program"]);
        const [entry] = report([missing]).entries;
        assert.deepEqual([entry?.outcome, entry?.disabledAt], [confirmed.outcome, confirmed.disabledAt]);
    });

    for (const [what, outputs] of [
        ["an unconfirmed request", unanswered],
        ["a status without an outcome", { outcome: undefined }],
        ["an unknown status", { status: "sleeping" }],
        ["no status", { status: undefined }],
        ["a secret status", { status: encrypted }],
        ["a secret outcome", { outcome: encrypted }],
    ] as const) {
        it(`is unconfirmed for ${what}`, () => {
            assert.deepEqual(linesOf([single("a", "312", outputs)]), [`312 unconfirmed ${unconfirmed}`]);
        });
    }

    it("is unconfirmed if the engine did not save any outputs", () => {
        const resource = exported("PasswordDisablement", "a", { inputs: { identifier: "316" } });
        assert.deepEqual(linesOf([resource]), [`316 unconfirmed ${unconfirmed}`]);
    });

    it("shows a secret reason, a secret name and a secret identifier as [secret]", () => {
        const secrets = { identifier: encrypted, reason: encrypted, name: encrypted };
        const [entry] = report([single("a", "312", secrets)]).entries;
        assert.deepEqual([entry?.identifier, entry?.reason, entry?.name], ["[secret]", "[secret]", "[secret]"]);
    });
});

describe("the report's entries of a set", () => {
    it("are sorted by number and share the set's reason and name", () => {
        const { entries } = report([
            set("leavers", ["312"], { "1000-1001": {}, "312, 98": { outcome: "already-inactive" } }, { reason: "R" }),
        ]);
        assert.deepEqual(
            entries.map(({ identifier, outcome, reason, resource }) => [identifier, outcome, reason, resource]),
            [
                [98, "already-inactive", "R", "leavers"],
                [312, "already-inactive", "R", "leavers"],
                [1000, "deactivated", "R", "leavers"],
                [1001, "deactivated", "R", "leavers"],
            ],
        );
    });

    it("have a status each", () => {
        const resource = set("c", [], { 320: {}, 321: { status: "active" }, 322: unanswered });
        assert.deepEqual(linesOf([resource]), [
            "320 inactive",
            `321 active ${active}`,
            `322 unconfirmed ${unconfirmed}`,
        ]);
    });

    it("have a name and a later time each, where the state has them", () => {
        const names = "320 Root (root)\n321 Domain administrator";
        const later = { lastDisabledAt: "2026-11-30T04:00:12Z" };
        assert.deepEqual(
            report([set("c", [], { "320, 322": {}, 321: later }, { names })]).entries.map((entry) => [
                entry.identifier,
                entry.name,
                entry.lastDisabledAt,
            ]),
            [
                [320, "Root (root)", ""],
                [321, "Domain administrator", later.lastDisabledAt],
                [322, "", ""],
            ],
        );
    });

    it("show [secret] as each name if the names are a secret", () => {
        const { entries } = report([set("c", ["404"], { "320-321": {} }, { names: encrypted })]);
        assert.deepEqual(
            entries.map(({ name }) => name),
            ["[secret]", "[secret]", "[secret]"],
        );
    });

    it("count drift corrections each", () => {
        const resource = set("d", [], { "100-101": {}, 102: { driftCorrections: 2 } }, { driftCorrections: 2 });
        assert.deepEqual(
            report([resource]).entries.map(({ driftCorrections }) => driftCorrections),
            [0, 0, 2],
        );
    });

    it("are not disabled if the set declares them without a result, and only they get its problem", () => {
        const initErrors = ["1 of 3 passwords is not disabled\n  Cause: x"];
        assert.deepEqual(linesOf([set("leavers", ["312", "313", "404"], { "312-313": {} }, {}, { initErrors })]), [
            "312 inactive",
            "313 inactive",
            "404 not disabled declared but not disabled yet: `pulumi up` tries again; failed to initialize: 1 of 3 passwords is not disabled",
        ]);
    });

    it("all get the set's problem if each is inactive", () => {
        assert.deepEqual(
            linesOf([set("leavers", ["312"], { "312-313": {} }, {}, { initErrors: ["enabling failed"] })]),
            [
                "312 inactive failed to initialize: enabling failed",
                "313 inactive failed to initialize: enabling failed",
            ],
        );
    });

    it("are unconfirmed after an interrupted create of the set", () => {
        const inputs = { identifiers: { 312: "inactive", 313: "inactive" } };
        const created = exported("PasswordDisablementSet", "leavers", { inputs });
        const note = `${unconfirmed}; a run was interrupted while creating it: run \`pulumi refresh\``;
        assert.deepEqual(linesOf([], [{ resource: created, type: "creating" }]), [
            `312 unconfirmed ${note}`,
            `313 unconfirmed ${note}`,
        ]);
    });

    it("stay inactive after an interrupted update of the set, because an update enables nothing", () => {
        const before = set("a", ["312", "313"], { "312-313": {} }, { onDestroy: "restore" });
        const after = { ...before, inputs: { identifiers: { 312: "inactive" } } };
        const note = "a run was interrupted while updating it: run `pulumi refresh`";
        assert.deepEqual(linesOf([before], [{ resource: after, type: "updating" }]), [
            `312 inactive ${note}`,
            `313 inactive ${note}`,
        ]);
    });

    it("are the confirmed passwords of a set with a secret list", () => {
        const resource = { ...set("a", [], { "312-313": {} }), inputs: { identifiers: encrypted } };
        assert.deepEqual(linesOf([resource]), ["312 inactive", "313 inactive"]);
    });

    for (const [what, resource] of [
        ["results are a secret", set("b", [], {}, { results: encrypted })],
        [
            "declared list is a secret and which has no results",
            exported("PasswordDisablementSet", "c", { inputs: { identifiers: encrypted }, outputs: { results: [] } }),
        ],
    ] as const) {
        it(`are one entry without an identifier for a set whose ${what}`, () => {
            assert.deepEqual(linesOf([resource]), ["[secret] unconfirmed the identifiers are a secret of the stack"]);
        });
    }
});

describe("the report's entry of a resource whose deletion did not finish", () => {
    const restoring = single("a", "312", { onDestroy: "restore" });

    for (const [what, resource, pending] of [
        ["replaced", { ...restoring, delete: true }, []],
        ["deleted before its replacement", { ...restoring, pendingReplacement: true }, []],
        ["deleted in an interrupted run", restoring, [{ resource: restoring, type: "deleting" }]],
        ["a set", set("a", [], { 312: {} }, { onDestroy: "restore" }, { delete: true }), []],
    ] as const) {
        it(`is unconfirmed if the deletion enables it: ${what}`, () => {
            assert.match(linesOf([resource], [...pending])[0] ?? "", /^312 unconfirmed may still be active: /);
        });
    }

    it("stays inactive if the engine deletes it only from the state", () => {
        const retained = single("a", "312", { onDestroy: "restore" }, { delete: true, retainOnDelete: true });
        assert.match(linesOf([retained])[0] ?? "", /^312 inactive its replacement/);
    });

    it("stays inactive if the deletion leaves it inactive", () => {
        const leaving = single("a", "312", { onDestroy: "leave" }, { delete: true });
        assert.match(linesOf([leaving])[0] ?? "", /^312 inactive its replacement/);
    });

    it("stays inactive if it was so before, because the deletion enables only what the stack disabled", () => {
        const outputs = { onDestroy: "restore" };
        const results = { 312: { outcome: "already-inactive" }, 313: {} };
        const [before, own] = linesOf([set("a", [], results, outputs, { delete: true })]);
        assert.equal(before, "312 inactive");
        assert.match(own ?? "", /^313 unconfirmed /);
    });

    it("is unconfirmed if onDestroy is a secret", () => {
        const hidden = single("a", "312", { onDestroy: encrypted }, { delete: true });
        assert.match(linesOf([hidden])[0] ?? "", /^312 unconfirmed /);
    });

    it("stays active after a refresh found it active", () => {
        const found = single("a", "312", { onDestroy: "restore", status: "active" }, { delete: true });
        assert.match(linesOf([found])[0] ?? "", /^312 active re-enabled/);
    });

    it("does not include the replacement of the same name", () => {
        const former = { ...single("a", "312", { onDestroy: "restore" }, { delete: true }), id: "312" };
        const replacement = { ...single("a", "340", { onDestroy: "restore" }), id: "340" };
        const [one, other] = linesOf([replacement, former], [{ resource: former, type: "deleting" }]);
        assert.equal(one, "340 inactive");
        assert.match(other ?? "", /^312 unconfirmed /);
    });
});

describe("a report's summary", () => {
    it("counts each entry, and the drift corrections of a set once, also with secret results", () => {
        const { summary } = report([
            single("a", "312", { driftCorrections: 1 }),
            single("b", "340", { outcome: "already-inactive" }),
            single("c", "330", { status: "active" }),
            single("f", "331", { status: "missing", outcome: "already-inactive" }),
            set(
                "d",
                ["400"],
                { "100-101": {}, 102: { driftCorrections: 3 }, 200: { outcome: "already-inactive" } },
                { driftCorrections: 3 },
            ),
            set("e", [], {}, { results: encrypted, driftCorrections: 2 }),
        ]);
        assert.deepEqual(summary, {
            total: 10,
            disabledByStack: 4,
            inactiveBefore: 2,
            missing: 1,
            notConfirmed: 3,
            driftCorrections: 6,
        });
    });

    it("is all zeros for a stack without resources of ours", () => {
        assert.deepEqual(new Set(Object.values(report([]).summary)), new Set([0]));
    });
});
