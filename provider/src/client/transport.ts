import type { Readable } from "node:stream";
import fetch, { AbortError, type Headers, type Response } from "node-fetch";
import type { Settings } from "../settings/settings";
import { type AgentSettings, createAgents } from "./agents";
import { collectBody, decodeBody, requireDeclaredLength, requireKnownEncoding } from "./bodies";
import { connectionError } from "./connectionError";
import type { NamedRequest } from "./connectionFailure";

export interface HttpRequest extends NamedRequest {
    method: "GET" | "POST";
    headers: Record<string, string>;
    body?: string;
    /** Leaves the body of a success unread, which can hold a password's secret. */
    discardBody?: boolean | undefined;
    /** A shorter time limit than the setting. */
    timeoutMs?: number;
}

/** An HTTP response before it is understood. */
export interface HttpResponse {
    status: number;
    /** Undefined where it stays unread. */
    body: string | undefined;
    /** The wait that `Retry-After` asks for. */
    retryAfterMs?: number | undefined;
    requestId?: string | undefined;
    /** True where the content type is HTML. */
    isHtml?: boolean;
    /** Target of a redirect. Following it would send the token to another server. */
    location?: string | undefined;
}

/** Sends one request and returns the complete response. @throws ConnectionError where none comes. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

export interface TransportOptions extends AgentSettings, Pick<Settings, "timeoutMs"> {
    /** Cancels all requests. */
    signal?: AbortSignal | undefined;
}

/** Creates a transport with one pool of kept-alive connections for each host. */
export function createTransport(options: TransportOptions): Transport {
    const { timeoutMs, signal } = options;
    const agentOf = createAgents(options);
    const running = new Set<AbortController>();
    /** Controllers for the next requests: a new one for each costs 7 % of the CPU time of a request. */
    const unused: AbortController[] = [];
    const abortAll = () => {
        for (const controller of running) {
            controller.abort();
        }
    };
    signal?.addEventListener("abort", abortAll, { once: true });

    return async (request) => {
        if (signal?.aborted) {
            throw connectionError(request, signal.reason, "ECANCELED", options);
        }
        const controller = unused.pop() ?? new AbortController();
        running.add(controller);
        const timer = setTimeout(() => controller.abort(), request.timeoutMs ?? timeoutMs);
        let response: Response | undefined;
        try {
            response = await fetch(request.url, {
                method: request.method,
                headers: { accept: "application/json", ...request.headers },
                body: request.body,
                agent: agentOf,
                redirect: "manual",
                signal: controller.signal,
            });
            const headers = readHeaders(response.headers);
            const isUnread = request.discardBody && response.ok;
            const body = isUnread ? discard(response) : await readBody(response, headers);
            // node-fetch listens to the signal until the body ends. The timer can fire in the same turn.
            if (body !== undefined && !controller.signal.aborted) {
                unused.push(controller);
            }
            const { retryAfterMs, requestId, isHtml, location } = headers;
            return { status: response.status, body, retryAfterMs, requestId, isHtml, location };
        } catch (error) {
            const abortCode = signal?.aborted ? "EINTR" : "ETIMEDOUT";
            const code = error instanceof AbortError ? abortCode : undefined;
            throw connectionError({ ...request, status: response?.status }, error, code, options);
        } finally {
            clearTimeout(timer);
            running.delete(controller);
        }
    };
}

/** Reads each header once: node-fetch checks the name each time. */
function readHeaders(headers: Headers) {
    const contentType = headers.get("content-type");
    return {
        contentType,
        contentEncoding: headers.get("content-encoding"),
        contentLength: headers.get("content-length"),
        retryAfterMs: parseRetryAfter(headers.get("retry-after"), Date.now()),
        requestId: headers.get("x-kong-request-id") ?? headers.get("x-request-id") ?? undefined,
        isHtml: /^text\/html\b/i.test(contentType ?? ""),
        location: headers.get("location") ?? undefined,
    };
}

/** Reads a body by its declared charset; strictly where it can confirm something, and with "\ufffd" in an error. */
async function readBody(
    { ok, body: stream }: Response,
    { isHtml, contentType, contentEncoding, contentLength }: ReturnType<typeof readHeaders>,
): Promise<string> {
    const body = await collectBody(stream as Readable);
    const isTrusted = ok && !isHtml;
    if (isTrusted) {
        requireDeclaredLength(body, contentLength, contentEncoding);
    }
    try {
        return decodeBody(body, contentType, isTrusted);
    } catch (error) {
        // Bytes in an encoding that was not asked for are no text. Some servers name a charset in that header.
        requireKnownEncoding(contentEncoding);
        throw error;
    }
}

/** Closes the connection before anything reads the body. */
function discard({ body }: Response): undefined {
    (body as Readable | null)?.destroy();
}

/** Returns `Retry-After` in milliseconds. Its value is seconds or an HTTP date. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
    const text = header?.trim() ?? "";
    if (/^\d+(\.\d+)?$/.test(text)) {
        return Number(text) * 1000;
    }
    // Date.parse would read "-5" as a month.
    const date = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
