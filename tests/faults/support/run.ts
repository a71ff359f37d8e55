import { type RequestRecord, type Simulator, startSimulator } from "mysafe-simulator";
import { createTransport, type Transport } from "../../../provider/src/client/transport";
import { Vault } from "../../../provider/src/client/vault";
import { createContext } from "../../../provider/src/lifecycle/context";
import type { Lifecycle } from "../../../provider/src/lifecycle/host";
import { createLifecycle } from "../../../provider/src/lifecycle/lifecycle";
import { resourceTypes } from "../../../provider/src/lifecycle/resourceTypes";
import { ConnectionError } from "../../../provider/src/shared/errors";
import type { Log } from "../../../provider/src/shared/log";
import type { Properties } from "../../../provider/src/shared/properties";
import { type FakeClock, fakeClock } from "../../unit/support/clock";
import { recordingLog } from "../../unit/support/log";
import { settingsOf } from "../../unit/support/vault";
import { echo, type Scenario, seedsOf, timeoutMs } from "./scenario";

/** One request of the transport. */
export interface Sent {
    name: string;
    token: string | undefined;
    /** The time of the client's clock. */
    at: number;
    /** True if the vault may have executed the request. */
    leftOpen: boolean;
    /** The wait of `Retry-After`. */
    retryAfterMs: number | undefined;
}

/** The statuses below 500 that a proxy can send after it forwarded a request. */
const openStatuses = new Set([408, 409, 423, 460]);

/** The result of one resource. With outputs and an error, the engine keeps it as incomplete. */
export interface Ended {
    identifier: string;
    outputs?: Properties;
    error?: Error;
}

/** The results of a run. */
export interface Run {
    simulator: Simulator;
    ended: Ended[];
    sent: readonly Sent[];
    /** All waits, in milliseconds. */
    waits: readonly number[];
    maxInFlight: number;
    maxTokenRequestsInFlight: number;
    /** The vault's request log up to the end of this run. */
    requests: readonly RequestRecord[];
    /** Log messages with their severity in front. */
    logged: readonly string[];
    /** The same declarations in a later run, with default settings and no faults. */
    later: Lifecycle;
}

/** Runs a scenario on a new simulator, and passes the results to `work`. */
export async function running(
    scenario: Scenario,
    operation: (lifecycle: Lifecycle, identifier: string) => Promise<Omit<Ended, "identifier">>,
    work: (run: Run) => Promise<void>,
): Promise<void> {
    let over = 0;
    const revoke = () => {
        over += 1;
        if (scenario.revokedAfter.includes(over)) {
            simulator.revokeTokens();
        }
    };
    const { latencyMs } = scenario;
    const simulator = await startSimulator({ passwords: seedsOf(scenario), latencyMs, onRequest: revoke });
    try {
        const clock = fakeClock(() => scenario.chance);
        const watched = watch(simulator, scenario, clock);
        for (const fault of scenario.faults) {
            const message = fault.message === echo ? `You sent ${simulator.clientSecret}` : fault.message;
            simulator.inject({ ...fault, message });
        }
        const { log, logged } = recordingLog();
        const lifecycle = createTestLifecycle(simulator, scenario, watched.transport, clock, log);
        const ended = await Promise.all(
            scenario.declared.map(async (_, index) => {
                const identifier = String(index + 1);
                return { identifier, ...(await operation(lifecycle, identifier)) };
            }),
        );
        const requests = [...simulator.requests];
        const { waits } = clock;
        over = Number.POSITIVE_INFINITY;
        simulator.clearFaults();
        const later = createTestLifecycle(simulator, { settings: {} }, undefined, fakeClock(), log);
        await work({ simulator, ended, sent: watched.sent, waits, ...watched.most(), requests, logged, later });
    } finally {
        await simulator.close({ allowUnmetFaults: true });
    }
}

function createTestLifecycle(
    simulator: Simulator,
    { settings: changes }: { settings: Partial<Scenario["settings"]> },
    transport: Transport | undefined,
    clock: FakeClock,
    log: Log,
): Lifecycle {
    const settings = settingsOf(simulator, changes);
    const vault = new Vault(settings, { clock, transport, log });
    const config: Record<string, string> = {
        "mysafe:url": settings.url,
        "mysafe:clientId": settings.clientId,
        "mysafe:clientSecret": settings.clientSecret.reveal(),
    };
    const { signal } = new AbortController();
    const host = { log, signal, config: (key: string) => config[key], env: {}, now: () => new Date() };
    const context = { ...createContext(host, () => vault), settings: () => settings };
    const { kind, codec } = resourceTypes.PasswordDisablement;
    return createLifecycle(context, kind, codec);
}

/** Creates the real transport and records its requests. */
function watch(simulator: Simulator, { settings: changes }: Scenario, clock: FakeClock) {
    const send = createTransport(settingsOf(simulator, { ...changes, timeoutMs }));
    const sent: Sent[] = [];
    const inFlight = { all: 0, tokens: 0 };
    let maxInFlight = 0;
    let maxTokenRequestsInFlight = 0;
    const transport: Transport = async (request) => {
        const { name, headers } = request;
        const isToken = name.endsWith("/token");
        const record: Sent = {
            name,
            token: headers.authorization,
            at: clock.now(),
            leftOpen: true,
            retryAfterMs: undefined,
        };
        sent.push(record);
        inFlight.all += 1;
        inFlight.tokens += isToken ? 1 : 0;
        maxInFlight = Math.max(maxInFlight, inFlight.all);
        maxTokenRequestsInFlight = Math.max(maxTokenRequestsInFlight, inFlight.tokens);
        try {
            const answer = await send(request);
            const agreed = /"error":false/.test(answer.body ?? "");
            const isSilent = answer.status < 300 && !agreed;
            record.leftOpen = answer.status >= 500 || isSilent || openStatuses.has(answer.status);
            record.retryAfterMs = answer.retryAfterMs;
            return answer;
        } catch (error) {
            record.leftOpen = !(error instanceof ConnectionError) || error.reachedServer;
            throw error;
        } finally {
            inFlight.all -= 1;
            inFlight.tokens -= isToken ? 1 : 0;
        }
    };
    return { sent, transport, most: () => ({ maxInFlight, maxTokenRequestsInFlight }) };
}
