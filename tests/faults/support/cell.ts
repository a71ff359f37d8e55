import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "mysafe-simulator";
import { createTransport, type HttpRequest, type Transport } from "../../../provider/src/client/transport";
import { Vault } from "../../../provider/src/client/vault";
import { ConnectionError, UnconfirmedError, VaultError } from "../../../provider/src/shared/errors";
import { type FakeClock, fakeClock } from "../../unit/support/clock";
import { everything, settingsOf } from "../../unit/support/vault";
import { type FaultName, type FaultRow, faultRows } from "./faultRows";
import type { CallName, Outcome } from "./outcome";

/** The wait for an answer that stands for the default one of 30 s, where an answer never comes. */
const shortTimeoutMs = 100;

/** How often a fault is met. */
export type Amount = "once" | "for ever";

const disableCall = async (vault: Vault): Promise<boolean> => (await vault.disable("312")) !== undefined;

/** Each call, and whether it came to the right result. Password 312 is active, 340 is inactive. */
const calls: Record<CallName, (vault: Vault) => Promise<boolean>> = {
    // Nothing asks for a token but a call that needs it.
    token: disableCall,
    list: async (vault) => (await vault.list()).has("312"),
    read: (vault) => vault.isInactive("340"),
    disable: disableCall,
};

/**
 * Lets one call meet one fault, with default settings: the real transport, a real simulator, and waits that are over
 * at once. Asserts what must be so whatever the outcome.
 */
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
        const outcome = describe(ended, countTries(simulator, call));
        assertVault(simulator, call, outcome, row);
        assertNoSecrets(simulator, ended);
        return outcome;
    } finally {
        await simulator.close();
    }
}

/** The real transport; an answer that never comes is waited for a moment only, which takes its 30 s on the clock. */
function createVault(simulator: Simulator, clock: FakeClock, isSlow: (exchange: HttpRequest) => boolean): Vault {
    const settings = settingsOf(simulator);
    const patient = createTransport(settings);
    const impatient = createTransport({ ...settings, timeoutMs: shortTimeoutMs });
    const transport: Transport = async (exchange) => {
        if (!isSlow(exchange)) {
            return patient(exchange);
        }
        try {
            return await impatient(exchange);
        } catch (error) {
            clock.advance(settings.timeoutMs);
            throw error;
        }
    };
    return new Vault(settings, { clock, transport });
}

/** How the table says how often a call was sent. */
function countTries(simulator: Simulator, call: CallName): "" | `, ${number} tries` | ", new token" {
    const tries = simulator.count(call);
    const tokens = simulator.count("token");
    if (call !== "token" && tokens === 2) {
        assert.equal(tries, 2, "a renewed token is good for one more try");
        return ", new token";
    }
    assert.ok(call === "token" || tokens === 1, `${tokens} token requests`);
    return tries === 1 ? "" : `, ${tries} tries`;
}

function describe(ended: boolean | Error, tries: ReturnType<typeof countTries>): Outcome {
    if (ended instanceof UnconfirmedError) {
        const last = ended.cause as VaultError | ConnectionError;
        return `unconfirmed: ${last instanceof VaultError ? `${last.status}` : last.code}${tries}`;
    }
    if (ended instanceof VaultError) {
        return `refused: ${ended.status}${tries}`;
    }
    if (ended instanceof ConnectionError) {
        return `no answer: ${ended.code}${tries}`;
    }
    if (ended instanceof Error) {
        throw ended;
    }
    return ended ? `done${tries}` : `taken for active${tries}`;
}

/** Compares what we say with what is so. */
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
        assert.ok(call === "disable" && leavesOpen, "unconfirmed, though the answer said no");
    } else {
        assert.equal(active, true, "an error that says nothing of it, and the password is inactive");
        assert.ok(call === "token" || !leavesOpen, "an error that says nothing of what may have been done");
    }
}

/** A wait is the vault's where it asks for one; the date of a `Retry-After` is in whole seconds. */
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
