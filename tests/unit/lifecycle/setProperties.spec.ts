import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeEntries } from "../../../provider/src/lifecycle/entries";
import { beginSet, type SetStack, setOf } from "../support/setStack";
import { closeAll, seeds } from "../support/vault";

/** For each property; `SET_RUNS=500` looks longer. A failure prints its seed and path, for `fc.assert`. */
const numRuns = Number(process.env.SET_RUNS ?? 40);
const mostMs = Math.max(60_000, 200 * numRuns);
const most = 12;

const identifier = fc.integer({ min: 1, max: most });
const list = fc.uniqueArray(identifier, { maxLength: most });

/** What happens to a stack: an up, a refresh, somebody at the vault's own screen, rights that go, an answer that is lost. */
const event = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("up" as const), list, enables: fc.boolean() }) },
    fc.record({ kind: fc.constant("refresh" as const) }),
    fc.record({ kind: fc.constant("enabled" as const), identifier }),
    fc.record({ kind: fc.constant("rights" as const), identifier, canWrite: fc.boolean() }),
    fc.record({
        kind: fc.constant("lost" as const),
        identifier,
        act: fc.boolean(),
        route: fc.constantFrom("disable", "enable"),
    }),
);

type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

const argsOf = ({ list: identifiers, enables }: { list: number[]; enables: boolean }) =>
    setOf(identifiers, { onDestroy: enables ? "enable" : "leave" });

/** Lets it all happen; gives the requests of ups that changed what the state had as settled. */
async function play(stack: SetStack, events: readonly Event[]): Promise<void> {
    const { simulator } = stack.opened;
    for (const one of events) {
        if (one.kind === "up") {
            const settled = [...(stack.state.size > 0 ? decodeEntries(stack.only.outputs) : [])]
                .filter(([, { status }]) => status === "inactive")
                .map(([identifier]) => Number(identifier));
            const { requests } = await stack.update(argsOf(one));
            for (const kept of settled.filter((each) => one.list.includes(each))) {
                assert.ok(
                    !requests.some((request) => request.endsWith(` ${kept}`)),
                    `${kept} is settled, and was sent`,
                );
            }
        } else if (one.kind === "refresh") {
            await stack.refresh();
        } else if (one.kind === "enabled") {
            simulator.setActive(one.identifier, true);
        } else if (one.kind === "rights") {
            simulator.setRights(one.identifier, { canWrite: one.canWrite });
        } else {
            const { identifier, act, route } = one;
            simulator.inject({ kind: "timeout504", route: route as "disable", identifier, act });
        }
    }
}

describe("whatever happens to a set", function () {
    this.timeout(mostMs);
    afterEach(closeAll);

    const parameters = { numRuns, interruptAfterTimeLimit: mostMs - 20_000 };
    const last = fc.record({ list, enables: fc.boolean() });

    it("an up in the end makes the vault what is declared, and knows it; another one does nothing", () =>
        fc.assert(
            fc.asyncProperty(fc.array(event, { maxLength: 12 }), last, async (events, wanted) => {
                const stack = await beginSet({ passwords: seeds(most + 1) }, { maxRetries: 0, maxConcurrency: 3 });
                const { simulator } = stack.opened;
                await play(stack, events);
                simulator.clearFaults();
                for (let each = 1; each <= most; each += 1) {
                    simulator.setRights(each, { canWrite: true });
                }
                await stack.refresh();
                assert.deepEqual((await stack.update(argsOf(wanted))).problems, []);
                const active = wanted.list.filter((each) => simulator.password(each).active);
                assert.deepEqual(active, [], "declared, and active");
                const known = decodeEntries(stack.only.outputs);
                assert.deepEqual([...known.keys()].map(Number).sort(), [...wanted.list].sort());
                assert.ok([...known.values()].every(({ status }) => status === "inactive"));
                const inputs = Object.keys(stack.only.inputs.identifiers as object);
                assert.deepEqual(inputs.map(Number).sort(), [...wanted.list].sort());
                const { steps, requests } = await stack.update(argsOf(wanted));
                assert.deepEqual([steps.set, requests], ["same", []]);
                assert.equal(simulator.password(most + 1).changes, 0, "never declared");
                await closeAll();
            }),
            parameters,
        ));

    it("an up that ends well leaves nothing active that it declares, but for what somebody enabled since the last refresh", () =>
        fc.assert(
            fc.asyncProperty(fc.array(event, { maxLength: 12 }), last, async (events, wanted) => {
                const stack = await beginSet({ passwords: seeds(most + 1) }, { maxRetries: 0, maxConcurrency: 3 });
                const { simulator } = stack.opened;
                await play(
                    stack,
                    events.filter(({ kind }) => kind !== "enabled" && kind !== "refresh"),
                );
                simulator.clearFaults();
                for (let each = 1; each <= most; each += 1) {
                    simulator.setRights(each, { canWrite: true });
                }
                const { problems } = await stack.update(argsOf(wanted));
                assert.deepEqual(problems, []);
                assert.deepEqual(
                    wanted.list.filter((each) => simulator.password(each).active),
                    [],
                );
                await closeAll();
            }),
            parameters,
        ));

    it("the order of its list changes neither what is kept nor what is sent", () =>
        fc.assert(
            fc.asyncProperty(list, fc.integer(), async (identifiers, seed) => {
                const kept: unknown[] = [];
                for (const order of [
                    identifiers,
                    identifiers.map((_, place) => identifiers.at((place + seed) % identifiers.length)),
                ]) {
                    const stack = await beginSet({ passwords: seeds(most) });
                    const { requests } = await stack.update(setOf(order));
                    const text = JSON.stringify([requests.sort(), stack.only.inputs, stack.only.outputs]);
                    kept.push(text.replaceAll(stack.opened.simulator.url, ""));
                    await closeAll();
                }
                assert.equal(kept[0], kept[1]);
            }),
            parameters,
        ));
});
