import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import fetch, { AbortError, type Response } from "node-fetch";
import { describeConnection } from "./connectionFailures";
import { ConnectionError } from "./errors";

/** One request, complete. */
export interface Exchange {
    /** How errors name it: method and path, without host. */
    name: string;
    method: "GET" | "POST";
    url: string;
    headers: Record<string, string>;
    body?: string;
    /** The setting that `url` comes from, as errors name it; the base URL's unless said otherwise. */
    setting?: string;
    /** Leaves the body of a 2xx unread: it can hold a password's secret. */
    discardBody?: boolean;
}

/** What came back, not yet understood. */
export interface RawAnswer {
    status: number;
    /** Undefined where it was to be left unread. */
    body: string | undefined;
    /** The wait that `Retry-After` asks for, in milliseconds. */
    retryAfterMs: number | undefined;
    requestId: string | undefined;
    /** Where a redirect points to; redirects are never followed, since the token would go along. */
    location: string | undefined;
}

/** Sends one request and waits for the whole answer. @throws ConnectionError when none comes. */
export type Transport = (exchange: Exchange) => Promise<RawAnswer>;

/** Far above any list of passwords; what is longer is not the vault's. */
const longestBodyBytes = 64 * 1024 * 1024;

/**
 * Makes a transport with one pool of kept-alive connections.
 *
 * @param timeoutMs For one exchange, from its first byte sent to the last one received.
 */
export function createTransport({
    timeoutMs,
    maxConcurrency,
}: {
    timeoutMs: number;
    maxConcurrency: number;
}): Transport {
    const pool = { keepAlive: true, maxSockets: maxConcurrency };
    const agents = { "http:": new HttpAgent(pool), "https:": new HttpsAgent(pool) };

    return async (exchange) => {
        try {
            const response = await fetch(exchange.url, {
                method: exchange.method,
                headers: { accept: "application/json", ...exchange.headers },
                body: exchange.body,
                agent: (url) => (url.protocol === "https:" ? agents["https:"] : agents["http:"]),
                redirect: "manual",
                size: longestBodyBytes,
                signal: AbortSignal.timeout(timeoutMs),
            });
            return {
                status: response.status,
                body: exchange.discardBody && response.ok ? discard(response) : await response.text(),
                retryAfterMs: retryAfterMs(response.headers.get("retry-after"), Date.now()),
                requestId:
                    response.headers.get("x-kong-request-id") ?? response.headers.get("x-request-id") ?? undefined,
                location: response.headers.get("location") ?? undefined,
            };
        } catch (error) {
            throw connectionError(exchange, error, timeoutMs);
        }
    };
}

/** Ends the answer, and with it the connection, before anyone reads its body. */
function discard(response: Response): undefined {
    if (response.body && "destroy" in response.body && typeof response.body.destroy === "function") {
        response.body.destroy();
    }
    return undefined;
}

/** `Retry-After` in milliseconds, from its two forms (seconds, or an HTTP date); undefined where it has neither. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
    const text = header?.trim() ?? "";
    if (/^\d+(\.\d+)?$/.test(text)) {
        return Number(text) * 1000;
    }
    // Only dates in words: Date.parse would take "-5" for a month.
    const date = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function connectionError(exchange: Exchange, error: unknown, timeoutMs: number): ConnectionError {
    const errno = error instanceof AbortError ? "ETIMEDOUT" : errnoOf(error);
    const { what, ...explanation } = describeConnection(errno, exchange.url, timeoutMs, exchange.setting);
    return new ConnectionError(exchange.name, errno, what, explanation, error);
}

function errnoOf(error: unknown): string {
    const { code, type } = error as { code?: unknown; type?: unknown };
    return typeof code === "string" ? code : typeof type === "string" ? type : "unknown";
}
