import assert from "node:assert/strict";
import fc from "fast-check";
import { makeReport } from "../../../provider/src/commands/report";
import { formatTimes, nounFor } from "../../../provider/src/commands/reportSummary";
import { readStackState } from "../../../provider/src/commands/stackState";
import { encrypted, exportOf, set, single } from "../../support/exportedState";

const result = fc.record(
    {
        status: fc.constantFrom("inactive", "active", "missing", "unconfirmed", "sleeping", encrypted),
        outcome: fc.constantFrom("deactivated", "already-inactive", "unknown", encrypted),
        driftCorrections: fc.nat(3),
    },
    { requiredKeys: [] },
);
const options = fc.record({ onDestroy: fc.constantFrom("leave", "restore", encrypted) }, { requiredKeys: [] });
const more = fc.record({ delete: fc.boolean(), retainOnDelete: fc.boolean() }, { requiredKeys: [] });
const resource = fc.oneof(
    fc
        .tuple(result, options, more)
        .map(([outputs, declared, state]) => single("a", "312", { ...outputs, ...declared }, state)),
    fc
        .tuple(fc.uniqueArray(fc.nat(50)), fc.dictionary(fc.nat(50).map(String), result), options, more)
        .map(([declared, known, outputs, state]) => set("b", declared.map(String), known, outputs, state)),
);

describe("the counts of a report", () => {
    it("add up to the total for any state, with each entry in the part that its status and outcome name", () => {
        fc.assert(
            fc.property(fc.array(resource, { maxLength: 5 }), (resources) => {
                const state = readStackState(JSON.stringify(exportOf(resources)), "state.json");
                const { summary, entries } = makeReport(state, "2026-11-24T03:00:00.000Z");
                const { total, disabledByStack, inactiveBefore, missing, notConfirmed, driftCorrections } = summary;
                assert.equal(disabledByStack + inactiveBefore + missing + notConfirmed, total);
                assert.equal(total, entries.length);
                const count = (text: string) =>
                    entries.filter(({ status, outcome }) => `${status} ${outcome}`.startsWith(text)).length;
                assert.deepEqual(
                    [disabledByStack, inactiveBefore, missing],
                    ["inactive deactivated", "inactive already-inactive", "missing "].map(count),
                );
                let corrections = 0;
                for (const entry of entries) {
                    corrections += entry.driftCorrections;
                }
                assert.equal(driftCorrections, corrections);
            }),
        );
    });

    it("have a noun for the kinds of the entries", () => {
        const nouns = (
            [["password"], ["note", "note"], ["API secret", "API secret"], ["note", "password"], []] as const
        ).map((kinds) => nounFor(kinds.map((kind) => ({ kind }))));
        assert.deepEqual(nouns, ["password", "notes", "API secrets", "entries", "entries"]);
    });

    it("say how often in words", () => {
        assert.deepEqual([0, 1, 2, 12].map(formatTimes), ["never", "once", "2 times", "12 times"]);
    });
});
