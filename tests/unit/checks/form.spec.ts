import assert from "node:assert/strict";
import fc from "fast-check";
import { formatFailure } from "../../../provider/src/checks/failure";
import { checkOptions, readIdentifier } from "../../../provider/src/checks/form";
import { apiSecretKind, noteKind, passwordKind } from "../../../provider/src/client/kinds";
import { unknownValue } from "../../../provider/src/shared/properties";
import { rows } from "../support/core";

// declaredValues.spec.ts has more values.
const place = { property: "identifier" };

describe("an identifier", () => {
    it("is kept while it is unknown", () => {
        assert.deepEqual(readIdentifier(unknownValue, place, passwordKind), { identifier: unknownValue });
    });

    for (const [title, value, cause] of [
        ["minus zero", -0, 'it is "0".'],
        ["infinity", Number.POSITIVE_INFINITY, 'it is "Infinity".'],
        ["a bigint", 312n, "it is of type bigint."],
        ["a line end", "12\r\nX-Header: 1", 'it is "12\\r\\nX-Header: 1".'],
        ["a text of many characters", "9".repeat(5000), `it is "${"9".repeat(60)}…".`],
    ] as const) {
        it(`is refused with its cause: ${title}`, () => {
            const { failure } = readIdentifier(value, place, passwordKind);
            assert.deepEqual([failure?.property, failure?.cause], ["identifier", cause]);
        });
    }

    for (const [title, at, kind, solution] of [
        ["its input", place, passwordKind, "set `identifier` to the number that the vault's list call shows for the p"],
        ["its place in the list", { property: "identifiers", index: 2 }, passwordKind, "set `identifiers[2]` to the n"],
        ["its kind", place, apiSecretKind, "set `identifier` to the number that the vault shows for the API secret,"],
    ] as const) {
        it(`that is refused has a solution that names ${title}`, () => {
            const { failure } = readIdentifier("x", at, kind);
            assert.ok(failure?.solution?.startsWith(solution), failure?.solution);
        });
    }

    it("appears in a failure only as text, because other values can be secrets", () => {
        const shown = ["x", 0, { secret: 1 }, true].map(
            (value) => readIdentifier(value, place, passwordKind).failure?.identifier,
        );
        assert.deepEqual(shown, ["x", "0", undefined, undefined]);
    });

    it("is valid as text if it is a whole number from 1 to 2^53 - 1 in canonical form", () => {
        const nearNumbers = fc.oneof(
            fc.string({ unit: "binary" }),
            fc.stringMatching(/^[ +-]?\d{0,18}[.e]?\d{0,3}[ \n]?$/),
            fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }).map(String),
            fc.bigInt({ min: 2n ** 53n - 9n, max: 2n ** 53n + 9n }).map(String),
        );
        const property = fc.property(nearNumbers, (text) => {
            const number = Number(text);
            const isValid = String(number) === text && Number.isSafeInteger(number) && number >= 1;
            assert.equal(readIdentifier(text, place, passwordKind).identifier, isValid ? text : undefined);
        });
        fc.assert(property, { numRuns: 1000 });
    });

    it("is valid as a number if it is whole and from 1 to 2^53 - 1", () => {
        const property = fc.property(fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger()), (number) => {
            const isValid = Number.isSafeInteger(number) && number >= 1;
            assert.equal(readIdentifier(number, place, passwordKind).identifier, isValid ? String(number) : undefined);
        });
        fc.assert(property, { numRuns: 1000 });
    });

    it("is valid or fails in three lines of bounded length for any value", () => {
        const property = fc.property(fc.anything(), (value) => {
            const { identifier, failure } = readIdentifier(value, place, passwordKind);
            assert.notEqual(identifier === undefined, failure === undefined);
            const text = failure === undefined ? "" : formatFailure(failure);
            assert.match(text, /^$|^[^\n]+\nCause: [^\n]+\nSolution: [^\n]+$/);
            assert.ok(text.length < 700);
        });
        fc.assert(property, { numRuns: 1000 });
    });
});

describe("options", () => {
    for (const [title, options] of [
        ["true", { additive: true }],
        ["false", { additive: false }],
        ["null", { additive: null }],
        ["unknown", { reason: unknownValue, onDestroy: unknownValue, additive: unknownValue }],
    ] as const) {
        it(`are accepted: ${title}`, () => assert.deepEqual(checkOptions(options, passwordKind), []));
    }

    it("fail together in a fixed order, each with its expected value", () => {
        const failures = checkOptions({ additive: "yes", onDestroy: "Leave", reason: ["CHG-1"] }, passwordKind);
        assert.deepEqual(rows(failures, "property", "summary", "cause"), [
            "reason must be a text it is a list.",
            'onDestroy must be "leave" or "restore" it is "Leave".',
            "additive must be true or false it is of type string.",
        ]);
    });

    it("fail without the value of a reason, which can be a secret", () => {
        assert.doesNotMatch(JSON.stringify(checkOptions({ reason: 777888 }, passwordKind)), /777888/);
    });

    for (const [onDestroy, summaries] of [
        ["leave", ["is not available for notes"]],
        [unknownValue, ["is not available for notes"]],
        [null, []],
    ] as const) {
        it(`of a note ${summaries.length > 0 ? "cannot" : "can"} have onDestroy ${String(onDestroy)}`, () => {
            assert.deepEqual(rows(checkOptions({ onDestroy }, noteKind), "summary"), summaries);
        });
    }
});
