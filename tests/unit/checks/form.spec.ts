import assert from "node:assert/strict";
import fc from "fast-check";
import { formatFailure } from "../../../provider/src/checks/failure";
import { checkOptions, readIdentifier } from "../../../provider/src/checks/form";
import { apiSecretKind, noteKind, passwordKind } from "../../../provider/src/client/kinds";
import { unknownValue } from "../../../provider/src/shared/properties";

const place = { property: "identifier" };

/** Returns a value as a title shows it. */
function titleOf(value: unknown): string {
    const text = typeof value === "symbol" ? "unknown" : Object.is(value, -0) ? "-0" : JSON.stringify(value);
    return `${typeof value} ${(text ?? String(value)).slice(0, 40)}`;
}

describe("an identifier", () => {
    for (const [given, identifier] of [
        [1, "1"],
        [312, "312"],
        ["312", "312"],
        [1e3, "1000"],
        [2 ** 53 - 1, "9007199254740991"],
        ["9007199254740991", "9007199254740991"],
        [unknownValue, unknownValue],
    ] as const) {
        it(`is accepted: ${titleOf(given)}`, () => assert.deepEqual(readIdentifier(given, place), { identifier }));
    }

    const refused: [given: unknown, cause: string][] = [
        [0, 'it is "0".'],
        [-0, 'it is "0".'],
        [-1, 'it is "-1".'],
        [1.5, 'it is "1.5".'],
        [1e21, 'it is "1e+21".'],
        [2 ** 53, 'it is "9007199254740992".'],
        [Number.NaN, 'it is "NaN".'],
        [Number.POSITIVE_INFINITY, 'it is "Infinity".'],
        ["", 'it is "".'],
        ["+1", 'it is "+1".'],
        ["1.0", 'it is "1.0".'],
        ["1e3", 'it is "1e3".'],
        ["0x10", 'it is "0x10".'],
        ["007", 'it is "007".'],
        [" 12", 'it is " 12".'],
        ["12\r\nX-Header: 1", 'it is "12\\r\\nX-Header: 1".'],
        ["12\n", 'it is "12\\n".'],
        ["١٢", 'it is "١٢".'],
        ["../active/5", 'it is "../active/5".'],
        ["9007199254740992", 'it is "9007199254740992".'],
        ["9".repeat(5000), `it is "${"9".repeat(60)}…".`],
        [undefined, "it is missing."],
        [null, "it is missing."],
        [[312], "it is a list."],
        [{ identifier: 312 }, "it is of type object."],
        [true, "it is of type boolean."],
        [312n, "it is of type bigint."],
    ];
    for (const [given, cause] of refused) {
        it(`is refused: ${typeof given === "bigint" ? "bigint" : titleOf(given)}`, () => {
            const { failure } = readIdentifier(given, place);
            assert.equal(failure?.summary, "not an identifier: it must be a whole number from 1 to 9007199254740991");
            assert.deepEqual([failure?.property, failure?.scope, failure?.cause], ["identifier", "password", cause]);
        });
    }

    for (const [title, at, kind, solution] of [
        [
            "its input",
            place,
            passwordKind,
            "set `identifier` to the number that the vault's list call shows for the password",
        ],
        [
            "its place in the list",
            { property: "identifiers", index: 2 },
            passwordKind,
            "set `identifiers[2]` to the number ",
        ],
        ["its kind", place, apiSecretKind, "set `identifier` to the number that the vault shows for the API secret,"],
    ] as const) {
        it(`that is refused has a solution that names ${title}`, () => {
            const { failure } = readIdentifier("x", at, kind);
            assert.ok(failure?.solution?.startsWith(solution), failure?.solution);
            assert.deepEqual([failure?.property, failure?.index], [at.property, "index" in at ? at.index : undefined]);
        });
    }

    it("that is refused is part of the failure as a text alone: other values can be secrets", () => {
        const identifiers = ["x", 0, { secret: 1 }, true].map(
            (value) => readIdentifier(value, place).failure?.identifier,
        );
        assert.deepEqual(identifiers, ["x", "0", undefined, undefined]);
    });

    it("is accepted as text exactly where it is a whole number from 1 to 2^53 - 1 in its one spelling", () => {
        const nearNumbers = fc.oneof(
            fc.string({ unit: "binary" }),
            fc.stringMatching(/^[ +-]?\d{0,18}[.e]?\d{0,3}[ \n]?$/),
            fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }).map(String),
            fc.bigInt({ min: 2n ** 53n - 9n, max: 2n ** 53n + 9n }).map(String),
        );
        fc.assert(
            fc.property(nearNumbers, (text) => {
                const number = Number(text);
                const isValid = String(number) === text && Number.isSafeInteger(number) && number >= 1;
                assert.equal(readIdentifier(text, place).identifier, isValid ? text : undefined);
            }),
            { numRuns: 1000 },
        );
    });

    it("is accepted or refused in bounded lines, whatever the value", () => {
        fc.assert(
            fc.property(fc.anything(), (value) => {
                const { identifier, failure } = readIdentifier(value, place);
                assert.notEqual(identifier === undefined, failure === undefined);
                const text = failure === undefined ? "" : formatFailure(failure);
                assert.ok(text.length < 700);
                assert.match(text, /^$|^[^\n]+\nCause: [^\n]+\nSolution: [^\n]+$/);
            }),
            { numRuns: 1000 },
        );
    });
});

describe("options", () => {
    for (const options of [
        {},
        { reason: undefined, onDestroy: undefined, additive: undefined },
        { reason: null, onDestroy: null, additive: null },
        { reason: "", onDestroy: "leave", additive: true },
        { reason: "CHG-2041", onDestroy: "enable", additive: false },
        { reason: unknownValue, onDestroy: unknownValue, additive: unknownValue },
    ]) {
        const title = Object.entries(options).map(([key, value]) => `${key} ${titleOf(value)}`);
        it(`are accepted: ${title.join(", ") || "none"}`, () =>
            assert.deepEqual(checkOptions(options, passwordKind), []));
    }

    for (const [options, summary, cause] of [
        [{ reason: 777888 }, "must be a text", "it is of type number."],
        [{ reason: ["CHG-2041"] }, "must be a text", "it is of type list."],
        [{ onDestroy: "Leave" }, 'must be "leave" or "enable"', 'it is "Leave".'],
        [{ onDestroy: "" }, 'must be "leave" or "enable"', 'it is "".'],
        [{ onDestroy: ["enable"] }, 'must be "leave" or "enable"', "it is a list."],
        [{ additive: "yes" }, "must be true or false", "it is of type string."],
    ] as const) {
        it(`are refused: ${JSON.stringify(options)}`, () => {
            const [failure, ...more] = checkOptions(options, passwordKind);
            assert.deepEqual(
                [failure?.property, failure?.summary, failure?.cause],
                [Object.keys(options)[0], summary, cause],
            );
            assert.deepEqual(more, []);
        });
    }

    it("are all checked, in one order", () => {
        const failures = checkOptions({ additive: 1, onDestroy: 1, reason: 1 }, passwordKind);
        assert.deepEqual(
            failures.map(({ property }) => property),
            ["reason", "onDestroy", "additive"],
        );
    });

    it("that are refused do not show a reason, which can be a secret", () => {
        assert.doesNotMatch(JSON.stringify(checkOptions({ reason: 777888 }, passwordKind)), /777888/);
    });

    for (const onDestroy of ["leave", "enable", unknownValue]) {
        it(`of a note have no onDestroy: ${titleOf(onDestroy)}`, () => {
            const [failure] = checkOptions({ onDestroy }, noteKind);
            assert.equal(failure?.summary, "is not available for notes");
            assert.equal(failure.cause, "the vault documents no call that enables notes.");
        });
    }

    it("of a note can have an onDestroy of null", () => {
        assert.deepEqual(checkOptions({ onDestroy: null }, noteKind), []);
    });
});
