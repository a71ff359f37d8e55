import assert from "node:assert/strict";
import fc from "fast-check";
import { formatRanges, parseRanges } from "../../../provider/src/shared/identifierRanges";

const inOrder = (identifiers: readonly string[]) => [...identifiers].sort((one, other) => Number(one) - Number(other));

/** Identifiers that lie close together, and far apart up to the greatest. */
const identifiers = fc.uniqueArray(
    fc.oneof(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.integer({ min: Number.MAX_SAFE_INTEGER - 5, max: Number.MAX_SAFE_INTEGER }),
    ),
    { maxLength: 60 },
);

describe("identifiers as ranges", () => {
    for (const [given, text] of [
        [[], ""],
        [["312"], "312"],
        [["313", "312"], "312-313"],
        [["10", "9", "2", "1"], "1-2, 9-10"],
        [["312", "400", "401", "402", "1000"], "312, 400-402, 1000"],
        [["4294967294", "4294967295", "4294967296"], "4294967294-4294967296"],
        [["9007199254740991", "9007199254740990"], "9007199254740990-9007199254740991"],
    ] as const) {
        it(`are written in the order of their numbers, neighbours as one: ${text || "none"}`, () => {
            assert.equal(formatRanges(given), text);
        });
    }

    it("are read as they were written, whatever they are and in whatever order they came", () => {
        fc.assert(
            fc.property(identifiers, (numbers) => {
                const texts = numbers.map(String);
                assert.deepEqual(parseRanges(formatRanges(texts)), inOrder(texts));
                assert.equal(formatRanges(inOrder(texts)), formatRanges(texts));
            }),
        );
    });

    it("take no more than one text for neighbours, and never more characters than a list", () => {
        fc.assert(
            fc.property(identifiers, (numbers) => {
                const texts = inOrder(numbers.map(String));
                assert.ok(formatRanges(texts).length <= texts.join(", ").length);
            }),
        );
    });

    for (const [text, what] of [
        ["", "nothing"],
        ["0", "nought"],
        ["-1", "a negative one"],
        ["a-b", "letters"],
        ["012", "a leading nought"],
        ["1.5", "a fraction"],
        ["5-3", "a range that goes down"],
        ["1-2-3", "two ranges in one"],
        ["1;2", "another separator"],
    ]) {
        it(`leave out what is of no such form: ${what}`, () => {
            assert.deepEqual(parseRanges(text as string), []);
        });
    }

    it("leave out that alone, and bear blanks", () => {
        assert.deepEqual(parseRanges("x, 312 ,,  400-401,0-3"), ["312", "400", "401"]);
    });
});
