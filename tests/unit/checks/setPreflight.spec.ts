import assert from "node:assert/strict";
import { beginSet, setOf } from "../support/setStack";
import { closeAll, seeds } from "../support/vault";

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const inactive = (from: number, to: number) => numbers(from, to).map((identifier) => ({ identifier, active: false }));

describe("what the preview of a set asks the vault", () => {
    afterEach(closeAll);

    it("is one list, however many passwords are new and active", async () => {
        const stack = await beginSet({ passwords: seeds(1000) });
        const { requests, problems } = await stack.preview(setOf(numbers(1, 1000)));
        assert.deepEqual([requests, problems], [["list"], []]);
    });

    for (const listInactive of [false, true]) {
        it(`is one list for 1,000 that are managed, where the vault ${listInactive ? "lists" : "hides"} inactive ones`, async () => {
            const stack = await beginSet({ passwords: seeds(1001), listInactive });
            await stack.update(setOf(numbers(1, 1000)));
            const empty = await stack.preview(setOf(numbers(1, 1000)));
            assert.deepEqual([empty.requests, empty.told, empty.steps.set], [["list"], [], "same"]);
            assert.deepEqual((await stack.preview(setOf(numbers(1, 1001)))).requests, ["list"]);
        });
    }

    it("is one list for many resources together, of both kinds", async () => {
        const stack = await beginSet({ passwords: seeds(20) });
        const program = {
            a: { identifiers: [1, 2] },
            b: { identifier: 3 },
            c: { identifiers: [4] },
            d: { identifier: 5 },
        };
        assert.deepEqual((await stack.preview(program)).requests, ["list"]);
    });

    it("is a read for each new one that the list lacks: inactive ones are taken over, others refused", async () => {
        const stack = await beginSet({ passwords: [...seeds(5), ...inactive(6, 8)] });
        const { requests, problems, told } = await stack.preview(setOf([1, 6, 7, 8, 9]));
        assert.deepEqual(requests.sort(), ["list", "read 6", "read 7", "read 8", "read 9"]);
        assert.match(problems.join(), /^resource 'set': property identifiers\[4\] value \{9\} has a problem: 1005/);
        assert.deepEqual([problems.length, told], [1, []]);
    });

    for (const [most, wanted] of [
        [undefined, 100],
        [7, 7],
        [0, 0],
    ] as const) {
        it(`is ${wanted} reads at most, with one warning, mysafe:maxPreviewReads being ${most ?? "not set"}`, async () => {
            const changes = most === undefined ? {} : { maxPreviewReads: most };
            const stack = await beginSet({ passwords: inactive(1, 150) }, changes);
            const { requests, told, problems } = await stack.preview(setOf(numbers(1, 150)));
            assert.equal(requests.filter((request) => request.startsWith("read")).length, wanted);
            assert.deepEqual([told.length, problems], [2, []], "the warning and the plan");
            assert.match(
                told[0] ?? "",
                new RegExp(`^warning: more than ${wanted} of the passwords .*\\(mysafe:maxPreviewReads\\)`),
            );
        });
    }

    it("says nothing of a bound that was just enough", async () => {
        const stack = await beginSet({ passwords: inactive(1, 7) }, { maxPreviewReads: 7 });
        assert.deepEqual((await stack.preview(setOf(numbers(1, 7)))).told, ["set: 7 to disable (1-7)"]);
    });

    it("finds one of many that was deleted, or may not be edited any more, where the vault lists inactive ones", async () => {
        const stack = await beginSet({ passwords: seeds(50), listInactive: true });
        await stack.update(setOf(numbers(1, 50)));
        stack.opened.simulator.removePassword(20);
        stack.opened.simulator.setRights(30, { canWrite: false });
        const { requests, problems } = await stack.preview(setOf(numbers(1, 50)));
        assert.deepEqual(requests, ["list", "read 20"]);
        assert.deepEqual(
            problems.map((problem) => problem.replace(/ has a problem: (\d+).*$/s, ": $1")),
            [
                "resource 'set': property identifiers[19] value {20}: 1005",
                "resource 'set': property identifiers[29] value {30}: 1006",
            ],
        );
        stack.changes = { preflight: "warn" };
        const warned = await stack.preview(setOf(numbers(1, 50)));
        assert.deepEqual([warned.problems, warned.told.length, warned.steps.set], [[], 2, "same"]);
        assert.match(warned.told.join("\n"), /^warning: password \d0 of resource 'set': 100\d: /);
        stack.changes = { preflight: "off" };
        assert.deepEqual((await stack.preview(setOf(numbers(1, 50)))).requests, []);
    });

    it("is told once where the vault cannot be asked: refused for what is new, a warning for what is managed", async () => {
        const stack = await beginSet({ passwords: seeds(50) }, { maxRetries: 0 });
        const { simulator } = stack.opened;
        await stack.update(setOf(numbers(1, 40)));
        simulator.inject({ kind: "timeout504", route: "list", times: 2 });
        const { problems } = await stack.preview(setOf(numbers(1, 50)));
        assert.equal(problems.length, 1);
        assert.match(problems[0] ?? "", /^: the vault could not be asked about password \d+: .*504/);
        const { problems: none, told } = await stack.preview(setOf(numbers(1, 40)));
        assert.deepEqual([none, told.length], [[], 1]);
        assert.match(told[0] ?? "", /^warning: a change in the vault .* would not be seen/);
    });
});
