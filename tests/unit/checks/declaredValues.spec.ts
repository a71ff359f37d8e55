import assert from "node:assert/strict";
import { formatFailure } from "../../../provider/src/checks/failure";
import type { resourceTypes } from "../../../provider/src/lifecycle/resourceTypes";
import { createSubject, update } from "../support/core";

/** The part of the failure that an input causes; undefined for a valid input. */
type Problem = string | undefined;

/** The inputs of each property, with their problems. */
const inputs: readonly [type: keyof typeof resourceTypes, property: string, rows: readonly [unknown, Problem][]][] = [
    [
        "PasswordDisablement",
        "identifier",
        [
            [312, undefined],
            ["312", undefined],
            [9007199254740991, undefined],
            [undefined, "it is missing."],
            [null, "it is missing."],
            [0, 'it is "0".'],
            [-1, 'it is "-1".'],
            [1.5, 'it is "1.5".'],
            [1e21, 'it is "1e+21".'],
            [2 ** 53, 'it is "9007199254740992".'],
            [NaN, 'it is "NaN".'],
            ["", 'it is "".'],
            [" 12", 'it is " 12".'],
            ["12abc", 'it is "12abc".'],
            ["007", 'it is "007".'],
            ["+12", 'it is "+12".'],
            ["１２", 'it is "１２".'],
            ["../active/5", 'it is "../active/5".'],
            ["5/../../active/5", 'it is "5/../../active/5".'],
            ["%2e%2e", 'it is "%2e%2e".'],
            [[312], "it is a list."],
            [{}, "it is of type object."],
            [true, "it is of type boolean."],
        ],
    ],
    [
        "PasswordDisablementSet",
        "identifiers",
        [
            [[312, "313"], undefined],
            [[], undefined],
            [undefined, "must be a list of identifiers"],
            [null, "must be a list of identifiers"],
            [312, "it is of type number."],
            ["312, 313", 'it is "312, 313".'],
            [[312, 0], "set `identifiers[1]` to the number"],
            [[312, null], "it is missing."],
            [[[312]], "it is a list."],
            [[312, "312"], "identifiers[0] is the same."],
        ],
    ],
    [
        "PasswordDisablement",
        "reason",
        [
            [undefined, undefined],
            [null, undefined],
            ["", undefined],
            ["CHG-2041", undefined],
            [2041, "it is of type number."],
            [["CHG-2041"], "it is a list."],
            [{}, "it is of type object."],
        ],
    ],
    [
        "PasswordDisablement",
        "onDestroy",
        [
            [undefined, undefined],
            [null, undefined],
            ["leave", undefined],
            ["restore", undefined],
            ["Enable", 'it is "Enable".'],
            ["", 'it is "".'],
            [true, "it is of type boolean."],
            [["restore"], "it is a list."],
        ],
    ],
];

describe("a declaration", () => {
    for (const [type, property, rows] of inputs) {
        for (const [input, expected] of rows) {
            it(`of ${type} ${expected === undefined ? "accepts" : "refuses"} ${property} ${formatInput(input)}`, async () => {
                const { problem, read } = await check(type, property, input);
                if (expected === undefined) {
                    assert.equal(problem, undefined);
                    assert.equal(read, property === "identifier" ? String(input) : read);
                } else {
                    assert.ok(problem?.includes(expected), `"${problem}" does not contain "${expected}"`);
                }
            });
        }
    }
});

/** Checks a declaration in an update, which sends nothing. */
async function check(type: keyof typeof resourceTypes, property: string, input: unknown) {
    const news = { identifier: 312, [property]: input };
    const { lifecycle } = createSubject(type);
    const { inputs, failures } = await lifecycle.check({ olds: {}, news, caller: update });
    const [failure] = failures;
    return { problem: failure && formatFailure(failure), read: inputs[property] };
}

/** Returns an input as the title of its test has it. */
function formatInput(input: unknown): string {
    return typeof input === "number" ? String(input) : String(JSON.stringify(input));
}
