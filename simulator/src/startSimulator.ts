import { randomBytes } from "node:crypto";
import { describeFault } from "./faults/fault";
import { createFaultQueue } from "./faults/faultQueue";
import { createFaultResponses } from "./faults/faultResponses";
import { createGateway } from "./gateway/gateway";
import { createGatewayResponses } from "./gateway/gatewayResponses";
import { createRateLimiter } from "./gateway/rateLimiter";
import { createTokenEndpoint } from "./gateway/tokenEndpoint";
import { listen } from "./server/listen";
import { createRequestHandler } from "./server/requestHandler";
import { createRequestLog } from "./server/requestLog";
import { assertNoProblems } from "./shared/fieldProblems";
import type { Simulator } from "./simulator";
import { optionProblems, type SimulatorOptions } from "./simulatorOptions";
import { createBodyShapes } from "./vault/bodyShapes";
import { seededPasswords } from "./vault/seededPasswords";
import { seedProblems } from "./vault/seedProblems";
import { createVaultApi, type VaultApi } from "./vault/vaultApi";
import { createEmptyStore, createVaultStore } from "./vault/vaultStore";

/**
 * Starts a vault and its gateway on 127.0.0.1. Rejects with Node's own error if the port is in use (`EADDRINUSE`).
 * Rejects before it listens if options or passwords are wrong, with one error of a line for each problem.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
    assertNoProblems(optionProblems(options));
    const { version = "4.0", tenant, clientId = "simulator-client", latencyMs = 0 } = options;
    let clientSecret = options.clientSecret ?? `cs-${randomBytes(16).toString("hex")}`;
    const clientSecrets = new Set([clientSecret]);
    const secretsServed: number[] = [];
    const baseTime = new Date();
    let advancedMs = 0;
    const now = () => new Date(Date.now() + advancedMs);

    const store = createVaultStore(options.passwords ?? seededPasswords());
    const lifetimeSeconds = options.tokenLifetimeSeconds ?? 3600;
    const activationSeconds = options.tokenActivationSeconds ?? 0;
    const tokens = createTokenEndpoint({ clientId, clientSecret, tenant, lifetimeSeconds, activationSeconds, now });
    const shapes = createBodyShapes(version, options.omitException ?? false);
    const responses = createGatewayResponses(version);
    const faults = createFaultQueue();
    const log = createRequestLog({
        now,
        onRequest: options.onRequest,
        secrets: () => [...clientSecrets, ...tokens.issued, ...[...store.passwords.values()].map((one) => one.secret)],
    });
    const { listInactive = false, listKey = "password_on_list" } = options;
    const vault = createVaultApi({ store, shapes, listInactive, listKey });
    // A new store for each request, so that nothing of the other tenant stays.
    const foreignVault: VaultApi = (...request) =>
        createVaultApi({ store: createEmptyStore(), shapes, listInactive, listKey })(...request);
    const limiter = createRateLimiter(options.rateLimit);
    const handler = createRequestHandler({
        log,
        faults,
        faultResponses: createFaultResponses(shapes, responses),
        gateway: createGateway({ tokens, limiter, vault, responses }),
        foreignGateway: createGateway({ tokens, limiter, vault: foreignVault, responses }),
        latencyMs,
        onSecretServed: (identifier) => secretsServed.push(identifier),
    });

    const server = await listen(handler, options.port ?? 0, options.tls);
    let closed = false;
    return {
        url: server.url,
        clientId,
        tenant,
        baseTime,
        requests: log.records,
        issuedTokens: tokens.issued,
        secretsServed,
        get clientSecret() {
            return clientSecret;
        },
        get maxInFlight() {
            return log.maxInFlight;
        },
        set maxInFlight(value) {
            log.maxInFlight = value;
        },
        now,
        advance(seconds) {
            advancedMs += seconds * 1000;
        },
        password: (identifier) => ({ ...store.get(identifier) }),
        passwords: () => [...store.passwords.values()].map((password) => ({ ...password })),
        addPassword(seed) {
            assertNoProblems(seedProblems(seed, "password"));
            return { ...store.add(seed) };
        },
        removePassword: (identifier) => store.remove(identifier),
        setActive(identifier, active) {
            store.get(identifier).active = active;
        },
        setRights(identifier, { canView, canWrite }) {
            const password = store.get(identifier);
            password.canView = canView ?? password.canView;
            password.canWrite = canWrite ?? password.canWrite;
        },
        count: (route) => log.records.filter((record) => record.route === route).length,
        inject: (fault) => faults.inject(fault),
        clearFaults: () => faults.clear(),
        unmetFaults: () => faults.unmet(),
        revokeTokens: () => tokens.revokeAll(),
        setClientSecret(secret) {
            clientSecret = secret;
            clientSecrets.add(secret);
            tokens.setClientSecret(secret);
        },
        async close({ allowUnmetFaults = false } = {}) {
            if (closed) {
                return;
            }
            closed = true;
            await server.close();
            const unmet = allowUnmetFaults ? [] : faults.unmet().filter((fault) => fault.rate === undefined);
            if (unmet.length > 0) {
                throw new Error(`Injected faults have affected no request: ${unmet.map(describeFault).join(", ")}`);
            }
        },
    };
}
