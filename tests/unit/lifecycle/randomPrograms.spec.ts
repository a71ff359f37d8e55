import assert from "node:assert/strict";
import fc from "fast-check";
import type { Properties } from "../../../provider/src/shared/properties";
import { createCore, createSubject, update } from "../support/core";
import { FakeVault, refusedWith, unconfirmed } from "../support/fakeVault";

/** `SET_RUNS=500` looks longer. A failure prints its seed and path, for `fc.assert`. */
const parameters = { numRuns: Number(process.env.SET_RUNS ?? 100) };

const count = 12;
const identifier = fc.integer({ min: 1, max: count });
const program = fc.record({
    identifiers: fc.uniqueArray(identifier, { maxLength: count }),
    additive: fc.boolean(),
});
type Program = { identifiers: number[]; additive: boolean };

/** What happens to a stack: commands, faults of the vault, and users of the vault's own interface. */
const event = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("up" as const), program }) },
    fc.record({ kind: fc.constant("refresh" as const) }),
    fc.record({ kind: fc.constant("reenabled" as const), identifier }),
    fc.record({ kind: fc.constant("removed" as const), identifier }),
    fc.record({ kind: fc.constant("refused" as const), identifier }),
    fc.record({ kind: fc.constant("unconfirmed" as const), identifier, acts: fc.boolean() }),
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** A stack with one set. It keeps the state as the engine does, and each command is a new run. */
class Stack {
    readonly vault = new FakeVault();
    inputs: Properties = {};
    outputs: Properties | undefined;
    isIncomplete = false;
    /** The identifiers of the last program, and those that an additive set keeps. */
    declared: readonly string[] = [];

    constructor() {
        for (let each = 1; each <= count; each += 1) {
            this.vault.set(each);
        }
    }

    #subject() {
        return createSubject("PasswordDisablementSet", createCore({ maxConcurrency: "3" }, this.vault));
    }

    statuses(): Record<string, string> {
        const entries = Object.entries(this.#subject().entries(this.outputs));
        return Object.fromEntries(entries.map(([each, { status }]) => [each, status]));
    }

    /** Runs `pulumi up` without a preview; returns its error and its requests. */
    async up(news: Program): Promise<{ error?: Error | undefined; requests: string[]; changes: boolean }> {
        this.vault.requests = [];
        const { lifecycle } = this.#subject();
        const { inputs } = await lifecycle.check({ olds: this.inputs, news, caller: update });
        this.declared = Object.keys(inputs.identifiers as object);
        const olds = this.outputs;
        const changes =
            olds === undefined || this.isIncomplete || (await lifecycle.diff({ olds, news: inputs })).changes;
        let error: Error | undefined;
        if (changes) {
            try {
                const { outputs, incomplete } =
                    olds === undefined
                        ? await lifecycle.create({ inputs })
                        : await lifecycle.update({ id: "an-id", olds, news: inputs });
                error = incomplete;
                this.outputs = outputs;
                this.isIncomplete = incomplete !== undefined;
                if (incomplete === undefined || olds === undefined) {
                    this.inputs = inputs;
                }
            } catch (thrown) {
                error = thrown as Error;
            }
        }
        return { error, requests: this.vault.requests, changes };
    }

    async refresh(): Promise<void> {
        if (this.outputs !== undefined) {
            const found = await this.#subject().lifecycle.read({ id: "an-id", olds: this.outputs });
            this.outputs = found?.outputs ?? assert.fail("a set stays in the state");
            this.inputs = found.inputs ?? this.inputs;
        }
    }

    /** Plays events. An update sends nothing for what it keeps and what is inactive already. */
    async play(events: readonly Event[]): Promise<void> {
        for (const one of events) {
            if (one.kind === "up") {
                const before = this.statuses();
                const { requests } = await this.up(one.program);
                const needless = requests.filter((request) => before[request.split(" ")[1] ?? ""] === "inactive");
                assert.deepEqual(needless, [], "requests for what is inactive already");
                assert.ok(
                    requests.every((request) => request.startsWith("disable ")),
                    requests.join(),
                );
            } else if (one.kind === "refresh") {
                await this.refresh();
            } else if (one.kind === "reenabled") {
                this.vault.set(one.identifier, { active: true });
            } else if (one.kind === "removed") {
                this.vault.remove(one.identifier);
            } else {
                const error = one.kind === "refused" ? refusedWith(1006) : unconfirmed();
                const acts = one.kind === "unconfirmed" && one.acts;
                this.vault.fail("disable", { error, identifier: String(one.identifier), acts });
            }
        }
        // The vault works again, and has all passwords.
        this.vault.clearFaults();
        for (let each = 1; each <= count; each += 1) {
            this.vault.set(each);
        }
    }
}

const byNumber = (identifiers: readonly unknown[]) => identifiers.map(Number).sort((one, other) => one - other);

describe("a set in any history", () => {
    const events = fc.array(event, { maxLength: 12 });

    it("has all declared passwords inactive after a refresh and an update, and another update does nothing", () =>
        fc.assert(
            fc.asyncProperty(events, program, async (history, last) => {
                const stack = new Stack();
                await stack.play(history);
                await stack.refresh();
                assert.equal((await stack.up(last)).error, undefined);
                assert.deepEqual(
                    stack.declared.filter((each) => stack.vault.isActive(each)),
                    [],
                );
                assert.deepEqual(byNumber(Object.keys(stack.statuses())), byNumber(stack.declared));
                assert.deepEqual(
                    new Set(Object.values(stack.statuses())),
                    new Set(stack.declared.length > 0 ? ["inactive"] : []),
                );
                const { requests, changes } = await stack.up(last);
                assert.deepEqual([requests, changes], [[], false]);
            }),
            parameters,
        ));

    it("has all declared passwords inactive after an update without failure, without any refresh", () =>
        fc.assert(
            fc.asyncProperty(events, program, async (history, last) => {
                const stack = new Stack();
                await stack.play(history.filter(({ kind }) => kind !== "reenabled" && kind !== "removed"));
                assert.equal((await stack.up(last)).error, undefined);
                assert.deepEqual(
                    stack.declared.filter((each) => stack.vault.isActive(each)),
                    [],
                );
            }),
            parameters,
        ));

    it("resumes a failed update with what is left alone", () =>
        fc.assert(
            fc.asyncProperty(program, fc.uniqueArray(identifier), async (wanted, failing) => {
                const stack = new Stack();
                for (const each of failing) {
                    stack.vault.fail("disable", { error: refusedWith(1006), identifier: String(each) });
                }
                await stack.up(wanted);
                const { requests, error } = await stack.up(wanted);
                const left = wanted.identifiers.filter((each) => failing.includes(each));
                assert.equal(error, undefined);
                assert.deepEqual(requests.sort(), left.map((each) => `disable ${each}`).sort());
            }),
            parameters,
        ));

    it("keeps the same state and sends the same requests in any order of the list", () =>
        fc.assert(
            fc.asyncProperty(program, async ({ identifiers, additive }) => {
                const [one, other] = [new Stack(), new Stack()];
                const { requests } = await one.up({ identifiers, additive });
                const reversed = await other.up({ identifiers: [...identifiers].reverse(), additive });
                assert.deepEqual(reversed.requests.sort(), requests.sort());
                assert.deepEqual([other.inputs, other.outputs], [one.inputs, one.outputs]);
            }),
            parameters,
        ));
});
