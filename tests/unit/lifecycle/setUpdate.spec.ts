import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/src/checks/form";
import { now } from "../support/lifecycle";
import { beginSet, setOf } from "../support/setStack";
import { closeAll, seeds } from "../support/vault";

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("a set", () => {
    afterEach(closeAll);

    it("disables its passwords side by side, never more requests than mysafe:maxConcurrency in flight", async () => {
        const stack = await beginSet({ passwords: seeds(100), latencyMs: 5 }, { maxConcurrency: 7 });
        const { simulator } = stack.opened;
        assert.deepEqual((await stack.update(setOf(numbers(1, 100)))).problems, []);
        assert.deepEqual(
            [simulator.maxInFlight, simulator.count("disable"), simulator.count("token"), simulator.requests.length],
            [7, 100, 1, 101],
        );
        assert.ok(simulator.passwords().every(({ active, changes }) => !active && changes === 1));
    });

    it("keeps what the vault said of each, in few words", async () => {
        const stack = await beginSet();
        await stack.update(setOf([340, "312", 313], { reason: "CHG-1", onDestroy: "leave" }));
        const { id, inputs, outputs } = stack.only;
        const known = { status: "inactive", disabledAt: now.toISOString(), vaultUrl: stack.opened.simulator.url };
        assert.deepEqual(outputs, {
            kind: "set",
            reason: "CHG-1",
            onDestroy: "leave",
            driftCorrected: 0,
            results: [
                { ...known, outcome: "already-inactive", identifiers: "340" },
                { ...known, outcome: "deactivated", identifiers: "312-313" },
            ],
        });
        const identifiers = { 312: "inactive", 313: "inactive", 340: "inactive" };
        assert.deepEqual(inputs, { identifiers, reason: "CHG-1", onDestroy: "leave" });
        assert.match(id, /^[0-9a-f-]{36}$/);
    });

    it("disables only what is new, and has the same id", async () => {
        const stack = await beginSet({ passwords: seeds(20) });
        await stack.up(setOf([1, 2, 3]));
        const { id } = stack.only;
        const { steps, requests } = await stack.update(setOf([1, 2, 3, 4, 5]));
        assert.deepEqual([steps, requests.sort()], [{ set: "update" }, ["disable 4", "disable 5"]]);
        assert.equal(stack.only.id, id);
        assert.equal((await stack.update(setOf([1, 2, 3, 4, 5]))).steps.set, "same");
    });

    it("is the same in another order, and with numbers for texts", async () => {
        const stack = await beginSet({ passwords: seeds(20) });
        await stack.up(setOf([1, 2, "3", 11]));
        const before = structuredClone(stack.only);
        for (const list of [
            [11, 3, 2, 1],
            ["1", "2", "3", "11"],
            [3, "11", 1, 2],
        ]) {
            const { steps, requests } = await stack.update(setOf(list));
            assert.deepEqual([steps, requests], [{ set: "same" }, []]);
        }
        assert.deepEqual(stack.only, before);
    });

    it("can be empty, at first and later", async () => {
        const stack = await beginSet();
        const first = await stack.up(setOf([]));
        assert.deepEqual([first.problems, first.requests, stack.only.outputs.results], [[], [], []]);
        assert.equal((await stack.update(setOf([]))).steps.set, "same");
        await stack.up(setOf([312]));
        assert.deepEqual((await stack.up(setOf([]))).told, ["password 312 is left as it is, inactive when last seen"]);
        assert.deepEqual(stack.only.outputs.results, []);
        assert.deepEqual((await stack.destroy()).problems, []);
    });

    it("changes its reason and onDestroy without a call, and forgets them when they go", async () => {
        const stack = await beginSet();
        await stack.up(setOf([312], { reason: "CHG-1", onDestroy: "enable" }));
        for (const more of [{ reason: "CHG-2", onDestroy: "leave" }, { onDestroy: "enable" }, {}]) {
            const { steps, requests, told } = await stack.update(setOf([312], more));
            assert.deepEqual([steps.set, requests, told], ["update", [], []]);
            const { reason, onDestroy } = stack.only.outputs;
            assert.deepEqual({ reason, onDestroy }, { reason: undefined, onDestroy: undefined, ...more });
        }
    });

    it("takes what ignoreChanges gives it: the inputs that it had", async () => {
        const stack = await beginSet();
        await stack.up(setOf([312, 313]));
        assert.equal((await stack.update(setOf(stack.only.inputs.identifiers))).steps.set, "same");
        stack.opened.simulator.setActive(313, true);
        await stack.refresh();
        const { steps, requests } = await stack.update(setOf(stack.only.inputs.identifiers));
        assert.deepEqual([steps.set, requests], ["update", ["disable 313"]]);
    });

    it("has a plan in its preview: what comes, what goes and how, what is not known yet", async () => {
        const stack = await beginSet({ passwords: seeds(20) });
        assert.deepEqual((await stack.preview(setOf([1, 2, 3, 10]))).told, ["set: 4 to disable (1-3, 10)"]);
        assert.deepEqual((await stack.preview(setOf([1, 9999]))).told, [], "what is refused is not planned");
        await stack.up(setOf([1, 2, 3, 10]));
        assert.deepEqual((await stack.preview(setOf([1, 2, 9999]))).told, [], "nor where the set exists");
        const { told } = await stack.preview(setOf([2, 4, 5, unknownValue, 6, 9]));
        assert.deepEqual(told, ["set: 4 to disable (4-6, 9); 3 to leave as they are (1, 3, 10); 1 not known yet"]);
        await stack.update(setOf([1, 2, 3, 10], { onDestroy: "enable" }));
        assert.deepEqual((await stack.preview(setOf([2, 3, 10]))).told, [
            "set: 1 to enable unless declared elsewhere (1)",
        ]);
        assert.deepEqual((await stack.preview(setOf([1, 2, 3, 10], { reason: "CHG-9" }))).told, []);
    });

    it("plans nothing where nothing of its list is known yet: nobody knows what goes", async () => {
        const stack = await beginSet();
        await stack.up(setOf([312, 313], { onDestroy: "enable" }));
        const { told } = await stack.preview(setOf(unknownValue, { onDestroy: "enable" }));
        assert.ok(!told.some((line) => /to enable|to leave/.test(line)), told.join("\n"));
    });

    it("has its plan also where identifiers come back from the engine in another order", async () => {
        // JavaScript keeps keys from 2^32 - 1 on in the order in which they came; the engine has them in its own.
        const great = [4_294_967_297, 4_294_967_296];
        const stack = await beginSet({
            passwords: [{ identifier: 312 }, ...great.map((identifier) => ({ identifier }))],
        });
        await stack.up(setOf([312]));
        stack.engineOrder = (keys) => keys.sort();
        assert.deepEqual((await stack.preview(setOf([312, ...great]))).told, [
            "set: 2 to disable (4294967296-4294967297)",
        ]);
    });

    it("is named in its plan, beside other sets", async () => {
        const stack = await beginSet();
        await stack.up({ a: { identifiers: [312] }, b: { identifiers: [313] } });
        const { told } = await stack.preview({ a: { identifiers: [312, 314] }, b: { identifiers: [313, 315] } });
        assert.deepEqual(told, ["a: 1 to disable (314)", "b: 1 to disable (315)"]);
    });
});
