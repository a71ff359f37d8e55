import assert from "node:assert/strict";
import fc from "fast-check";
import { UnconfirmedError } from "../../provider/src/shared/errors";
import { everything } from "../unit/support/vault";
import { type Ended, type Run, running } from "./support/run";
import { type Scenario, scenario } from "./support/scenario";

/** The number of scenarios. `FAULT_RUNS=2000` runs more. A failure prints its seed and path for `fc.assert`. */
const numRuns = Number(process.env.FAULT_RUNS ?? 100);
const mostMs = Math.max(60_000, 1_000 * numRuns);
/** fast-check shrinks a failure until shortly before mocha's time limit. */
const parameters = { numRuns, interruptAfterTimeLimit: mostMs - 20_000 };

/** Faults that reject a request before the vault acts. */
const rejections = new Set(["rateLimit429", "unauthorized401", "forbidden403", "noRoute404", "redirect302"]);

/** The waits of five seconds grow from 125 ms, and jitter can halve each. */
const mostAttemptsWithNewToken = 6;

/** Creates all resources at once. */
const create: Parameters<typeof running>[1] = (lifecycle, identifier) =>
    lifecycle.create({ inputs: { identifier } }).then(
        ({ outputs, incomplete }) => ({ outputs, error: incomplete }),
        (error: Error) => ({ error }),
    );

/** Checks all resources at once, as in a preview. */
const check: Parameters<typeof running>[1] = async (lifecycle, identifier) => {
    await lifecycle.check({ olds: {}, news: { identifier }, caller: { phase: "preview", place: identifier } });
    return {};
};

/** The invariants of every scenario, by sentence. */
type Invariants = Record<string, (run: Run, played: Scenario) => void | Promise<void>>;

/** Runs each scenario once and asserts all its invariants in order. */
function assertAll(operation: Parameters<typeof running>[1], invariants: Invariants): Promise<void> {
    const property = fc.asyncProperty(scenario, (played) =>
        running(played, operation, async (run) => {
            for (const [sentence, holds] of Object.entries(invariants)) {
                try {
                    await holds(run, played);
                } catch (error) {
                    throw new Error(`does not hold: ${sentence}`, { cause: error });
                }
            }
        }),
    );
    return fc.assert(property, parameters);
}

const disablesOf = ({ sent }: Run, { identifier }: Ended) =>
    sent.filter(({ name }) => name.endsWith(`/inactive/${identifier}`));

/** The requests that changed a password. */
const actsOf = ({ requests }: Run, { identifier }: Ended) =>
    requests.filter((request) => request.acted && request.identifier === Number(identifier));

const passwordOf = ({ simulator }: Run, { identifier }: Ended) =>
    simulator.passwords().find((password) => password.identifier === Number(identifier));

const ofUps: Invariants = {
    "the engine gets a new resource only if its password is inactive": (run, { declared }) => {
        for (const one of run.ended.filter(({ outputs, error }) => outputs !== undefined && error === undefined)) {
            const password = passwordOf(run, one);
            assert.equal(password?.active, false);
            const wasActive = declared[Number(one.identifier) - 1] === "active";
            assert.equal(password?.changes, wasActive ? 1 : 0);
            assert.equal(one.outputs?.status, "inactive");
            if (one.outputs?.outcome === "deactivated") {
                assert.ok(wasActive);
            } else {
                const wasLost = actsOf(run, one).some(({ fault }) => fault !== undefined);
                assert.ok(!wasActive || wasLost || disablesOf(run, one).some(({ leftOpen }) => leftOpen));
            }
        }
    },
    "the vault changes each declared password at most once, and no other": ({ simulator }) => {
        for (const { active, changes } of simulator.passwords()) {
            assert.ok(changes <= 1);
            assert.ok(changes === 0 || !active);
        }
    },
    "an error without outputs follows only rejected requests": (run, { declared }) => {
        for (const one of run.ended) {
            const { error } = one;
            if (error === undefined || error instanceof UnconfirmedError) {
                continue;
            }
            assert.equal(one.outputs, undefined, "the engine would keep the resource");
            const isAbsent = declared[Number(one.identifier) - 1] === "absent";
            assert.ok(isAbsent || disablesOf(run, one).every(({ leftOpen }) => !leftOpen));
            assert.ok(actsOf(run, one).every(({ fault }) => fault !== undefined && rejections.has(fault)));
        }
    },
    "a resource is unconfirmed only after a response that does not show the result": (run) => {
        for (const one of run.ended.filter(({ error }) => error instanceof UnconfirmedError)) {
            assert.ok(disablesOf(run, one).some(({ leftOpen }) => leftOpen));
            assert.doesNotMatch(String(one.error?.message), /1005: /, "there is nothing to confirm");
            // The list can have failed, and so the name is unknown.
            const { name: _, ...outputs } = Object(one.outputs);
            assert.deepEqual(outputs, {
                identifier: one.identifier,
                status: "unconfirmed",
                vaultUrl: run.simulator.url,
            });
        }
    },
    "at most maxConcurrency requests and one token request run in parallel": (run, { settings }) => {
        assert.ok(run.maxInFlight <= settings.maxConcurrency, `${run.maxInFlight} sent at once`);
        assert.ok(run.simulator.maxInFlight <= settings.maxConcurrency, `${run.simulator.maxInFlight} met at once`);
        assert.ok(run.maxTokenRequestsInFlight <= 1);
    },
    "every wait is at most 10 s, or the Retry-After and 250 ms": (run, { settings }) => {
        const asked = Math.max(...run.sent.map(({ retryAfterMs = 0 }) => retryAfterMs), 0);
        for (const ms of run.waits) {
            assert.ok(ms >= 0 && ms <= Math.max(10_000, asked + 250), `a wait of ${ms} ms`);
            assert.ok(ms <= settings.maxRetryMs + 250, `a wait of ${ms} ms`);
        }
    },
    "no attempt starts later than maxRetrySeconds after the first of its call and token, unless Retry-After asked": (
        run,
        { settings },
    ) => {
        const earlier = new Map<string, { first: number; isAsked: boolean }>();
        for (const { name, token, at, retryAfterMs } of run.sent.filter(({ token }) => token !== undefined)) {
            const key = `${name} ${token}`;
            const { first, isAsked } = earlier.get(key) ?? { first: at, isAsked: false };
            assert.ok(isAsked || at - first <= settings.maxRetryMs, `${name} after ${at - first} ms`);
            earlier.set(key, { first, isAsked: retryAfterMs !== undefined });
        }
    },
    "a call has at most maxRetries + 1 attempts with each of two tokens, and a few while a token is new": (
        run,
        { settings, declared },
    ) => {
        const tries = settings.maxRetries + 1 + mostAttemptsWithNewToken;
        for (const one of run.ended) {
            assert.ok(disablesOf(run, one).length <= 2 * tries);
        }
        const asked = run.sent.filter(({ token }) => token === undefined).length;
        assert.ok(asked <= tries * 2 * declared.length, `${asked} token requests`);
    },
    "the vault sends no secret, and no log or error contains one": ({ simulator, ended, logged }) => {
        assert.deepEqual(simulator.secretsServed, []);
        const shown = logged.join("\n") + ended.map(everything).join("\n");
        for (const secret of [simulator.clientSecret, ...simulator.issuedTokens]) {
            assert.equal(shown.includes(secret), false);
        }
    },
    // This one is last, because it changes the vault.
    "the next up without faults disables all editable passwords, and changes each once": async (run, { declared }) => {
        for (const one of run.ended) {
            const { identifier, error } = one;
            const stand = declared[Number(identifier) - 1];
            const next = async () => {
                const { outputs: olds } = one;
                if (olds === undefined) {
                    return (await run.later.create({ inputs: { identifier } })).outputs;
                }
                if (error === undefined) {
                    return olds;
                }
                assert.equal((await run.later.diff({ olds, news: { identifier } })).changes, true);
                return (await run.later.update({ id: identifier, olds, news: { identifier } })).outputs;
            };
            if (stand === "absent" || stand === "notEditable") {
                await assert.rejects(next(), stand === "absent" ? /1005: / : /1006: /);
                continue;
            }
            assert.equal((await next()).status, "inactive");
            const password = passwordOf(run, one);
            assert.equal(password?.active, false);
            assert.equal(password?.changes, stand === "active" ? 1 : 0);
        }
    },
};

const ofPreviews: Invariants = {
    "the vault changes nothing and sends no secret": ({ simulator }) => {
        assert.ok(simulator.passwords().every(({ changes }) => changes === 0));
        assert.deepEqual(simulator.secretsServed, []);
        assert.equal(simulator.count("disable"), 0);
    },
};

describe("random faults", function () {
    this.timeout(mostMs);

    it(`preserve ${Object.keys(ofUps).length} invariants in ${numRuns} ups`, () => assertAll(create, ofUps));

    it(`change nothing and read no secret in ${numRuns} previews`, () => assertAll(check, ofPreviews));
});
