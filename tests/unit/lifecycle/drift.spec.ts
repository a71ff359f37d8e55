import assert from "node:assert/strict";
import { createRunContext } from "../../../provider/src/lifecycle/context";
import { createLifecycle } from "../../../provider/src/lifecycle/lifecycle";
import type { Properties } from "../../../provider/src/lifecycle/state";
import { ConfigError } from "../../../provider/src/shared/errors";
import { alone, asked, begin, beginScripted, inUpdate, type Lifecycle, now } from "../support/lifecycle";
import { closeAll, refusal, rejection, unconfirmed, vaultBody } from "../support/vault";

const provider = { __provider: "text" };

/** Disables 312, as an earlier run did; gives its state. */
async function disabledBefore(lifecycle: Lifecycle, more: Properties = {}): Promise<Properties> {
    const { inputs } = await lifecycle.check({}, { identifier: 312, reason: "CHG-1", ...provider, ...more });
    return { ...(await lifecycle.create(inputs)).outs, ...provider };
}

describe("read", () => {
    afterEach(closeAll);

    it("finds a password that is still inactive, by one call, and changes nothing", async () => {
        const { simulator, lifecycle, told } = await begin();
        const state = await disabledBefore(lifecycle);
        const { id, props, inputs } = await lifecycle.read("312", state);
        assert.equal(id, "312");
        assert.deepEqual(props, state);
        assert.deepEqual(inputs, { identifier: "312", reason: "CHG-1", status: "inactive" });
        assert.equal(simulator.count("read"), 1);
        assert.deepEqual(told, []);
        assert.equal((await lifecycle.diff("312", props, inputs ?? {})).changes, false);
    });

    it("finds one that somebody enabled again, tells it, and never reads its secret", async () => {
        const { simulator, lifecycle, told } = await begin();
        const state = await disabledBefore(lifecycle, { onDestroy: "enable" });
        simulator.setActive(312, true);
        simulator.inject({ kind: "endlessRead", route: "read", identifier: 312 });
        const { props, inputs } = await lifecycle.read("312", state);
        assert.deepEqual(props, { ...state, status: "active" });
        assert.deepEqual(inputs, { identifier: "312", reason: "CHG-1", onDestroy: "enable", status: "active" });
        assert.equal(told.length, 1);
        assert.match(
            told[0] ?? "",
            /^password 312 is active: somebody enabled it in the vault\. `pulumi up --refresh` disables it/,
        );
        assert.deepEqual(simulator.secretsServed, []);
    });

    it("tells a drift in each refresh while it lasts", async () => {
        const { simulator, lifecycle, told } = await begin();
        const state = await disabledBefore(lifecycle);
        simulator.setActive(312, true);
        const { props } = await lifecycle.read("312", state);
        assert.deepEqual((await lifecycle.read("312", props)).props, props);
        assert.equal(told.length, 2);
        assert.equal(told[0], told[1]);
    });

    it("finds one inactive that was active at the last refresh", async () => {
        const { simulator, lifecycle } = await begin();
        const state = await disabledBefore(lifecycle);
        const { props, inputs } = await lifecycle.read("312", { ...state, status: "active" });
        assert.deepEqual([props.status, inputs?.status], ["inactive", "inactive"]);
        assert.equal(simulator.count("disable"), 1);
    });

    it("lets a password that the vault does not have any more leave the state, and says why", async () => {
        const { simulator, lifecycle, told } = await begin();
        const state = await disabledBefore(lifecycle);
        simulator.removePassword(312);
        assert.deepEqual(await lifecycle.read("312", state), { id: "", props: {} });
        assert.equal(told.length, 1);
        assert.match(told[0] ?? "", /^password 312 leaves the stack's state: .*1005: Password not found/);
    });

    it("fails for one that the access key may not see any more, with cause and solution", async () => {
        const { simulator, lifecycle, told } = await begin();
        const state = await disabledBefore(lifecycle);
        simulator.setRights(312, { canView: false, canWrite: false });
        const error = await refusal(lifecycle.read("312", state));
        assert.match(
            error.message,
            /^GET api\/mysafe\/password\/312 failed: 400 "1006: [^\n]*\(request id \w+\)\nCause: .*no access.*\nSolution: .*$/,
        );
        assert.deepEqual(told, []);
    });

    it("finds the drift of one that may be seen and not edited", async () => {
        const { simulator, lifecycle } = await begin();
        const state = await disabledBefore(lifecycle);
        simulator.setActive(312, true);
        simulator.setRights(312, { canWrite: false });
        assert.equal((await lifecycle.read("312", state)).props.status, "active");
    });

    it("passes on what was never confirmed, active or not: the next update settles it", async () => {
        const { simulator, lifecycle, told } = await begin();
        const state = {
            identifier: "312",
            reason: "CHG-2",
            status: "unconfirmed",
            vaultUrl: simulator.url,
            ...provider,
        };
        for (const active of [true, false]) {
            simulator.setActive(312, active);
            const { props, inputs } = await lifecycle.read("312", state);
            assert.deepEqual(props, state);
            assert.deepEqual(inputs, { identifier: "312", reason: "CHG-2", status: "inactive" });
            assert.equal((await lifecycle.diff("312", props, inputs ?? {})).changes, true);
        }
        assert.equal(told.length, 1, "diff tells of it");
    });

    it("asks nobody with drift detection off", async () => {
        const { simulator, lifecycle } = await begin({}, { detectDrift: false });
        const state = await disabledBefore(lifecycle);
        simulator.setActive(312, true);
        const { id, props, inputs } = await lifecycle.read("312", state);
        assert.deepEqual([id, props, inputs], ["312", state, undefined]);
        assert.equal(simulator.count("read"), 0);
    });

    it("does not look in another vault for what was disabled in this one", async () => {
        const { simulator, lifecycle, told } = await begin();
        const state = { ...(await disabledBefore(lifecycle)), vaultUrl: "https://former.example.com" };
        simulator.removePassword(312);
        for (const _ of [1, 2]) {
            assert.deepEqual(await lifecycle.read("312", state), { id: "312", props: state });
        }
        assert.equal(simulator.count("read"), 0);
        assert.equal(told.length, 1);
        assert.match(told[0] ?? "", /^warning: .*https:\/\/former\.example\.com/);
    });

    it("fails where settings are missing: nobody can say what the vault has", async () => {
        const unset = () => {
            throw new ConfigError(["mysafe:url is missing."]);
        };
        const lifecycle = createLifecycle(
            createRunContext({ settings: unset, vault: unset, now: () => now, tell: () => {} }),
        );
        assert.ok((await rejection(lifecycle.read("312", { identifier: "312" }))) instanceof ConfigError);
    });

    it("fails for what says nothing about the password, and keeps the state as it is", async () => {
        const lifecycle = beginScripted(() => ({ status: 500, body: vaultBody(500, "Unexpected error.") }));
        assert.equal((await refusal(lifecycle.read("312", { identifier: "312" }))).status, 500);
    });

    it("runs for 200 passwords at once, as many together as mysafe:maxConcurrency says", async () => {
        const passwords = Array.from({ length: 200 }, (_, index) => ({ identifier: index + 1, active: false }));
        const { simulator, lifecycle } = await begin({ passwords, latencyMs: 10 }, { maxConcurrency: 8 });
        const states = passwords.map(({ identifier }) => ({ identifier: String(identifier), status: "inactive" }));
        const read = await Promise.all(states.map((state) => lifecycle.read(state.identifier, state)));
        assert.ok(read.every(({ props }) => props.status === "inactive"));
        assert.deepEqual([simulator.count("token"), simulator.count("read"), simulator.maxInFlight], [1, 200, 8]);
    });
});

describe("a password that somebody enabled again", () => {
    afterEach(closeAll);

    it("is a change to diff, and shown by its status", async () => {
        const { simulator, lifecycle } = await begin();
        const state = await disabledBefore(lifecycle);
        simulator.setActive(312, true);
        const { props, inputs = {} } = await lifecycle.read("312", state);
        const checked = await lifecycle.check(inputs, { identifier: 312, reason: "CHG-1" });
        assert.deepEqual([inputs.status, checked.inputs.status], ["active", "inactive"]);
        assert.deepEqual(await lifecycle.diff("312", props, checked.inputs), { changes: true, replaces: [] });
    });

    it("is disabled again by update, which counts it and says that and when", async () => {
        const { simulator, lifecycle, told } = await begin();
        const state = await disabledBefore(lifecycle);
        simulator.setActive(312, true);
        const drifted = { ...state, status: "active", driftCorrected: 2, disabledAt: "2020-01-01T00:00:00.000Z" };
        const { outs } = await lifecycle.update("312", drifted, { identifier: "312", reason: "CHG-2" });
        assert.deepEqual(outs, {
            identifier: "312",
            reason: "CHG-2",
            status: "inactive",
            outcome: "deactivated",
            message: "Password successfully deactivated",
            disabledAt: now.toISOString(),
            vaultUrl: simulator.url,
            driftCorrected: 3,
        });
        assert.equal(simulator.password(312).active, false);
        assert.deepEqual(told, ["password 312 is inactive again"]);
    });

    it("is counted once, also when the first update was not confirmed", async () => {
        const { simulator, lifecycle } = await begin({}, { maxRetries: 0 });
        const state = await disabledBefore(lifecycle);
        simulator.setActive(312, true);
        simulator.inject({ kind: "timeout504", route: "disable", act: true });
        const drifted = { ...state, status: "active" };
        const { properties } = await unconfirmed(lifecycle.update("312", drifted, { identifier: "312", ...provider }));
        const { outs } = await lifecycle.update("312", properties as Properties, { identifier: "312" });
        assert.equal((outs as Properties).driftCorrected, 1);
    });

    it("is counted from none in a state of before drifts were counted", async () => {
        const { lifecycle } = await begin();
        const { driftCorrected: _, ...state } = await disabledBefore(lifecycle);
        const { outs } = await lifecycle.update("312", { ...state, status: "active" }, { identifier: "312" });
        assert.equal((outs as Properties).driftCorrected, 1);
    });

    it("is disabled where mysafe:url points to now, with a warning of where it was enabled", async () => {
        const { simulator, lifecycle, told } = await begin();
        const state = {
            ...(await disabledBefore(lifecycle)),
            status: "active",
            vaultUrl: "https://former.example.com",
        };
        await lifecycle.update("312", state, { identifier: "312" });
        assert.match(
            told[0] ?? "",
            /^warning: password 312 was enabled in https:\/\/former\.example\.com.*Look at it there\.$/,
        );
        assert.deepEqual([simulator.count("disable"), told.length], [2, 1], "that one may still be active");
    });

    it("needs no call to have another reason as long as it is not known to be active", async () => {
        const state = { identifier: "312", status: "inactive", reason: "CHG-1", onDestroy: "enable" };
        const { outs } = await alone().update("312", state, { identifier: "312", reason: "CHG-2", onDestroy: "leave" });
        assert.deepEqual(outs, { ...state, reason: "CHG-2", onDestroy: "leave", driftCorrected: 0 });
        assert.deepEqual((await alone().update("312", state, { identifier: "312" })).outs, {
            identifier: "312",
            status: "inactive",
            driftCorrected: 0,
        });
    });

    it("is asked of nobody but the vault", async () => {
        const { simulator, lifecycle } = await begin();
        await lifecycle.read("312", await disabledBefore(lifecycle));
        assert.deepEqual(asked(simulator), ["token", "list", "disable", "read"]);
    });
});

describe("a refresh or destroy whose settings do not do", () => {
    afterEach(closeAll);

    const hint = "refresh and destroy take the stack configuration of the last up, with `--run-program` that of now";
    const state = { identifier: "312", status: "inactive", onDestroy: "enable" };

    it("says which they have, after an error that names a setting", async () => {
        const { simulator, lifecycle } = await begin();
        simulator.setClientSecret("cs-renewed");
        for (const failed of [
            lifecycle.read("312", state),
            lifecycle.read("313", state),
            lifecycle.delete("312", state),
        ]) {
            const { message } = await refusal(failed);
            assert.ok(message.endsWith(` (${hint}.)`), message);
            assert.equal(message.split(hint).length, 2, "once, though the token is asked for once for all");
            assert.equal(message.split("\n").length, 3);
        }
    });

    it("says so before the list of settings that are missing", async () => {
        const unset = () => {
            throw new ConfigError(["mysafe:url is missing."]);
        };
        const lifecycle = createLifecycle(
            createRunContext({ settings: unset, vault: unset, now: () => now, tell: () => {} }),
        );
        for (const failed of [lifecycle.read("312", state), lifecycle.delete("312", state)]) {
            const { message } = await rejection(failed);
            assert.equal(
                message,
                `a setting of pulumi-mysafe is missing or wrong (${hint}):\n- mysafe:url is missing.`,
            );
        }
    });

    it("does not where no setting mends it, nor in the run of a program", async () => {
        const { simulator, lifecycle } = await begin();
        simulator.setRights(312, { canWrite: false });
        assert.ok(!(await refusal(lifecycle.delete("312", state))).message.includes(hint));
        await lifecycle.check({}, { identifier: 313, ...inUpdate });
        simulator.setClientSecret("cs-renewed");
        simulator.revokeTokens();
        assert.ok(!(await refusal(lifecycle.delete("312", state))).message.includes(hint));
    });
});
