import assert from "node:assert/strict";
import fc from "fast-check";
import { formatRanges, parseRanges } from "../../../provider/src/shared/identifierRanges";

/** Identifiers close together, and far apart up to the greatest. */
const identifiers = fc.uniqueArray(
    fc.oneof(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.integer({ min: Number.MAX_SAFE_INTEGER - 5, max: Number.MAX_SAFE_INTEGER }),
    ),
    { maxLength: 60 },
);

describe("formatRanges", () => {
    for (const [given, text] of [
        [[], ""],
        [["312"], "312"],
        [["313", "312"], "312-313"],
        [["10", "9", "2", "1"], "1-2, 9-10"],
        [["312", "400", "401", "402", "1000"], "312, 400-402, 1000"],
        [["9007199254740991", "9007199254740990"], "9007199254740990-9007199254740991"],
    ] as const) {
        it(`sorts by number and joins neighbours: "${text}"`, () => {
            assert.equal(formatRanges(given), text);
        });
    }

    it("is never longer than a plain list", () => {
        fc.assert(
            fc.property(identifiers, (numbers) => {
                assert.ok(formatRanges(numbers.map(String)).length <= numbers.join(", ").length);
            }),
        );
    });
});

describe("parseRanges", () => {
    it("returns the identifiers that formatRanges was given, sorted", () => {
        fc.assert(
            fc.property(identifiers, (numbers) => {
                const sorted = numbers.toSorted((one, other) => one - other).map(String);
                assert.deepEqual(parseRanges(formatRanges(numbers.map(String))), sorted);
            }),
        );
    });

    for (const text of ["", "0", "-1", "a-b", "012", "1.5", "5-3", "1-2-3", "1;2"]) {
        it(`ignores what is not a range: "${text}"`, () => {
            assert.deepEqual(parseRanges(text), []);
        });
    }

    it("reads the other ranges of a text with a wrong one", () => {
        assert.deepEqual(parseRanges("x, 312 ,,  400-401,0-3"), ["312", "400", "401"]);
    });
});
