import { setMaxListeners } from "node:events";
import type { Settings } from "../settings/settings";
import { ConnectionError, VaultError } from "../shared/errors";
import type { Explanation } from "../shared/explanations";
import { type Log, silentLog } from "../shared/log";
import { effectiveStatus, isVaultRejection } from "../shared/responseFacts";
import { type Clock, systemClock } from "./clock";
import { createRequestQueue, priorities } from "./requestQueue";
import { type ApiResponse, createResponseReader, isSuccess } from "./responses";
import {
    isRetryable,
    isUnreachable,
    RetryableError,
    type RetryDecision,
    retryDelayMs,
    unreachablePreviewMs,
    withRetry,
} from "./retry";
import { createRetryLog } from "./retryLog";
import type { TokenCache } from "./tokenCache";
import { createTransport, type HttpRequest, type HttpResponse, type Transport } from "./transport";

/** Parts that a door or a test gives to the client. */
export interface ClientOptions {
    transport?: Transport | undefined;
    clock?: Clock;
    log?: Log;
    /** Cancels all waits and requests. */
    signal?: AbortSignal;
    /** Returns whether the run is a preview, which gives up sooner where nothing listens. */
    isPreview?: () => boolean;
}

/** A request of the API, and how to understand its response. */
export interface ApiCall {
    request: HttpRequest;
    classify: (response: ApiResponse, body: string) => RetryDecision;
    explain: (response: ApiResponse, body: string) => Explanation;
    onAttempt?: (result: ApiResponse | ConnectionError) => void;
    /** Hides the message of a success, which can be a secret. */
    hidesSuccessMessage?: boolean;
    /** Gives the call one attempt of at most {@link optionalMs}, whose failure is not logged. */
    isOptional?: boolean;
}

/** The time limit of an optional request. */
const optionalMs = 5_000;

/** The final response of a call. */
export interface ApiResult {
    decision: Exclude<RetryDecision, "retry">;
    response: ApiResponse;
    /** Undefined where it stays unread. */
    body: string | undefined;
    attempts: number;
    /** The token of the last attempt; empty for the request for a token. */
    token: string;
}

export type RequestSender = ReturnType<typeof createRequestSender>;

/** Creates the sender of all requests of a process, which share one queue and one pool of connections. */
export function createRequestSender(settings: Settings, options: ClientOptions) {
    const { clock = systemClock, signal, isPreview = () => false } = options;
    if (signal) {
        // Every wait listens to the signal. Node warns of more than ten listeners.
        setMaxListeners(0, signal);
    }
    const { maxRetries, maxRetryMs } = settings;
    const hasRetries = maxRetries > 0 && maxRetryMs > 0;
    const transport = options.transport ?? createTransport({ ...settings, signal });
    const readResponse = createResponseReader(settings.clientSecret);
    const queue = createRequestQueue(settings.maxConcurrency, clock, signal);
    const log = createRetryLog(settings, clock, options.log ?? silentLog);
    const optionalLimitMs = Math.min(optionalMs, settings.timeoutMs);
    let retrying = 0;

    /** Sends one request. Runs in the queue, so that a rate limit pauses the queue before the next request starts. */
    async function exchange(call: ApiCall, attempt: number, token = "", tokens?: TokenCache): Promise<ApiResult> {
        const { request, classify, onAttempt, isOptional } = call;
        // 1. Send the request.
        const startedAt = clock.now();
        const headers = token === "" ? request.headers : { ...request.headers, authorization: `Bearer ${token}` };
        const ended = isOptional ? () => {} : log.sent(startedAt);
        let raw: HttpResponse | ConnectionError;
        try {
            raw = await transport({
                ...request,
                headers,
                attempt,
                ...(isOptional ? { timeoutMs: optionalLimitMs } : {}),
            });
        } catch (error) {
            if (!(error instanceof ConnectionError)) {
                throw error;
            }
            raw = error;
        } finally {
            ended();
        }
        // 2. Retry a connection failure that can pass.
        if (raw instanceof ConnectionError) {
            log.attempted(request.name, attempt, startedAt, raw);
            onAttempt?.(raw);
            const limitMs = isPreview() && isUnreachable(raw) ? unreachablePreviewMs : undefined;
            throw isRetryable(raw) && !isOptional ? new RetryableError(raw, { limitMs }) : raw;
        }
        // 3. Read the response without secrets.
        const response = readResponse(raw, token);
        log.attempted(request.name, attempt, startedAt, response);
        onAttempt?.(response);
        // 4. Retry a refused token that the gateway may not know yet.
        const classified = classify(response, raw.body ?? "");
        const decision = isOptional && classified !== "accept" ? "refuse" : classified;
        const result = { decision, response, body: raw.body, attempts: attempt, token };
        if (decision === "accept" || isVaultRejection(response)) {
            log.answered();
            tokens?.accepted(token);
        } else if (decision === "renewToken" && hasRetries && tokens?.refused(token)) {
            throw new RetryableError(createVaultError(call, result), { countsAsRetry: false });
        }
        // 5. Return a final response.
        if (isFinal(result)) {
            log.ended();
            return result;
        }
        // 6. Pause all requests for a rate limit, unless no request can wait for so long.
        const { retryAfterMs } = response;
        if (effectiveStatus(response) === 429 && retryAfterMs !== undefined && retryAfterMs <= maxRetryMs) {
            queue.pauseFor(retryDelayMs(attempt, retryAfterMs, clock.random()));
        }
        // 7. Retry.
        throw new RetryableError(createVaultError(call, result), { retryAfterMs });
    }

    /** Runs one attempt in the queue. Its token is still valid when its turn comes. */
    async function enqueue(call: ApiCall, attempt: number, start: () => void, tokens?: TokenCache): Promise<ApiResult> {
        const send = (token?: string) => {
            start();
            return exchange(call, attempt, token, tokens);
        };
        if (tokens === undefined) {
            return queue.run(priorities.token, () => send());
        }
        const token = await tokens.get();
        const priority = attempt === 1 ? priorities.first : priorities.retry;
        const result = await queue.run(priority, async () => (tokens.isCurrent(token) ? send(token) : undefined));
        if (result !== undefined) {
            return result;
        }
        // The token expired in the queue. The request for another one needs a place there too.
        const renewed = await tokens.get();
        return queue.run(priorities.retry, () => send(renewed));
    }

    return {
        /** Returns the number of calls that wait for a retry or run one. */
        countRetrying: () => retrying,

        /** Runs the attempts of one call. Without `tokens`, it is the request for a token. */
        async send(call: ApiCall, tokens?: TokenCache): Promise<ApiResult> {
            let isRetrying = false;
            try {
                return await withRetry((attempt, start) => enqueue(call, attempt, start, tokens), {
                    maxRetries,
                    maxRetryMs,
                    clock,
                    signal,
                    onRetry(error, attempt, delayMs) {
                        retrying += isRetrying ? 0 : 1;
                        isRetrying = true;
                        log.retrying(error, attempt, delayMs);
                    },
                });
            } finally {
                retrying -= isRetrying ? 1 : 0;
            }
        },
    };
}

function isFinal(result: Omit<ApiResult, "decision"> & { decision: RetryDecision }): result is ApiResult {
    return result.decision !== "retry";
}

/** Returns the error of a response that is not accepted. */
export function createVaultError(
    { request, explain, hidesSuccessMessage }: ApiCall,
    { response, body = "", attempts }: Pick<ApiResult, "response" | "body" | "attempts">,
): VaultError {
    const vaultMessage = hidesSuccessMessage && isSuccess(response.status) ? "" : response.vaultMessage;
    return new VaultError({ ...response, request: request.name, vaultMessage, attempts }, explain(response, body));
}
