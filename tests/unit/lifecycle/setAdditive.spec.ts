import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";
import { beginSet, setOf } from "../support/setStack";
import { closeAll, seeds } from "../support/vault";

const additive = true;

describe("an additive set", () => {
    afterEach(closeAll);

    it("keeps what the program does not name any more, and calls for nothing but what is new", async () => {
        const stack = await beginSet({ passwords: seeds(20) });
        await stack.up(setOf([1, 2], { additive }));
        const { steps, requests } = await stack.up(setOf([3], { additive, onDestroy: "enable" }));
        assert.deepEqual([steps.set, requests.filter((request) => /able/.test(request))], ["update", ["disable 3"]]);
        assert.deepEqual(stack.only.outputs.results, [
            { ...(stack.only.outputs.results as object[])[0], identifiers: "1-3" },
        ]);
        assert.equal((await stack.update(setOf([], { additive, onDestroy: "enable" }))).steps.set, "same");
    });

    it("lets go of what it does not name once it is additive no more", async () => {
        const stack = await beginSet({ passwords: seeds(20) });
        await stack.up(setOf([1, 2], { additive, onDestroy: "enable" }));
        const { requests } = await stack.up(setOf([2], { onDestroy: "enable" }));
        assert.ok(requests.includes("enable 1"), requests.join());
        assert.equal("additive" in stack.only.outputs, false);
    });

    it("disables again what a refresh found active, though the program does not name it", async () => {
        const stack = await beginSet({ passwords: seeds(20) });
        await stack.up(setOf([1, 2], { additive }));
        stack.opened.simulator.setActive(1, true);
        await stack.refresh();
        const { requests } = await stack.up(setOf([2], { additive }));
        assert.ok(requests.includes("disable 1"), requests.join());
        assert.equal(stack.only.outputs.driftCorrected, 1);
    });

    it("warns of what the vault has no more and the program does not name, and refuses what it names", async () => {
        const stack = await beginSet({ passwords: seeds(20), listInactive: true });
        await stack.up(setOf([1, 2, 3], { additive }));
        stack.opened.simulator.removePassword(2);
        const { problems } = await stack.preview(setOf([1], { additive }));
        assert.deepEqual(problems, []);
        assert.ok(
            stack.opened.told.includes(
                "warning: password 2 of resource 'set': 1005: Password not found. Solution: `pulumi refresh` takes it out of the set, which is additive and had it.",
            ),
            stack.opened.told.join("\n"),
        );
        assert.match((await stack.preview(setOf([1, 2], { additive }))).problems.join(), /identifiers\[1\].*1005/);
    });

    for (const [what, change, code] of [
        ["is gone", (vault: Simulator) => vault.removePassword(2), 1005],
        ["may not be edited any more", (vault: Simulator) => vault.setRights(2, { canWrite: false }), 1006],
    ] as const) {
        it(`refuses what it would disable again and cannot, since it ${what}, though the program does not name it`, async () => {
            const stack = await beginSet({ passwords: seeds(20), listInactive: true });
            const { simulator } = stack.opened;
            await stack.up(setOf([1, 2, 3], { additive }));
            simulator.setActive(2, true);
            await stack.refresh();
            change(simulator);
            const { problems, told } = await stack.preview(setOf([1], { additive }));
            assert.match(problems.join(), new RegExp(`value \\{2\\} has a problem: ${code}`));
            assert.deepEqual(told, [], "no plan of what fails");
        });
    }

    it("says of what an unfinished run has left, and is gone, that a refresh takes it out", async () => {
        const stack = await beginSet({ passwords: seeds(20), listInactive: true });
        await stack.update(setOf([1, 2, 9999], { additive }));
        const [problem = ""] = (await stack.preview(setOf([1, 2], { additive }))).problems;
        assert.match(
            problem,
            /9999.*1005: Password not found\nCause: .*\nSolution: `pulumi refresh` takes it out of the set/,
        );
    });

    it("lets a password move to a resource of its own", async () => {
        const stack = await beginSet({ passwords: seeds(20) });
        await stack.up(setOf([1, 2], { additive }));
        const moved = { ...setOf([1], { additive }), two: { identifier: 2 } };
        assert.deepEqual((await stack.preview(moved)).problems, []);
    });

    it("refuses what is neither true nor false", async () => {
        const stack = await beginSet({ passwords: seeds(20) });
        const { problems } = await stack.update(setOf([1], { additive: "yes" }));
        assert.equal(problems.length, 1);
        assert.match(problems[0] ?? "", /additive.*Cause: .*Solution: /s);
        assert.equal(stack.opened.simulator.count("disable"), 0);
    });
});
