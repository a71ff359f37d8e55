import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/src/checks/form";
import type { Properties } from "../../../provider/src/lifecycle/state";
import { beginSet, type Ended, setOf } from "../support/setStack";
import { closeAll } from "../support/vault";

/** The first line of each problem, from the property on. */
const told = ({ problems }: Ended) =>
    problems.map((problem) => problem.split("\n", 1)[0]?.replace(/^resource 'set': property /, ""));

const notAnIdentifier = "not an identifier: it must be a whole number from 1 to 9007199254740991";

describe("the preview of a set", () => {
    afterEach(closeAll);

    it("refuses each wrong identifier by its place, all at once, with one list call", async () => {
        const stack = await beginSet();
        const list = [
            312,
            9999,
            404,
            0,
            "abc",
            null,
            [313],
            2 ** 53,
            411,
            "../active/5",
            1.5,
            "",
            true,
            {},
            "0312",
            313,
        ];
        const ended = await stack.preview(setOf(list));
        assert.deepEqual(told(ended), [
            "identifiers[1] value {9999} has a problem: 1005: Password not found",
            "identifiers[2] value {404} has a problem: 1006: User does not have access",
            `identifiers[3] value {0} has a problem: ${notAnIdentifier}`,
            `identifiers[4] value {abc} has a problem: ${notAnIdentifier}`,
            `identifiers[5] has a problem: ${notAnIdentifier}`,
            `identifiers[6] has a problem: ${notAnIdentifier}`,
            `identifiers[7] value {9007199254740992} has a problem: ${notAnIdentifier}`,
            "identifiers[8] value {411} has a problem: 1006: User does not have access",
            `identifiers[9] value {../active/5} has a problem: ${notAnIdentifier}`,
            `identifiers[10] value {1.5} has a problem: ${notAnIdentifier}`,
            `identifiers[11] has a problem: ${notAnIdentifier}`,
            `identifiers[12] has a problem: ${notAnIdentifier}`,
            `identifiers[13] has a problem: ${notAnIdentifier}`,
            `identifiers[14] value {0312} has a problem: ${notAnIdentifier}`,
        ]);
        assert.ok(ended.problems.every((problem) => /\nCause: .+\nSolution: .+$/.test(problem)));
        assert.equal(ended.requests.filter((request) => request === "list").length, 1);
        assert.deepEqual(
            ended.requests.filter((request) => /able/.test(request)),
            [],
        );
    });

    it("says of an item what to set, at its place", async () => {
        const stack = await beginSet();
        const { problems } = await stack.preview(setOf([312, "abc"]));
        assert.match(problems[0] ?? "", /\nCause: it is "abc"\.\nSolution: set `identifiers\[1\]` to the number/);
    });

    it("refuses an identifier that the list has twice, as a number or as text", async () => {
        const stack = await beginSet();
        assert.deepEqual(told(await stack.preview(setOf([312, 313, "312", 312]))), [
            "identifiers[2] value {312} has a problem: password 312 is declared twice",
            "identifiers[3] value {312} has a problem: password 312 is declared twice",
        ]);
        assert.match(
            (await stack.preview(setOf([312, 312]))).problems[0] ?? "",
            /Cause: identifiers\[0\] is the same\./,
        );
    });

    for (const [what, identifiers, cause] of [
        ["missing", undefined, "it is missing."],
        ["null", null, "it is missing."],
        ["a number", 312, "it is of type number."],
        ["a text", "312", "it is of type string."],
    ] as const) {
        it(`refuses what is no list: ${what}`, async () => {
            const stack = await beginSet();
            const args: Properties = identifiers === undefined ? {} : { identifiers };
            const { problems } = await stack.preview({ set: { ...args, identifiers } });
            assert.match(
                problems.join("\n"),
                /^resource 'set': property identifiers has a problem: not a list of identifiers\nCause: (.+)\nSolution: set `identifiers` to a list/,
            );
            assert.ok(problems[0]?.includes(`Cause: ${cause}`), problems[0]);
        });
    }

    it("refuses reason and onDestroy of another form, beside wrong identifiers, without showing a reason's value", async () => {
        const stack = await beginSet();
        const ended = await stack.preview(setOf([9999], { reason: 777888, onDestroy: "delete" }));
        assert.deepEqual(told(ended), [
            "reason has a problem: not a text",
            "onDestroy has a problem: not a choice",
            "identifiers[0] value {9999} has a problem: 1005: Password not found",
        ]);
        assert.doesNotMatch(ended.problems.join(), /777888/);
    });

    it("lets pass what nobody knows yet: the whole list, some of its items, onDestroy", async () => {
        const stack = await beginSet();
        assert.deepEqual((await stack.preview(setOf(unknownValue))).problems, []);
        assert.deepEqual((await stack.preview(setOf([unknownValue, 312, unknownValue]))).problems, []);
        assert.deepEqual((await stack.preview(setOf([312], { onDestroy: unknownValue }))).problems, []);
        assert.deepEqual(told(await stack.preview(setOf([unknownValue, 9999]))), [
            "identifiers[1] value {9999} has a problem: 1005: Password not found",
        ]);
    });
});
