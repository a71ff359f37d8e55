import assert from "node:assert/strict";
import { parseProtectionRule } from "../../../provider/src/settings/protectionRules";
import { beginSet, type Ended, setOf } from "../support/setStack";
import { closeAll, seeds } from "../support/vault";

/** The first line of each problem, from the property on. */
const told = ({ problems }: Ended) =>
    problems.map((problem) => problem.split("\n", 1)[0]?.replace(/^resource 'set': property /, ""));

const neverDisable = [parseProtectionRule("7") as NonNullable<ReturnType<typeof parseProtectionRule>>];

describe("the guards of sets in a preview", () => {
    afterEach(closeAll);

    it("refuses one that a single password or another set declares, whichever comes first", async () => {
        const stack = await beginSet();
        const program = {
            one: { identifier: 312 },
            set: { identifiers: [313, 312] },
            other: { identifiers: [314, 313] },
            last: { identifier: 314 },
        };
        const { problems } = await stack.preview(program);
        assert.deepEqual(
            problems.map((problem) => problem.split("\n").slice(0, 2).join(" ")),
            [
                "resource 'set': property identifiers[1] value {312} has a problem: password 312 is declared twice Cause: resource 'one' of this program has the same identifier.",
                "resource 'other': property identifiers[1] value {313} has a problem: password 313 is declared twice Cause: resource 'set' of this program has the same identifier.",
                "resource 'last': property identifier value {314} has a problem: password 314 is declared twice Cause: resource 'other' of this program has the same identifier.",
            ],
        );
        stack.changes = { allowDuplicates: true };
        assert.deepEqual((await stack.preview(program)).problems, []);
    });

    it("refuses what mysafe:neverDisable protects, each by itself, and mysafe:maxDisablements once", async () => {
        const stack = await beginSet({ passwords: seeds(20) }, { neverDisable });
        const list = seeds(10).map(({ identifier }) => identifier);
        assert.deepEqual(told(await stack.preview(setOf(list))), [
            "identifiers[6] value {7} has a problem: password 7 is never to be disabled",
        ]);
        stack.changes = { neverDisable: [], maxDisablements: 5 };
        const { problems } = await stack.preview(setOf(list));
        assert.equal(problems.length, 1);
        assert.match(
            problems[0] ?? "",
            /^resource 'set': property identifiers has a problem: more new disablements than/,
        );
        stack.changes = { neverDisable: [], maxDisablements: 10 };
        assert.deepEqual((await stack.preview(setOf(list))).problems, []);
    });

    it("counts new ones of sets and single passwords together, and says so once", async () => {
        const stack = await beginSet({ passwords: seeds(20) }, { maxDisablements: 4 });
        const program = {
            a: { identifiers: [1, 2] },
            b: { identifier: 3 },
            c: { identifiers: [4, 5] },
            d: { identifier: 6 },
        };
        const { problems } = await stack.preview(program);
        assert.equal(problems.length, 1);
        assert.match(problems[0] ?? "", /^resource 'c': property identifiers has a problem: more new/);
    });

    it("protect what somebody enabled again, and leave alone what is inactive", async () => {
        const stack = await beginSet({ passwords: seeds(20) });
        await stack.up(setOf([6, 7]));
        stack.changes = { neverDisable };
        assert.deepEqual((await stack.preview(setOf([6, 7]))).problems, []);
        stack.opened.simulator.setActive(7, true);
        await stack.refresh();
        const refused = /identifiers\[1\].*: password 7 is never to be disabled/;
        assert.match((await stack.preview(setOf([6, 7]))).problems.join(), refused);
        assert.match((await stack.update(setOf([6, 7]))).problems.join(), refused);
        assert.equal(stack.opened.simulator.password(7).active, true);
    });

    it("let a list have a password twice with mysafe:allowDuplicates true, which is sent once", async () => {
        const stack = await beginSet({ passwords: seeds(20) }, { allowDuplicates: true });
        const { requests, problems } = await stack.up(setOf([6, 7, "6"]));
        assert.deepEqual([requests.sort(), problems], [["disable 6", "disable 7"], []]);
        assert.equal((await stack.update(setOf([7, 6]))).steps.set, "same");
    });
});

describe("an update of a set without a preview", () => {
    afterEach(closeAll);

    it("refuses what is malformed or guarded, all at once, before any call, and leaves the rest to the vault", async () => {
        const stack = await beginSet({ passwords: seeds(20) }, { neverDisable });
        const { problems, requests } = await stack.update(setOf([1, "abc", 7, 1, 9999]));
        assert.deepEqual(
            problems.map((problem) => problem.split("\n", 1)[0]),
            [
                "identifiers[1]: not an identifier: it must be a whole number from 1 to 9007199254740991",
                "identifiers[2]: password 7 is never to be disabled",
                "identifiers[3]: password 1 is declared twice",
            ],
        );
        assert.deepEqual(requests, []);
        stack.changes = { maxDisablements: 1 };
        assert.match((await stack.update(setOf([1, 2]))).problems.join(), /^identifiers: more new disablements than/);
        assert.equal(stack.state.size, 0);
    });

    it("refuses what is guarded also among what an earlier run has left", async () => {
        const stack = await beginSet({ passwords: seeds(20) });
        stack.opened.simulator.setRights(7, { canWrite: false });
        assert.equal((await stack.update(setOf([6, 7]))).problems.length, 1);
        stack.opened.simulator.setRights(7, { canWrite: true });
        stack.changes = { neverDisable };
        const { problems, requests } = await stack.update(setOf([6, 7]));
        assert.match(problems.join(), /password 7 is never to be disabled/);
        assert.deepEqual(requests, []);
    });
});
