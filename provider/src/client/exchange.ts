import { ConnectionError, VaultError } from "../shared/errors";
import type { Explanation } from "../shared/explanations";
import type { Secret } from "../shared/secret";
import type { Clock } from "./clock";
import { readRedactedResponse } from "./redactedResponse";
import type { RequestQueue } from "./requestQueue";
import { type ApiResponse, isSuccess } from "./responses";
import { isRateLimit, isRetryable, RetryableError, type RetryDecision, retryDelayMs } from "./retry";
import type { RetryLog } from "./retryLog";
import type { HttpRequest, HttpResponse, Transport } from "./transport";

/** A request of the API, and how to understand its response. */
export interface ApiCall {
    request: HttpRequest;
    classify(response: ApiResponse, body: string): RetryDecision;
    explain(response: ApiResponse): Explanation;
    /** Receives the result of each attempt. */
    onAttempt?: ((result: ApiResponse | ConnectionError) => void) | undefined;
    /** Hides the message of a success, which can be a secret. */
    hidesSuccessMessage?: boolean;
}

/** The final response of a call. */
export interface ApiResult {
    decision: Exclude<RetryDecision, "retry">;
    response: ApiResponse;
    /** Undefined where it stays unread. */
    body: string | undefined;
    /** How often the request was sent. */
    attempts: number;
    /** The token of the last attempt. */
    token: string | undefined;
}

/** The parts of the client that an exchange needs. */
export interface ExchangeDeps {
    transport: Transport;
    clientSecret: Secret;
    queue: RequestQueue;
    clock: Clock;
    log: RetryLog;
    maxRetryMs: number;
}

/**
 * Sends one request. Runs in the queue, so that a rate limit pauses the queue before the next request starts.
 *
 * @throws RetryableError where another attempt can succeed.
 */
export async function exchange(
    call: ApiCall,
    attempt: number,
    token: string | undefined,
    { transport, clientSecret, queue, clock, log, maxRetryMs }: ExchangeDeps,
): Promise<ApiResult> {
    const { name, headers } = call.request;
    const authorized = token === undefined ? headers : { ...headers, authorization: `Bearer ${token}` };
    const startedAt = clock.now();
    let raw: HttpResponse;
    try {
        raw = await transport({ ...call.request, headers: authorized, attempt });
    } catch (error) {
        if (!(error instanceof ConnectionError)) {
            throw error;
        }
        log.attempted({ request: name, attempt, startedAt, result: error.code });
        call.onAttempt?.(error);
        throw isRetryable(error) ? new RetryableError(error) : error;
    }

    const response = readRedactedResponse(raw, [clientSecret.reveal(), token ?? ""]);
    const { status, requestId, retryAfterMs } = response;
    log.attempted({ request: name, attempt, startedAt, result: status, requestId });
    call.onAttempt?.(response);

    const decision = call.classify(response, raw.body ?? "");
    if (decision !== "retry") {
        return { decision, response, body: raw.body, attempts: attempt, token };
    }
    // A rate limit is for all requests. A wait that no request can afford pauses none.
    if (isRateLimit(response) && retryAfterMs !== undefined && retryAfterMs <= maxRetryMs) {
        queue.pauseFor(retryDelayMs(attempt, retryAfterMs, clock.random()));
    }
    throw new RetryableError(createVaultError(call, response, attempt), retryAfterMs);
}

/** Returns the error of a response that is not accepted. */
export function createVaultError(
    { request, explain, hidesSuccessMessage }: ApiCall,
    response: ApiResponse,
    attempts: number,
): VaultError {
    const vaultMessage = hidesSuccessMessage && isSuccess(response.status) ? "" : response.vaultMessage;
    return new VaultError({ ...response, request: request.name, vaultMessage, attempts }, explain(response));
}
