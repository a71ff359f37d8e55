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
    const simulator = await startSimulator();
    try {
        const times = amount === "once" ? 1 : Number.POSITIVE_INFINITY;
        simulator.inject({ ...row.fault(), route: call, times });
        const clock = fakeClock();
        let met = 0;
        const isSlow = ({ name }: HttpRequest) => {
            const meets = name.endsWith("/token") === (call === "token") && met < times;
            met += meets ? 1 : 0;
            return row.slow && meets;
        };
        const ended = await calls[call](createVault(simulator, clock, isSlow)).catch((error: Error) => error);
        assertWaits(clock, row);
        const outcome = describe(ended, countAttempts(simulator, call));
        assertVault(simulator, call, outcome, row);
        assertNoSecrets(simulator, ended);
        return outcome;
    } finally {
        await simulator.close();
    }
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
function countAttempts(simulator: Simulator, call: CallName): "" | `, ${number} attempts` | ", new token" {
    const attempts = simulator.count(call);
    const tokens = simulator.count("token");
    if (call !== "token" && tokens === 2) {
        assert.equal(attempts, 2, "a renewed token is good for one more try");
        return ", new token";
    }
    assert.ok(call === "token" || tokens === 1, `${tokens} token requests`);
    return attempts === 1 ? "" : `, ${attempts} attempts`;
}

function describe(ended: boolean | Error, attempts: ReturnType<typeof countAttempts>): Outcome {
    if (ended instanceof UnconfirmedError) {
        const last = ended.cause as VaultError | ConnectionError;
        return `unconfirmed: ${last instanceof VaultError ? `${last.status}` : last.code}${attempts}`;
    }
    if (ended instanceof VaultError) {
        return `refused: ${ended.status}${attempts}`;
    }
    if (ended instanceof ConnectionError) {
        return `no answer: ${ended.code}${attempts}`;
    }
    if (ended instanceof Error) {
        throw ended;
    }
    return ended ? `done${attempts}` : `taken for active${attempts}`;
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
