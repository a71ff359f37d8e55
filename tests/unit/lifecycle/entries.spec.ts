import assert from "node:assert/strict";
import fc from "fast-check";
import {
    decodeEntries,
    decodeEntry,
    type Entries,
    type Entry,
    encodeEntries,
    encodeNames,
    formatTime,
} from "../../../provider/src/lifecycle/entries";
import { inactiveEntry, vaultUrl } from "../support/core";

const entry: fc.Arbitrary<Entry> = fc.record(
    {
        status: fc.constantFrom("inactive", "active", "unconfirmed", "missing"),
        outcome: fc.constantFrom("deactivated", "already-inactive"),
        disabledAt: fc.constantFrom("2031-05-06T07:08:09Z", "2031-05-06T07:08:10Z"),
        lastDisabledAt: fc.constantFrom("2031-05-06T07:08:09Z", "2031-05-06T07:08:10Z"),
        name: fc.constantFrom("Oracle production, former DBA (m.souza)", "4 (x)", "-"),
        vaultUrl: fc.constantFrom(vaultUrl, "https://former.example.com"),
        driftCorrections: fc.nat(2),
    },
    { noNullPrototype: true, requiredKeys: ["status", "vaultUrl", "driftCorrections"] },
);
const entries = fc
    .uniqueArray(fc.tuple(fc.maxSafeInteger().map(Math.abs), entry), { maxLength: 40, selector: ([number]) => number })
    .map((all): Entries => new Map(all.filter(([number]) => number > 0).map(([number, one]) => [String(number), one])));

describe("entries in a state", () => {
    it("with equal values share one group", () => {
        const known = new Map(["314", "312", "313", "400"].map((identifier) => [identifier, inactiveEntry]));
        const { driftCorrections: _, ...values } = inactiveEntry;
        assert.deepEqual(encodeEntries(known), [{ ...values, identifiers: "312-314, 400" }]);
    });

    it("survive encoding and decoding", () => {
        fc.assert(
            fc.property(entries, (known) => {
                const read = decodeEntries(encodeEntries(known), encodeNames(known));
                assert.deepEqual(Object.fromEntries(read), Object.fromEntries(known));
            }),
        );
    });

    it("have the same form for any input order", () => {
        fc.assert(
            fc.property(entries, (known) => {
                assert.equal(
                    JSON.stringify(encodeEntries(new Map([...known].reverse()))),
                    JSON.stringify(encodeEntries(known)),
                );
            }),
        );
    });

    it("have no undefined value, which the SDK refuses", () => {
        const unconfirmed: Entry = { status: "unconfirmed", vaultUrl, driftCorrections: 0 };
        const [group = {}] = encodeEntries(new Map([["312", { ...unconfirmed, outcome: undefined }]]));
        assert.deepEqual(Object.keys(group).sort(), ["identifiers", "status", "vaultUrl"]);
    });

    for (const [title, groups] of [
        ["nothing", undefined],
        ["no list", { 0: { identifiers: "312" } }],
        ["a list of other values", [null, 7, "312", { identifiers: "x" }, {}]],
    ] as const) {
        it(`are none if a state has ${title}`, () => assert.equal(decodeEntries(groups).size, 0));
    }

    it("default to inactive, no vault and no drifts", () => {
        for (const known of [{}, { status: "of a later version" }]) {
            assert.deepEqual(decodeEntry(known), { status: "inactive", vaultUrl: "", driftCorrections: 0 });
        }
    });
});

describe("a time", () => {
    for (const [time, text] of [
        ["2031-05-06T07:08:09.000Z", "2031-05-06T07:08:09Z"],
        ["2031-05-06T07:08:09.001Z", "2031-05-06T07:08:09Z"],
        ["2031-12-31T23:59:59.999Z", "2031-12-31T23:59:59Z"],
    ] as const) {
        it(`is cut to the second: ${time}`, () => assert.equal(formatTime(new Date(time)), text));
    }
});
