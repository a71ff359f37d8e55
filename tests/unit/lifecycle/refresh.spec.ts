import assert from "node:assert/strict";
import type { EntryGroup } from "../../../provider/src/lifecycle/entries";
import type { Properties } from "../../../provider/src/lifecycle/state";
import { beginSet, setOf } from "../support/setStack";
import { closeAll, seeds } from "../support/vault";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => 1 + index);

/** How often passwords of a set were disabled again, by identifiers as the state has them. */
function driftsOf({ results }: Properties): Record<string, unknown> {
    return Object.fromEntries(
        (results as EntryGroup[]).map(({ identifiers, driftCorrected }) => [identifiers, driftCorrected]),
    );
}

describe("the refresh of a set", () => {
    afterEach(closeAll);

    it("asks about each password, side by side, reads no secret, and changes nothing where nothing changed", async () => {
        const stack = await beginSet({ passwords: seeds(50), latencyMs: 5 }, { maxConcurrency: 6 });
        const { simulator } = stack.opened;
        await stack.up(setOf(numbers(50), { reason: "CHG-1", onDestroy: "enable" }));
        const before = structuredClone(stack.only);
        simulator.maxInFlight = 0;
        const { told, requests, problems } = await stack.refresh();
        assert.deepEqual([told, problems, new Set(requests).size, simulator.maxInFlight], [[], [], 50, 6]);
        assert.ok(requests.every((request) => request.startsWith("read")));
        assert.deepEqual(stack.only, before);
        assert.deepEqual(simulator.secretsServed, []);
    });

    it("finds each that somebody enabled, which the next preview shows, and the next up corrects and counts", async () => {
        const stack = await beginSet({ passwords: seeds(20) });
        const { simulator } = stack.opened;
        await stack.up(setOf(numbers(20)));
        for (const identifier of [4, 5, 17]) {
            simulator.setActive(identifier, true);
            simulator.inject({ kind: "endlessRead", route: "read", identifier });
        }
        assert.deepEqual((await stack.refresh()).told, [
            "passwords 4-5, 17 are active: somebody enabled them in the vault. `pulumi up --refresh` disables them again.",
        ]);
        const { identifiers } = stack.only.inputs as { identifiers: Record<string, string> };
        const active = Object.keys(identifiers).filter((identifier) => identifiers[identifier] === "active");
        assert.deepEqual([active, Object.keys(identifiers).length], [["4", "5", "17"], 20]);
        const preview = await stack.preview(setOf(numbers(20)));
        assert.deepEqual(
            [preview.steps.set, preview.told],
            ["update", ["set: 3 to disable again, which somebody enabled (4-5, 17)"]],
        );
        assert.equal(simulator.password(4).active, true);
        const { requests, told } = await stack.update(setOf(numbers(20)));
        assert.deepEqual(requests.sort(), ["disable 17", "disable 4", "disable 5"]);
        assert.deepEqual(told, ["passwords 4-5, 17 are inactive again"]);
        assert.equal(stack.only.outputs.driftCorrected, 3);
        assert.deepEqual(driftsOf(stack.only.outputs), { "1-3, 6-16, 18-20": undefined, "4-5, 17": 1 });
        assert.equal((await stack.update(setOf(numbers(20)))).steps.set, "same");
        assert.deepEqual(simulator.secretsServed, []);
    });

    it("counts a drift once, also when its first correction was not confirmed", async () => {
        const stack = await beginSet({}, { maxRetries: 0 });
        const { simulator } = stack.opened;
        await stack.up(setOf([312, 313]));
        simulator.setActive(312, true);
        await stack.refresh();
        simulator.inject({ kind: "timeout504", route: "disable", identifier: 312, act: true });
        assert.equal((await stack.update(setOf([312, 313]))).problems.length, 1);
        await stack.refresh();
        await stack.update(setOf([312, 313]));
        assert.equal(stack.only.outputs.driftCorrected, 1);
        assert.deepEqual(driftsOf(stack.only.outputs), { 312: 1, 313: undefined });
    });

    it("counts the drifts of each password, however often", async () => {
        const stack = await beginSet();
        await stack.up(setOf([312, 313, 314]));
        for (const active of [[312, 313], [312]]) {
            for (const identifier of active) {
                stack.opened.simulator.setActive(identifier, true);
            }
            await stack.refresh();
            await stack.up(setOf([312, 313, 314]));
        }
        assert.deepEqual(driftsOf(stack.only.outputs), { 312: 2, 313: 1, 314: undefined });
        assert.equal(stack.only.outputs.driftCorrected, 3);
    });

    it("keeps the drifts of a password whose enabling was not confirmed", async () => {
        const stack = await beginSet({}, { maxRetries: 0 });
        const { simulator } = stack.opened;
        await stack.up(setOf([312, 313], { onDestroy: "enable" }));
        simulator.setActive(312, true);
        await stack.refresh();
        await stack.up(setOf([312, 313], { onDestroy: "enable" }));
        simulator.inject({ kind: "timeout504", route: "enable", identifier: 312 });
        assert.equal((await stack.update(setOf([313], { onDestroy: "enable" }))).problems.length, 1);
        assert.deepEqual(driftsOf(stack.only.outputs), { 312: 1, 313: undefined });
    });

    it("does not count a drift whose correction was refused, and finds it again", async () => {
        const stack = await beginSet();
        const { simulator } = stack.opened;
        await stack.up(setOf([312, 313]));
        simulator.setActive(312, true);
        simulator.setRights(312, { canWrite: false });
        await stack.refresh();
        assert.match(
            (await stack.preview(setOf([312, 313]))).problems.join(),
            /identifiers\[0\] value \{312\}.*: 1006/,
        );
        assert.match((await stack.update(setOf([312, 313]))).problems.join(), /password 312: 1006/);
        assert.equal(stack.only.outputs.driftCorrected, 0);
        simulator.setRights(312, { canWrite: true });
        await stack.up(setOf([312, 313]));
        assert.equal(stack.only.outputs.driftCorrected, 1);
    });

    it("lets leave what the vault does not have any more, and says so once for all", async () => {
        const stack = await beginSet();
        await stack.up(setOf([312, 313, 314]));
        stack.opened.simulator.removePassword(312);
        stack.opened.simulator.removePassword(314);
        assert.deepEqual((await stack.refresh()).told, [
            "passwords 312, 314 leave the stack's state: the vault does not have them any more. Take them out of the program.",
        ]);
        assert.deepEqual(stack.only.inputs.identifiers, { 313: "inactive" });
        assert.match((await stack.preview(setOf([312, 313, 314]))).problems.join(), /\{312\}.*1005.*\{314\}.*1005/s);
        assert.equal((await stack.update(setOf([313]))).steps.set, "same");
    });

    it("fails for what cannot be looked up, with its code, cause and solution, keeps the state, and tells nothing else", async () => {
        const stack = await beginSet();
        const { simulator } = stack.opened;
        await stack.up(setOf([312, 313, 314, 315]));
        const before = structuredClone(stack.only);
        simulator.setRights(313, { canView: false, canWrite: false });
        simulator.setActive(312, true);
        simulator.removePassword(315);
        const { problems, told } = await stack.refresh();
        assert.match(
            problems.join(),
            /^1 of 4 passwords is not looked up\npassword 313: 1006: User does not have access\nCause: .*no access.*\nSolution: [^\n]+$/,
        );
        assert.deepEqual(stack.only, before);
        // Nothing that is said of the state may be untrue.
        assert.ok(!told.some((line) => /leaves? the stack's state/.test(line)), told.join("\n"));
    });

    it("finds what an earlier run has left, and shows it as new", async () => {
        const stack = await beginSet();
        await stack.update(setOf([312, 404]));
        await stack.refresh();
        assert.deepEqual(stack.only.inputs.identifiers, { 312: "inactive" });
    });

    it("asks nobody with drift detection off, nor another vault, of which it warns once", async () => {
        const stack = await beginSet();
        await stack.up({ a: { identifiers: [312] }, b: { identifiers: [313] } });
        stack.opened.simulator.setActive(312, true);
        stack.changes = { detectDrift: false };
        const before = structuredClone(stack.only);
        const off = await stack.refresh();
        assert.deepEqual([off.requests, off.told], [[], []]);
        stack.changes = { url: "https://new.example.com" };
        const { requests, told } = await stack.refresh();
        assert.deepEqual([requests, told.length], [[], 1]);
        assert.match(told[0] ?? "", /^warning: resources of this stack were disabled in http:\/\/127/);
        assert.deepEqual(stack.only, before);
    });
});
