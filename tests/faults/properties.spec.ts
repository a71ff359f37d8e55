import assert from "node:assert/strict";
import fc from "fast-check";
import { UnconfirmedError } from "../../provider/src/shared/errors";
import { everything } from "../unit/support/vault";
import { type Ended, type Run, running } from "./support/run";
import { type Scenario, scenario } from "./support/scenario";

/** How many scenarios are played. `FAULT_RUNS=2000` looks longer. A failure prints its seed and path, for `fc.assert`. */
const numRuns = Number(process.env.FAULT_RUNS ?? 100);
const mostMs = Math.max(60_000, 1_000 * numRuns);
/** A failure is made smaller until a while before mocha would end it. */
const parameters = { numRuns, interruptAfterTimeLimit: mostMs - 20_000 };

/** What an answer says no with: the vault did nothing, as far as anyone can tell. */
const saysNo = new Set(["rateLimit429", "unauthorized401", "forbidden403", "noRoute404", "redirect302"]);

/** An `up` that creates everything at once. */
const create: Parameters<typeof running>[1] = (lifecycle, identifier) =>
    lifecycle.create({ identifier }).then(
        ({ outs }) => ({ outs }),
        (error: Error) => ({ error }),
    );

/** A preview of everything at once. */
const check: Parameters<typeof running>[1] = async (lifecycle, identifier) => {
    await lifecycle.check({}, { identifier });
    return {};
};

/** What must hold of every scenario, each under its sentence. */
type Invariants = Record<string, (run: Run, played: Scenario) => void | Promise<void>>;

/** Plays each scenario once and asserts all invariants of it, in their order. */
function assertAll(operation: Parameters<typeof running>[1], invariants: Invariants): Promise<void> {
    const property = fc.asyncProperty(scenario, (played) =>
        running(played, operation, async (run) => {
            for (const [sentence, holds] of Object.entries(invariants)) {
                try {
                    await holds(run, played);
                } catch (error) {
                    throw new Error(`not so: ${sentence}`, { cause: error });
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
    "a resource is created only when its password is inactive": (run, { declared }) => {
        for (const one of run.ended.filter(({ outs }) => outs !== undefined)) {
            const password = passwordOf(run, one);
            assert.equal(password?.active, false);
            const wasActive = declared[Number(one.identifier) - 1] === "active";
            assert.equal(password?.changes, wasActive ? 1 : 0);
            assert.equal(one.outs?.status, "inactive");
            if (one.outs?.outcome === "deactivated") {
                assert.ok(wasActive);
            } else {
                const wasLost = actsOf(run, one).some(({ fault }) => fault !== undefined);
                assert.ok(!wasActive || wasLost || disablesOf(run, one).some(({ leftOpen }) => leftOpen));
            }
        }
    },
    "each password is changed at most once, and no other than the declared ones": ({ simulator }) => {
        for (const { active, changes } of simulator.passwords()) {
            assert.ok(changes <= 1);
            assert.ok(changes === 0 || !active);
        }
    },
    "an error that says nothing of it means that the vault said no to all that it was sent": (run, { declared }) => {
        for (const one of run.ended) {
            const { error } = one;
            if (error === undefined || error instanceof UnconfirmedError) {
                continue;
            }
            assert.equal("id" in error, false, "the engine would keep the resource");
            const isAbsent = declared[Number(one.identifier) - 1] === "absent";
            assert.ok(isAbsent || disablesOf(run, one).every(({ leftOpen }) => !leftOpen));
            assert.ok(actsOf(run, one).every(({ fault }) => fault !== undefined && saysNo.has(fault)));
        }
    },
    "a resource is kept as unconfirmed only when an answer left open what the vault did": (run) => {
        for (const one of run.ended.filter(({ error }) => error instanceof UnconfirmedError)) {
            assert.ok(disablesOf(run, one).some(({ leftOpen }) => leftOpen));
            assert.doesNotMatch(String(one.error?.message), /1005: /, "there is nothing to confirm");
            assert.equal(one.error?.id, one.identifier);
            assert.deepEqual(one.error?.properties, {
                identifier: one.identifier,
                status: "unconfirmed",
                vaultUrl: run.simulator.url,
                driftCorrected: 0,
            });
        }
    },
    "requests in flight never pass maxConcurrency, nor token requests one": (run, { settings }) => {
        assert.ok(run.maxInFlight <= settings.maxConcurrency, `${run.maxInFlight} sent at once`);
        assert.ok(run.simulator.maxInFlight <= settings.maxConcurrency, `${run.simulator.maxInFlight} met at once`);
        assert.ok(run.maxTokenRequestsInFlight <= 1);
    },
    "every wait is within its bound: 10 s of ours, or the Retry-After and 250 ms": (run, { settings }) => {
        const asked = Math.max(...run.sent.map(({ retryAfterMs = 0 }) => retryAfterMs), 0);
        for (const ms of run.waits) {
            assert.ok(ms >= 0 && ms <= Math.max(10_000, asked + 250), `a wait of ${ms} ms`);
            assert.ok(ms <= settings.maxRetryMs, `a wait of ${ms} ms`);
        }
    },
    "no try begins later than maxRetrySeconds after the first of its call and token": (run, { settings }) => {
        const first = new Map<string, number>();
        for (const { name, token, at } of run.sent.filter(({ token }) => token !== undefined)) {
            const key = `${name} ${token}`;
            first.set(key, first.get(key) ?? at);
            assert.ok(at - (first.get(key) ?? at) <= settings.maxRetryMs, `${name} after ${at} ms`);
        }
    },
    "a call is sent at most maxRetries + 1 times, and as often again once its token was refused": (
        run,
        { settings, declared },
    ) => {
        const tries = settings.maxRetries + 1;
        for (const one of run.ended) {
            assert.ok(disablesOf(run, one).length <= 2 * tries);
        }
        const asked = run.sent.filter(({ token }) => token === undefined).length;
        assert.ok(asked <= tries * 2 * declared.length, `${asked} token requests`);
    },
    "no secret is served, told, or in an error": ({ simulator, ended, told }) => {
        assert.deepEqual(simulator.secretsServed, []);
        const shown = told.join("\n") + ended.map(everything).join("\n");
        for (const secret of [simulator.clientSecret, ...simulator.issuedTokens]) {
            assert.equal(shown.includes(secret), false);
        }
    },
    // Last, since it goes on with the vault.
    "the next up without faults settles everything: all that may be is inactive, and was changed once": async (
        run,
        { declared },
    ) => {
        for (const one of run.ended) {
            const { identifier, error } = one;
            const stand = declared[Number(identifier) - 1];
            const next = async () => {
                if (error?.properties !== undefined) {
                    const olds = error.properties as Record<string, unknown>;
                    assert.equal((await run.later.diff(identifier, olds, { identifier })).changes, true);
                    return (await run.later.update(identifier, olds, { identifier })).outs;
                }
                return error === undefined ? one.outs : (await run.later.create({ identifier })).outs;
            };
            if (stand === "absent" || stand === "notEditable") {
                await assert.rejects(next(), stand === "absent" ? /1005: / : /1006: /);
                continue;
            }
            assert.equal(((await next()) as { status: string }).status, "inactive");
            const password = passwordOf(run, one);
            assert.equal(password?.active, false);
            assert.equal(password?.changes, stand === "active" ? 1 : 0);
        }
    },
};

const ofPreviews: Invariants = {
    "nothing is changed, and no secret of an active password is served": ({ simulator }) => {
        assert.ok(simulator.passwords().every(({ changes }) => changes === 0));
        assert.deepEqual(simulator.secretsServed, []);
        assert.equal(simulator.count("disable"), 0);
    },
};

describe("whatever goes wrong", function () {
    this.timeout(mostMs);

    it(`in ${numRuns} ups, ${Object.keys(ofUps).length} invariants hold`, () => assertAll(create, ofUps));

    it(`in ${numRuns} previews, nothing is changed, and no secret is served`, () => assertAll(check, ofPreviews));
});
