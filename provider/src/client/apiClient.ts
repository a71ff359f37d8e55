import { setMaxListeners } from "node:events";
import type { Settings } from "../settings/settings";
import type { ConnectionError } from "../shared/errors";
import { explain } from "../shared/explanations";
import { type Log, silentLog } from "../shared/log";
import { type Clock, systemClock } from "./clock";
import { type ApiCall, type ApiResult, createVaultError, type ExchangeDeps, exchange } from "./exchange";
import { createRequestQueue, priorities } from "./requestQueue";
import { createResponseReader } from "./responseReader";
import type { ApiResponse } from "./responses";
import { type Attempt, classifyResponse, type RetryDecision, withRetry } from "./retry";
import { createRetryLog } from "./retryLog";
import { createTokenCache, type TokenCache } from "./tokenCache";
import { type AccessToken, createTokenRequest, readToken } from "./tokenRequest";
import { createTransport, type Transport } from "./transport";

/** Parts that a door or a test gives to the client. */
export interface ClientOptions {
    transport?: Transport | undefined;
    clock?: Clock;
    log?: Log;
    /** Cancels all waits and requests. */
    signal?: AbortSignal;
}

/** Options of one call. */
export interface RequestOptions {
    /** The kind of object that the call is about, as errors name it. */
    noun?: string;
    /** Leaves the body of a success unread. */
    discardBody?: boolean;
    /** Replaces the rules of all calls. */
    classify?: (response: ApiResponse) => RetryDecision;
    /** Receives the result of each attempt. */
    onAttempt?: (result: ApiResponse | ConnectionError) => void;
}

/** Calls the vault's API. All calls of a process share one token, one queue and one pool of connections. */
export class ApiClient {
    readonly #settings: Settings;
    readonly #signal: AbortSignal | undefined;
    readonly #deps: ExchangeDeps;
    readonly #tokens: TokenCache;
    #retrying = 0;

    constructor(settings: Settings, options: ClientOptions) {
        const { signal, clock = systemClock, log = silentLog } = options;
        this.#settings = settings;
        this.#signal = signal;
        if (signal) {
            // Every wait listens to the signal. Node warns of more than ten listeners.
            setMaxListeners(0, signal);
        }
        this.#deps = {
            transport: options.transport ?? createTransport({ ...settings, signal }),
            readResponse: createResponseReader(settings.clientSecret),
            queue: createRequestQueue(settings.maxConcurrency, clock, signal),
            clock,
            log: createRetryLog(settings, clock, log),
            maxRetryMs: settings.maxRetryMs,
        };
        this.#tokens = createTokenCache(() => this.#requestToken(), clock.now);
    }

    /** The number of calls that wait for a retry or run one. */
    get retrying(): number {
        return this.#retrying;
    }

    /**
     * Makes one call.
     *
     * @throws VaultError where the vault or its gateway rejects it.
     * @throws ConnectionError where the last attempt got no response.
     */
    async request(method: "GET" | "POST", path: string, options: RequestOptions = {}): Promise<ApiResult> {
        const { noun, discardBody = false, classify = classifyResponse, onAttempt } = options;
        const url = `${this.#settings.url}/${path}`;
        const call: ApiCall = {
            request: { name: `${method} ${path}`, method, url, headers: {}, discardBody },
            classify,
            explain: (response) => explain(response, undefined, noun),
            onAttempt,
        };
        // 1. Send the request with the cached token.
        let result = await this.#send((attempt) => this.#sendWithToken(call, attempt));
        // 2. Renew a rejected token once, and send the request again.
        if (result.decision === "renewToken") {
            await this.#tokens.renew(result.token ?? "");
            result = await this.#send((attempt) => this.#sendWithToken(call, attempt));
        }
        // 3. Return what the vault accepts.
        if (result.decision !== "accept") {
            throw createVaultError(call, result.response, result.attempts);
        }
        return result;
    }

    async #requestToken(): Promise<AccessToken> {
        const call = createTokenRequest(this.#settings);
        const result = await this.#send((attempt) =>
            this.#deps.queue.run(priorities.token, () => this.#exchange(call, attempt)),
        );
        const token = result.decision === "accept" ? readToken(result.body ?? "") : undefined;
        if (token === undefined) {
            throw createVaultError(call, result.response, result.attempts);
        }
        return token;
    }

    /** Runs the attempts of one request. */
    async #send(attempt: (attempt: Attempt) => Promise<ApiResult>): Promise<ApiResult> {
        const { clock, log, maxRetryMs } = this.#deps;
        let isRetrying = false;
        try {
            return await withRetry(attempt, {
                maxRetries: this.#settings.maxRetries,
                maxRetryMs,
                clock,
                signal: this.#signal,
                onRetry: (error, attemptNumber, delayMs) => {
                    this.#retrying += isRetrying ? 0 : 1;
                    isRetrying = true;
                    log.retrying(error, attemptNumber, delayMs);
                },
            });
        } finally {
            this.#retrying -= isRetrying ? 1 : 0;
            log.ended();
        }
    }

    /** Waits in the queue, and sends the request with a token that is still valid then. */
    async #sendWithToken(call: ApiCall, attempt: Attempt): Promise<ApiResult> {
        const { queue } = this.#deps;
        const token = await this.#tokens.get();
        const priority = attempt.number === 1 ? priorities.first : priorities.retry;
        const result = await queue.run(priority, async () =>
            this.#tokens.isCurrent(token) ? this.#exchange(call, attempt, token) : undefined,
        );
        if (result !== undefined) {
            return result;
        }
        // The token expired in the queue. The request for another one needs a place there too.
        const renewed = await this.#tokens.get();
        return queue.run(priorities.retry, () => this.#exchange(call, attempt, renewed));
    }

    async #exchange(call: ApiCall, attempt: Attempt, token?: string): Promise<ApiResult> {
        attempt.start();
        return exchange(call, attempt.number, token, this.#deps);
    }
}
