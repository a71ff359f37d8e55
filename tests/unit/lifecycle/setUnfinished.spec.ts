import assert from "node:assert/strict";
import { beginSet, setOf } from "../support/setStack";
import { closeAll, seeds } from "../support/vault";

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const enable = { onDestroy: "enable" };

/** What a state says of each group: `1-3 inactive`. */
const known = ({ outputs }: { outputs: Readonly<Record<string, unknown>> }) =>
    (outputs.results as { identifiers: string; status: string }[])
        .map(({ identifiers, status }) => `${identifiers} ${status}`)
        .sort();

describe("a set of which some passwords fail", () => {
    afterEach(closeAll);

    it("has the others done, knows which, lists the failed with code, cause and solution, and goes on there", async () => {
        const stack = await beginSet({ passwords: seeds(30) });
        const { simulator } = stack.opened;
        for (const identifier of [7, 8, 20]) {
            simulator.setRights(identifier, { canWrite: false });
        }
        simulator.removePassword(9);
        const failed = await stack.update(setOf(numbers(1, 30)));
        assert.equal(failed.problems.length, 1);
        const said = failed.problems[0] ?? "";
        assert.match(said, /^4 of 30 passwords are not disabled: `pulumi up` tries only what is left\n/);
        assert.match(said, /\npasswords 7-8, 20: 1006: User does not have access\nCause: .*\nSolution: .*(\n|$)/);
        assert.match(said, /\npassword 9: 1005: Password not found\nCause: .*\nSolution: .*(\n|$)/);
        assert.equal(said.split("\n").length, 7);
        assert.deepEqual(known(stack.only), ["1-6, 10-19, 21-30 inactive"]);
        const { id } = stack.only;
        simulator.setRights(7, { canWrite: true });
        simulator.setRights(8, { canWrite: true });
        const again = await stack.update(setOf(numbers(1, 30).filter((one) => one !== 9)));
        assert.deepEqual(again.requests.sort(), ["disable 20", "disable 7", "disable 8"]);
        assert.match(again.problems.join(), /^1 of 29 passwords is not disabled.*\npassword 20: 1006/);
        simulator.setRights(20, { canWrite: true });
        const last = await stack.up(setOf(numbers(1, 30).filter((one) => one !== 9)));
        assert.deepEqual([last.requests, last.problems, stack.only.id], [["disable 20"], [], id]);
        assert.equal((await stack.update(setOf(numbers(1, 30).filter((one) => one !== 9)))).steps.set, "same");
    });

    it("is not made where all failed at first, and keeps its state where all that is new fails", async () => {
        const stack = await beginSet();
        assert.match((await stack.update(setOf([404, 411]))).problems.join(), /^2 of 2 passwords are not disabled/);
        assert.equal(stack.state.size, 0);
        await stack.up(setOf([312], { reason: "CHG-1" }));
        const before = structuredClone(stack.only);
        assert.equal((await stack.update(setOf([312, 404], { reason: "CHG-2" }))).problems.length, 1);
        assert.deepEqual(stack.only, before);
    });

    it("has the left refused by the next preview, at its place, also where the state has it among its inputs", async () => {
        const stack = await beginSet();
        await stack.update(setOf([312, 404, 313]));
        assert.deepEqual(Object.keys(stack.only.inputs.identifiers as object), ["312", "313", "404"]);
        const { problems, requests } = await stack.preview(setOf([312, 404, 313]));
        assert.deepEqual(
            problems.map((problem) => problem.split("\n", 1)[0]),
            ["resource 'set': property identifiers[1] value {404} has a problem: 1006: User does not have access"],
        );
        assert.ok(!requests.includes("disable 404"));
    });

    it("has the left refused together with what is new and wrong, each once, in the order of the list", async () => {
        const stack = await beginSet();
        await stack.update(setOf([312, 313, 411]));
        const { problems } = await stack.preview(setOf([9999, 312, 411, "x", 404]));
        assert.deepEqual(
            problems
                .flatMap((problem) => problem.match(/identifiers\[\d\].*?:/g) ?? [])
                .filter((line) => !line.includes("`")),
            [
                "identifiers[0] value {9999} has a problem:",
                "identifiers[2] value {411} has a problem:",
                "identifiers[3] value {x} has a problem:",
                "identifiers[4] value {404} has a problem:",
            ],
        );
    });

    for (const act of [true, false]) {
        it(`keeps as unconfirmed what was sent and never answered, and settles it: the vault had ${act ? "" : "not "}acted`, async () => {
            const stack = await beginSet({ passwords: seeds(5) }, { maxRetries: 1 });
            const { simulator } = stack.opened;
            simulator.inject({ kind: "timeout504", route: "disable", identifier: 3, times: 2, act });
            const { problems } = await stack.update(setOf([1, 2, 3]));
            assert.match(
                problems.join(),
                /^1 of 3 passwords is not disabled.*\npassword 3: sent and never confirmed: 504/,
            );
            assert.deepEqual(known(stack.only), ["1-2 inactive", "3 unconfirmed"]);
            await stack.refresh();
            assert.deepEqual(known(stack.only), ["1-2 inactive", "3 unconfirmed"], "an update settles it");
            const { told } = await stack.preview(setOf([1, 2, 3]));
            assert.match(told.join("\n"), /set: 1 to disable again, which was never confirmed \(3\)/);
            assert.match(told.join("\n"), /calls that were never confirmed: `pulumi up` sends them again/);
            const { requests } = await stack.up(setOf([1, 2, 3]));
            assert.deepEqual(
                [requests, known(stack.only).join()],
                [["disable 3"], act ? "1-2 inactive,3 inactive" : "1-3 inactive"],
            );
            assert.equal(simulator.password(3).changes, 1);
        });
    }

    it("keeps what is unconfirmed also where it is all there is", async () => {
        const stack = await beginSet({}, { maxRetries: 0 });
        stack.opened.simulator.inject({ kind: "timeout504", route: "disable", act: true });
        await stack.update(setOf([312]));
        assert.deepEqual(known(stack.only), ["312 unconfirmed"]);
    });

    it("that cannot be enabled keeps them, and how they are to go, until they have gone", async () => {
        const stack = await beginSet();
        const { simulator } = stack.opened;
        await stack.up(setOf([312, 313, 314], enable));
        simulator.setRights(313, { canWrite: false });
        const { problems, requests } = await stack.update(setOf([315], { onDestroy: "leave", reason: "CHG-2" }));
        assert.deepEqual(requests.sort(), ["disable 315", "enable 312", "enable 313", "enable 314"]);
        assert.match(
            problems.join(),
            /^1 of 3 passwords is not enabled: .*\npassword 313: 1006: .*\nCause: .*\nSolution: /,
        );
        assert.deepEqual(known(stack.only), ["313, 315 inactive"]);
        assert.deepEqual([stack.only.outputs.onDestroy, stack.only.outputs.reason], ["enable", "CHG-2"]);
        simulator.setRights(313, { canWrite: true });
        const next = await stack.update(setOf([315], { onDestroy: "leave", reason: "CHG-2" }));
        assert.deepEqual([next.requests, next.problems], [["enable 313"], []]);
        assert.deepEqual([known(stack.only), stack.only.outputs.onDestroy], [["315 inactive"], "leave"]);
    });

    it("fails a destroy for what cannot be enabled, and stays", async () => {
        const stack = await beginSet();
        const { simulator } = stack.opened;
        await stack.up(setOf([312, 313], enable));
        simulator.setRights(313, { canWrite: false });
        assert.match((await stack.destroy()).problems.join(), /^1 of 2 passwords is not enabled\npassword 313: 1006: /);
        simulator.setRights(313, { canWrite: true });
        assert.deepEqual((await stack.destroy()).problems, []);
        assert.equal(stack.state.size, 0);
        assert.equal(simulator.password(313).active, true);
    });

    it("disables again what it may have enabled without an answer, when it is put back", async () => {
        const stack = await beginSet({}, { maxRetries: 0 });
        const { simulator } = stack.opened;
        await stack.up(setOf([312, 313], enable));
        simulator.inject({ kind: "timeout504", route: "enable", identifier: 313, act: true });
        assert.match(
            (await stack.update(setOf([312], enable))).problems.join(),
            /password 313: sent and never confirmed/,
        );
        await stack.up(setOf([312, 313], enable));
        assert.equal(simulator.password(313).active, false, "the program declares it");
    });
});
