import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "mysafe-simulator";
import { createTransport, type HttpRequest, type Transport } from "../../../provider/src/client/transport";
import { Vault } from "../../../provider/src/client/vault";
import { ConnectionError, UnconfirmedError, VaultError } from "../../../provider/src/shared/errors";
import { type FakeClock, fakeClock } from "../../unit/support/clock";
import { everything, settingsOf } from "../../unit/support/vault";
import { type FaultName, type FaultRow, faultRows } from "./faultRows";
import type { CallName, Outcome } from "./outcome";

/** Replaces the default timeout of 30 s if no response comes. */
const shortTimeoutMs = 100;

/** The number of attempts that meet a fault. */
export type Amount = "once" | "for ever";

const disableCall = async (vault: Vault): Promise<boolean> => (await vault.disable("312")) !== undefined;

/** Runs each call and checks its result. Password 312 is active, 340 is inactive. */
const calls: Record<CallName, (vault: Vault) => Promise<boolean>> = {
    // Only another call requests a token.
    token: disableCall,
    list: async (vault) => (await vault.list()).has("312"),
    read: (vault) => vault.isInactive("340"),
    disable: disableCall,
};

/** Runs one call against one fault with default settings. Asserts the invariants of every outcome. */
export async function outcomeOf(name: FaultName, call: CallName, amount: Amount): Promise<Outcome> {
    const row: FaultRow = faultRows[name];
    const isSpared = call === "token" && row.sparesToken;
    const simulator = await startSimulator(isSpared ? {} : row.options?.(amount));
    try {
        const times = amount === "once" ? 1 : Number.POSITIVE_INFINITY;
        const fault = isSpared ? undefined : row.fault();
        if (fault !== undefined) {
            simulator.inject({ ...fault, route: call, times });
        }
        const clock = sharedClock(simulator);
        // A request that times out under load may not reach the simulator.
        let attempts = 0;
        const isSlow = ({ name }: HttpRequest) => {
            const isCall = name.endsWith("/token") === (call === "token");
            attempts += isCall ? 1 : 0;
            return row.slow && isCall && attempts <= times;
        };
        const ended = await calls[call](createVault(simulator, clock, isSlow)).catch((error: Error) => error);
        assertWaits(clock, row);
        const outcome = describe(call, ended, describeAttempts(attempts, simulator, call));
        assertVault(simulator, call, outcome, row);
        assertNoSecrets(simulator, ended);
        return outcome;
    } finally {
        await simulator.close();
    }
}

/** Creates a clock whose waits advance the vault's clock too. */
function sharedClock(simulator: Simulator): FakeClock {
    const clock = fakeClock();
    return {
        ...clock,
        sleep(ms) {
            simulator.advance(ms / 1000);
            return clock.sleep(ms);
        },
    };
}

/** Creates a client whose real transport times out early. The fake clock advances by 30 s for each timeout. */
function createVault(simulator: Simulator, clock: FakeClock, isSlow: (request: HttpRequest) => boolean): Vault {
    const settings = settingsOf(simulator);
    const patient = createTransport(settings);
    const impatient = createTransport({ ...settings, timeoutMs: shortTimeoutMs });
    const transport: Transport = async (request) => {
        if (!isSlow(request)) {
            return patient(request);
        }
        try {
            return await impatient(request);
        } catch (error) {
            clock.advance(settings.timeoutMs);
            throw error;
        }
    };
    return new Vault(settings, { clock, transport });
}

/** Returns the number of attempts as the table gives it. */
function describeAttempts(attempts: number, simulator: Simulator, call: CallName) {
    const tokens = simulator.count("token");
    assert.ok(call === "token" || tokens === 1 || tokens === 2, `${tokens} token requests`);
    const renewal = call !== "token" && tokens === 2 ? ", new token" : "";
    return attempts === 1 ? "" : (`, ${attempts} attempts${renewal}` as const);
}

function describe(call: CallName, ended: boolean | Error, attempts: ReturnType<typeof describeAttempts>): Outcome {
    if (ended instanceof UnconfirmedError) {
        const last = ended.cause as VaultError | ConnectionError;
        return `unconfirmed: ${last instanceof VaultError ? `${last.status}` : last.code}${attempts}`;
    }
    if (ended instanceof VaultError) {
        return `refused: ${ended.status}${attempts}`;
    }
    if (ended instanceof ConnectionError) {
        const kind = / answered\b/.test(ended.summary) ? "invalid response" : "no response";
        return `${kind}: ${ended.code}${attempts}`;
    }
    if (ended instanceof Error) {
        throw ended;
    }
    const other = call === "list" ? "empty list" : "taken for active";
    return `${ended ? "done" : other}${attempts}`;
}

/** Compares the outcome with the vault. */
function assertVault(simulator: Simulator, call: CallName, outcome: Outcome, { leavesOpen }: FaultRow): void {
    const { active, changes } = simulator.password(312);
    const others = simulator.passwords().filter(({ identifier }) => identifier !== 312);
    assert.ok(
        others.every((password) => password.changes === 0),
        "other passwords were changed",
    );
    assert.equal(changes, active ? 0 : 1, "changes of password 312");
    if (call === "list" || call === "read") {
        assert.equal(active, true, "a call that only asks changed the vault");
        assert.ok(!outcome.startsWith("unconfirmed"), outcome);
    } else if (outcome.startsWith("done")) {
        assert.equal(active, false, "done, and the password is active");
    } else if (outcome.startsWith("unconfirmed")) {
        assert.ok(call === "disable" && leavesOpen, "unconfirmed after a rejection");
    } else {
        assert.equal(active, true, "a plain error, and the password is inactive");
        assert.ok(call === "token" || !leavesOpen, "a plain error after a possible change");
    }
}

/** Asserts that `Retry-After` decides the waits. Its date is in whole seconds. */
function assertWaits({ waits }: FakeClock, { retryAfterMs }: FaultRow): void {
    if (retryAfterMs !== undefined) {
        const others = waits.filter((ms) => ms <= retryAfterMs - 3000 || ms > retryAfterMs + 250);
        assert.deepEqual(others, [], "waits that are not the Retry-After's");
    }
}

function assertNoSecrets(simulator: Simulator, ended: unknown): void {
    assert.deepEqual(simulator.secretsServed, []);
    const shown = everything(ended);
    for (const secret of [simulator.clientSecret, ...simulator.issuedTokens, "pw-"]) {
        assert.equal(shown.includes(secret), false, "a secret in the error");
    }
}
