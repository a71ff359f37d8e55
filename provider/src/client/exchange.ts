import { ConnectionError, VaultError } from "../shared/errors";
import { type Explanation, effectiveStatus } from "../shared/explanations";
import type { Clock } from "./clock";
import type { RequestQueue } from "./requestQueue";
import type { ResponseReader } from "./responseReader";
import { type ApiResponse, isSuccess } from "./responses";
import { isRetryable, RetryableError, type RetryDecision, retryDelayMs } from "./retry";
import type { RetryLog } from "./retryLog";
import type { HttpRequest, Transport } from "./transport";

/** A request of the API, and how to understand its response. */
export interface ApiCall {
    request: HttpRequest;
    classify: (response: ApiResponse, body: string) => RetryDecision;
    explain: (response: ApiResponse) => Explanation;
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
    readResponse: ResponseReader;
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
    { transport, readResponse, queue, clock, log, maxRetryMs }: ExchangeDeps,
): Promise<ApiResult> {
    const { request, classify, onAttempt } = call;
    // 1. Send the request.
    const startedAt = clock.now();
    const raw = await transport({ ...withToken(request, token), attempt }).catch(returnConnectionError);
    // 2. Retry a connection failure that can pass.
    if (raw instanceof ConnectionError) {
        log.attempted(request.name, attempt, startedAt, raw);
        onAttempt?.(raw);
        throw isRetryable(raw) ? new RetryableError(raw) : raw;
    }
    // 3. Read the response without secrets.
    const response = readResponse(raw, token);
    log.attempted(request.name, attempt, startedAt, response);
    onAttempt?.(response);
    // 4. Return a final response.
    const decision = classify(response, raw.body ?? "");
    if (decision !== "retry") {
        return { decision, response, body: raw.body, attempts: attempt, token };
    }
    // 5. Pause all requests for a rate limit, unless no request can wait for so long.
    const { retryAfterMs } = response;
    if (effectiveStatus(response) === 429 && retryAfterMs !== undefined && retryAfterMs <= maxRetryMs) {
        queue.pauseFor(retryDelayMs(attempt, retryAfterMs, clock.random()));
    }
    // 6. Retry.
    throw new RetryableError(createVaultError(call, response, attempt), retryAfterMs);
}

function withToken(request: HttpRequest, token: string | undefined): HttpRequest {
    return token === undefined
        ? request
        : { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
}

function returnConnectionError(error: unknown): ConnectionError {
    if (error instanceof ConnectionError) {
        return error;
    }
    throw error;
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
