import fetch, { AbortError, type Headers, type Response } from "node-fetch";
import { ConnectionError } from "../shared/errors";
import { type AgentOptions, createAgents } from "./agents";
import { describeConnection } from "./connectionFailures";
import { failedBeforeSending } from "./tlsFailures";

/** One request, complete. */
export interface HttpRequest {
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
export interface HttpResponse {
    status: number;
    /** Undefined where it was to be left unread. */
    body: string | undefined;
    /** The wait that `Retry-After` asks for, in milliseconds. */
    retryAfterMs: number | undefined;
    requestId: string | undefined;
    /** Whether it says that it is a web page. */
    isPage?: boolean;
    /** Where a redirect points to; redirects are never followed, since the token would go along. */
    location: string | undefined;
}

/** Sends one request and waits for the whole answer. @throws ConnectionError when none comes. */
export type Transport = (exchange: HttpRequest) => Promise<HttpResponse>;

/** Far above any list of passwords; what is longer is not the vault's. */
const longestBodyBytes = 64 * 1024 * 1024;

/** What a transport works with. */
export interface TransportOptions extends AgentOptions {
    /** For one exchange, from the search for its host to the last byte received. */
    timeoutMs: number;
    /** Ends all exchanges at once. */
    signal?: AbortSignal;
}

/** Makes a transport with one pool of kept-alive connections for each host. */
export function createTransport(options: TransportOptions): Transport {
    const { timeoutMs, signal } = options;
    const agentOf = createAgents(options);
    // One listener for all exchanges: a signal of their own for each, combined, costs as much as the request itself.
    const underWay = new Set<AbortController>();
    signal?.addEventListener("abort", () => {
        for (const exchange of underWay) {
            exchange.abort();
        }
    });

    return async (exchange) => {
        if (signal?.aborted) {
            throw connectionError(exchange, signal.reason, "ECANCELED", options);
        }
        const over = new AbortController();
        const timer = setTimeout(() => over.abort(), timeoutMs);
        underWay.add(over);
        try {
            const response = await fetch(exchange.url, {
                method: exchange.method,
                headers: { accept: "application/json", ...exchange.headers },
                body: exchange.body,
                agent: agentOf,
                redirect: "manual",
                size: longestBodyBytes,
                signal: over.signal,
            });
            const body = exchange.discardBody && response.ok ? discard(response) : await response.text();
            return new Received(response.status, body, response.headers);
        } catch (error) {
            const aborted = signal?.aborted ? "EINTR" : "ETIMEDOUT";
            throw connectionError(exchange, error, error instanceof AbortError ? aborted : undefined, options);
        } finally {
            clearTimeout(timer);
            underWay.delete(over);
        }
    };
}

/**
 * An answer whose headers are read where they are asked for: most need none of them. A class, since an object that is
 * written with getters takes as long to make as a fifth of the whole request.
 */
class Received implements HttpResponse {
    constructor(
        readonly status: number,
        readonly body: string | undefined,
        private readonly headers: Headers,
    ) {}

    get retryAfterMs(): number | undefined {
        return retryAfterMs(this.headers.get("retry-after"), Date.now());
    }

    get requestId(): string | undefined {
        return this.headers.get("x-kong-request-id") ?? this.headers.get("x-request-id") ?? undefined;
    }

    get isPage(): boolean {
        return /^text\/html\b/i.test(this.headers.get("content-type") ?? "");
    }

    get location(): string | undefined {
        return this.headers.get("location") ?? undefined;
    }
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

/**
 * Explains why an exchange was not answered.
 *
 * @param given What the failure is called, where the error does not say it.
 */
export function connectionError(
    exchange: Pick<HttpRequest, "name" | "url" | "setting">,
    error: unknown,
    given: string | undefined,
    options: Pick<TransportOptions, "tls" | "proxies" | "timeoutMs">,
): ConnectionError {
    const errno = given ?? errnoOf(error);
    const { tls, proxies, timeoutMs } = options;
    const { what, ...explanation } = describeConnection({
        errno,
        message: (error as Error).message,
        url: exchange.url,
        setting: exchange.setting,
        timeoutMs,
        proxy: proxies.get(new URL(exchange.url).origin),
        hasClientCertificate: tls.cert !== undefined || tls.pfx !== undefined,
        hasAuthorities: tls.ca !== undefined,
    });
    const { erroredSysCall, type } = error as { erroredSysCall?: unknown; type?: unknown };
    const neverSent =
        erroredSysCall === "connect" ||
        erroredSysCall === "getaddrinfo" ||
        // Of a host with several addresses, node gives the first one's error, and not the system call.
        (type === "system" && erroredSysCall === undefined && unconnected.has(errno)) ||
        /^(ECANCELED|PROXY_\w+)$/.test(errno) ||
        failedBeforeSending(errno);
    return new ConnectionError({ request: exchange.name, errno, neverSent }, what, explanation, error);
}

const unconnected = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT"]);

/** What the system or TLS calls a failure; TLS alerts that came as a mere `EPROTO` get the name that OpenSSL gives them. */
function errnoOf(error: unknown): string {
    const { code, type, message } = error as { code?: unknown; type?: unknown; message?: unknown };
    const alert = /SSL routines:[^:]*:([a-z0-9 ]+):/i.exec(String(message))?.[1];
    if (code === "EPROTO" && alert !== undefined) {
        return `ERR_SSL_${alert.toUpperCase().replaceAll(" ", "_")}`;
    }
    if (/Proxy connection ended before/.test(String(message))) {
        return "PROXY_CLOSED";
    }
    return typeof code === "string" ? code : typeof type === "string" ? type : "unknown";
}
