import assert from "node:assert/strict";
import fc from "fast-check";
import { NothingFoundError } from "../../../provider/src/lifecycle/nothingFound";
import type { Properties } from "../../../provider/src/shared/properties";
import { createCore, createSubject, update } from "../support/core";
import { FakeVault, refusedWith, unconfirmed } from "../support/fakeVault";

/** The number of histories. `SET_RUNS=500` runs more. A failure prints its seed and path for `fc.assert`. */
const parameters = { numRuns: Number(process.env.SET_RUNS ?? 100) };

const count = 12;
const identifier = fc.integer({ min: 1, max: count });
const program = fc.record({ identifiers: fc.uniqueArray(identifier), additive: fc.boolean() });

/** An event in the history of a stack, such as a command, a fault, or a user of the vault's interface. */
const event = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("up" as const), program }) },
    fc.record({ kind: fc.constantFrom("refresh" as const) }),
    fc.record({ kind: fc.constantFrom("reenabled" as const, "removed" as const, "refused" as const), identifier }),
    fc.record({ kind: fc.constant("unconfirmed" as const), identifier, acts: fc.boolean() }),
);
const history = fc.array(event, { maxLength: 12 });

type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;
type Program = typeof program extends fc.Arbitrary<infer T> ? T : never;

/** A stack with one set. It keeps the state as the engine does, and each command is a new run. */
class Stack {
    readonly vault = new FakeVault().setAll(count);
    inputs: Properties = {};
    outputs: Properties | undefined;
    isIncomplete = false;
    /** The identifiers of the last program, and those that an additive set keeps. */
    declared: readonly string[] = [];

    #subject() {
        return createSubject("PasswordDisablementSet", createCore({ maxConcurrency: "3" }, this.vault));
    }

    /** Returns the identifiers in the state with a status. */
    known(status: string): string[] {
        const entries = Object.entries(this.#subject().entries(this.outputs));
        return entries.filter(([, entry]) => entry.status === status).map(([each]) => each);
    }

    /** Runs `pulumi up --skip-preview`. */
    async up(news: Program): Promise<{ error?: Error | undefined; requests: string[]; changes: boolean }> {
        this.vault.requests = [];
        const { lifecycle } = this.#subject();
        const { inputs } = await lifecycle.check({ olds: this.inputs, news, caller: update });
        this.declared = Object.keys(inputs.identifiers as object);
        const olds = this.outputs;
        if (olds !== undefined && !this.isIncomplete && !(await lifecycle.diff({ olds, news: inputs })).changes) {
            return { requests: [], changes: false };
        }
        try {
            const { outputs, incomplete } = await (olds === undefined
                ? lifecycle.create({ inputs })
                : lifecycle.update({ id: "an-id", olds, news: inputs }));
            // The engine keeps the old inputs after an incomplete update.
            this.inputs = incomplete === undefined || olds === undefined ? inputs : this.inputs;
            this.outputs = outputs;
            this.isIncomplete = incomplete !== undefined;
            return { error: incomplete, requests: this.vault.requests, changes: true };
        } catch (error) {
            return { error: error as Error, requests: this.vault.requests, changes: true };
        }
    }

    /** Runs `pulumi refresh`. */
    async refresh(): Promise<void> {
        if (this.outputs !== undefined) {
            const { lifecycle, entries } = this.#subject();
            const before = entries(this.outputs);
            const found = await lifecycle.read({ id: "an-id", olds: this.outputs }).catch((error: Error) => {
                assert.ok(error instanceof NothingFoundError, error);
                return { outputs: this.outputs ?? {}, inputs: this.inputs };
            });
            assert.deepEqual(Object.keys(entries(found.outputs)), Object.keys(before), "a refresh empties no state");
            this.outputs = found.outputs;
            this.inputs = found.inputs ?? this.inputs;
        }
    }

    /** Applies events. At the end, the vault works and has all passwords. */
    async play(events: readonly Event[]): Promise<void> {
        for (const one of events) {
            if (one.kind === "up") {
                const inactive = this.known("inactive");
                const { requests } = await this.up(one.program);
                const needless = inactive.filter((each) => requests.includes(`disable ${each}`));
                assert.deepEqual(needless, [], "requests for what is inactive already");
                assert.ok(!requests.some((request) => request.startsWith("enable")));
            } else if (one.kind === "refresh") {
                await this.refresh();
            } else if (one.kind === "reenabled") {
                this.vault.set(one.identifier, { active: true });
            } else if (one.kind === "removed") {
                this.vault.remove(one.identifier);
            } else {
                const error = one.kind === "refused" ? refusedWith(1006) : unconfirmed();
                const acts = one.kind === "unconfirmed" && one.acts;
                this.vault.fail("disable", error, { identifier: String(one.identifier), acts });
            }
        }
        this.vault.clearFaults();
        this.vault.setAll(count);
    }

    /** Asserts that the vault and the state match the declarations. */
    assertSettled(): void {
        const active = this.declared.filter((each) => this.vault.isActive(each));
        assert.deepEqual(active, [], "declared and active");
        assert.deepEqual(new Set(this.known("inactive")), new Set(this.declared));
        assert.deepEqual([...this.known("active"), ...this.known("unconfirmed")], []);
    }
}

describe("a set in any history", () => {
    it("is settled after a refresh and an update without failure, so that another update does nothing", () => {
        const property = fc.asyncProperty(history, program, async (events, last) => {
            const stack = new Stack();
            await stack.play(events);
            await stack.refresh();
            assert.equal((await stack.up(last)).error, undefined);
            stack.assertSettled();
            assert.equal((await stack.up(last)).changes, false);
        });
        return fc.assert(property, parameters);
    });

    it("has no active declared password after an update without failure, even without a refresh", () => {
        const property = fc.asyncProperty(history, program, async (events, last) => {
            const stack = new Stack();
            await stack.play(events.filter(({ kind }) => kind !== "reenabled" && kind !== "removed"));
            assert.equal((await stack.up(last)).error, undefined);
            assert.ok(!stack.declared.some((each) => stack.vault.isActive(each)));
        });
        return fc.assert(property, parameters);
    });

    it("resumes a failed update with only the remaining passwords", () => {
        const property = fc.asyncProperty(program, fc.uniqueArray(identifier), async (wanted, failing) => {
            const stack = new Stack();
            for (const each of failing) {
                stack.vault.fail("disable", refusedWith(1006), { identifier: String(each) });
            }
            await stack.up(wanted);
            const { requests, error } = await stack.up(wanted);
            const left = wanted.identifiers.filter((each) => failing.includes(each));
            assert.equal(error, undefined);
            assert.deepEqual(requests.sort(), left.map((each) => `disable ${each}`).sort());
            stack.assertSettled();
        });
        return fc.assert(property, parameters);
    });
});
