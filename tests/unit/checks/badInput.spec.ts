import assert from "node:assert/strict";
import fc from "fast-check";
import { readIdentifier, unknownValue } from "../../../provider/src/checks/form";
import { createRunContext } from "../../../provider/src/lifecycle/context";
import { createLifecycle } from "../../../provider/src/lifecycle/lifecycle";
import { pathSegment } from "../../../provider/src/settings/vaultUrl";
import { linesOf } from "../support/lines";

/** A value as a title shows it. */
function shown(value: unknown): string {
    if (typeof value === "string") {
        return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
    }
    return Object.is(value, -0) ? "-0" : typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A lifecycle that may ask neither settings nor vault. */
function alone() {
    const unasked = () => {
        throw new Error("asked");
    };
    return createLifecycle(createRunContext({ settings: unasked, vault: unasked, now: unasked, tell: unasked }));
}

describe("an identifier", () => {
    const accepted: [given: unknown, kept: string][] = [
        [1, "1"],
        [312, "312"],
        ["312", "312"],
        [312.0, "312"],
        [1e3, "1000"],
        [9_999_999, "9999999"],
        [2 ** 53 - 1, "9007199254740991"],
        ["9007199254740991", "9007199254740991"],
    ];
    for (const [given, kept] of accepted) {
        it(`is kept as text: ${typeof given} ${shown(given)}`, () => {
            assert.deepEqual(readIdentifier(given), { identifier: kept });
        });
    }

    it("that is not known yet is kept as it is", () => {
        assert.deepEqual(readIdentifier(unknownValue), { identifier: unknownValue });
    });

    const refused: [given: unknown, cause: string][] = [
        [0, 'it is "0".'],
        [-0, 'it is "0".'],
        [-1, 'it is "-1".'],
        [1.5, 'it is "1.5".'],
        [0.1 + 0.2, 'it is "0.30000000000000004".'],
        [1e21, 'it is "1e+21".'],
        [2 ** 53, 'it is "9007199254740992".'],
        [Number.NaN, 'it is "NaN".'],
        [Number.POSITIVE_INFINITY, 'it is "Infinity".'],
        ["", 'it is "".'],
        [" ", 'it is " ".'],
        ["0", 'it is "0".'],
        ["-1", 'it is "-1".'],
        ["+1", 'it is "+1".'],
        ["1.5", 'it is "1.5".'],
        ["1.0", 'it is "1.0".'],
        ["1e3", 'it is "1e3".'],
        ["1e21", 'it is "1e21".'],
        ["0x10", 'it is "0x10".'],
        ["1_000", 'it is "1_000".'],
        ["1,000", 'it is "1,000".'],
        ["007", 'it is "007".'],
        ["12abc", 'it is "12abc".'],
        [" 12", 'it is " 12".'],
        ["12 ", 'it is "12 ".'],
        ["12\n", 'it is "12\\n".'],
        ["12\r\nX-Header: 1", 'it is "12\\r\\nX-Header: 1".'],
        ["12\u0000", 'it is "12\\u0000".'],
        ["١٢", 'it is "١٢".'],
        ["１２", 'it is "１２".'],
        ["../active/5", 'it is "../active/5".'],
        ["..", 'it is "..".'],
        ["5/../6", 'it is "5/../6".'],
        ["5?x", 'it is "5?x".'],
        ["%35", 'it is "%35".'],
        ["null", 'it is "null".'],
        ["9007199254740992", 'it is "9007199254740992".'],
        ["99999999999999999999", 'it is "99999999999999999999".'],
        ["9".repeat(5000), `it is "${"9".repeat(60)}…".`],
        [undefined, "it is missing."],
        [null, "it is missing."],
        [[], "it is a list."],
        [[312], "it is a list."],
        [{}, "it is of type object."],
        [{ identifier: 312 }, "it is of type object."],
        [true, "it is of type boolean."],
        [false, "it is of type boolean."],
    ];
    for (const [given, cause] of refused) {
        it(`is refused without asking anybody: ${typeof given} ${shown(given)}`, async () => {
            const { failures } = await alone().check({}, { identifier: given });
            assert.equal(failures.length, 1);
            const [failure] = failures;
            assert.equal(failure?.property, "identifier");
            const lines = linesOf({ message: failure?.reason ?? "" });
            assert.equal(lines.what, "not an identifier: it must be a whole number from 1 to 9007199254740991");
            assert.equal(lines.cause, cause);
            assert.match(lines.solution, /^set `identifier` to the number .*, such as 312\.$/);
        });
    }

    it("is accepted exactly when it is a whole number from 1 to 2^53 - 1, in its one spelling", () => {
        const nearNumbers = fc.oneof(
            fc.string(),
            fc.string({ unit: "binary" }),
            fc.stringMatching(/^[ +-]?\d{0,18}[.e]?\d{0,3}[ \n]?$/),
            fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }).map(String),
            fc.bigInt({ min: 2n ** 53n - 9n, max: 2n ** 53n + 9n }).map(String),
        );
        fc.assert(
            fc.property(nearNumbers, (text) => {
                const number = Number(text);
                const isOne = String(number) === text && Number.isSafeInteger(number) && number >= 1;
                const { identifier, failure } = readIdentifier(text);
                assert.equal(identifier, isOne ? text : undefined);
                assert.equal(failure === undefined, isOne);
            }),
            { numRuns: 2000 },
        );
    });

    it("as a number is accepted exactly when it is a whole one from 1 to 2^53 - 1", () => {
        fc.assert(
            fc.property(fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger()), (number) => {
                const isOne = Number.isSafeInteger(number) && number >= 1;
                assert.equal(readIdentifier(number).identifier, isOne ? String(number) : undefined);
            }),
            { numRuns: 2000 },
        );
    });

    it("of any value is read or refused, in lines of bounded length, and never thrown at", () => {
        fc.assert(
            fc.property(fc.anything(), (value) => {
                const { identifier, failure } = readIdentifier(value);
                assert.notEqual(identifier === undefined, failure === undefined);
                if (failure) {
                    linesOf({ message: failure.reason });
                    assert.ok(failure.reason.length < 700);
                }
            }),
            { numRuns: 2000 },
        );
    });

    it("never changes the route of a call, whatever text it is", () => {
        const separators = fc.stringMatching(/^[./\\%2eEfF5cC?#;:@&=+\s\d]*$/);
        const texts = fc.oneof(fc.string(), fc.string({ unit: "binary" }), separators, fc.webUrl());
        const bases = fc.constantFrom("https://vault.example.com", "http://[::1]:8200", "https://example.com/a/vault");
        fc.assert(
            fc.property(bases, texts, (base, text) => {
                let segment: string;
                try {
                    segment = pathSegment(text);
                } catch {
                    // Not even sent: dots that lead elsewhere, nothing at all, and what is no text (half a character).
                    assert.ok(/^\.{0,2}$/.test(text) || /\p{Surrogate}/u.test(text));
                    return;
                }
                const route = `${base}/api/mysafe/password/inactive/`;
                const url = new URL(route + segment);
                assert.ok(url.href.startsWith(route), url.href);
                assert.match(url.href.slice(route.length), /^[^/?#\\]+$/);
                assert.deepEqual([url.origin, url.search, url.hash], [new URL(base).origin, "", ""]);
                assert.equal(decodeURIComponent(url.href.slice(route.length)), text);
            }),
            { numRuns: 5000 },
        );
    });
});
