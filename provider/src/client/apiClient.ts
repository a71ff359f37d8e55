import { setMaxListeners } from "node:events";
import type { Settings } from "../settings/settings";
import { ConnectionError, VaultError } from "../shared/errors";
import { type Explanation, explain, explainLongWait } from "../shared/explanations";
import { createRedactor } from "../shared/redact";
import { createRequestQueue, priorities, type RequestQueue } from "./requestQueue";
import {
    type AccessToken,
    type ApiResponse,
    isSuccess,
    oneLine,
    readResponse,
    readToken,
    requestIdToShow,
} from "./responses";
import {
    backoff,
    classifyResponse,
    isRateLimit,
    isRetryable,
    RetryableError,
    type RetryClock,
    type RetryDecision,
    retryDelayMs,
    systemClock,
    type VerdictOf,
    withRetry,
} from "./retry";
import { createRetryLog, type RetryLog } from "./retryLog";
import { createTokenCache, type TokenCache } from "./tokenCache";
import { createTokenRequest } from "./tokenRequest";
import { createTransport, type HttpRequest, type HttpResponse, type Transport } from "./transport";

/** What tests can replace; each has one default. */
export interface ClientOptions {
    transport?: Transport;
    clock?: RetryClock;
    /** Shows the user one line; nothing is told of what goes as expected, but for `mysafe:debug`. */
    tell?: (line: string) => void;
    /** Abandons all waits and requests. */
    signal?: AbortSignal;
}

/** How one call is made. */
export interface RequestOptions {
    /** What it is about, for errors; a password where it does not say. */
    noun?: string;
    /** Leaves the body of a 2xx unread. */
    discardBody?: boolean;
    /** Tries again where a web page came in the place of a body that is left unread. */
    refusesPages?: boolean;
    /** What an answer asks for, where that is more than the rules for all calls. */
    verdictOf?: VerdictOf;
    /** Told how each try ended. */
    onTry?: (ended: ApiResponse | ConnectionError) => void;
}

/** An answer, and what it asks for. */
export interface Understood {
    answer: ApiResponse;
    body: string | undefined;
    verdict: RetryDecision;
    /** Whether it says that it is a web page, whatever it is. */
    isPage(): boolean;
    /** What the request was authorized with. */
    token?: string | undefined;
}

/** Calls of the vault's API. One per process: all resources share its token, its connections, its limit and pauses. */
export class ApiClient {
    readonly #settings: Settings;
    readonly #transport: Transport;
    readonly #clock: RetryClock;
    readonly #signal: AbortSignal | undefined;
    readonly #progress: RetryLog;
    readonly #tokens: TokenCache;
    readonly #turns: RequestQueue;
    #retrying = 0;
    /** Strikes out the client secret and a token: made anew for another token alone. */
    #strike: (text: string) => string;
    #struckToken: string | undefined;
    readonly #read = rememberingLast(readResponse);

    constructor(settings: Settings, options: ClientOptions) {
        this.#settings = settings;
        this.#strike = createRedactor([settings.clientSecret.reveal()]);
        this.#signal = options.signal;
        if (options.signal) {
            // Every wait listens for it; Node would warn of more than ten, in the middle of the engine's output.
            setMaxListeners(0, options.signal);
        }
        this.#transport = options.transport ?? createTransport({ ...settings, signal: options.signal });
        this.#clock = options.clock ?? systemClock;
        this.#progress = createRetryLog(settings, this.#clock, options.tell ?? (() => {}));
        this.#turns = createRequestQueue(settings.maxConcurrency, this.#clock, options.signal);
        this.#tokens = createTokenCache(() => this.#requestToken(), this.#clock.now);
    }

    /** How many calls had a try that failed, and have not ended. */
    get retrying(): number {
        return this.#retrying;
    }

    /**
     * Makes one call through all its tries, with a token that is renewed once.
     *
     * @throws VaultError what the vault or its gateway refused, or could not deliver in all tries.
     * @throws ConnectionError when the last try was not answered.
     */
    async request(method: "GET" | "POST", path: string, form: RequestOptions = {}): Promise<Understood> {
        const name = `${method} ${path}`;
        const url = `${this.#settings.url}/${path}`;
        const exchange = { name, method, url, headers: {}, discardBody: form.discardBody ?? false };
        const explainAnswer = (answer: ApiResponse) => explain(answer, undefined, form.noun);
        for (let renewed = false; ; renewed = true) {
            const understood = await this.#tried(exchange, form.verdictOf ?? classifyResponse, {
                authorized: true,
                onTry: form.onTry,
                refusesPages: form.refusesPages,
                explainAnswer,
            });
            if (understood.verdict === "accept") {
                return understood;
            }
            if (understood.verdict === "refuse" || renewed) {
                throw new VaultError({ request: name, ...understood.answer }, explainAnswer(understood.answer));
            }
            await this.#tokens.renew(understood.token ?? "");
        }
    }

    async #requestToken(): Promise<AccessToken> {
        const { exchange, verdictOf, explain } = createTokenRequest(this.#settings);
        const { answer, body } = await this.#tried(exchange, verdictOf, { explainAnswer: explain, hideWords: true });
        const granted = isSuccess(answer.status) ? readToken(body ?? "") : undefined;
        if (granted === undefined) {
            throw new VaultError({ request: exchange.name, ...answer }, explain(answer));
        }
        return granted;
    }

    /** One call through all its tries; answers with any final verdict. */
    #tried(exchange: HttpRequest, verdictOf: VerdictOf, form: TryForm): Promise<Understood> {
        const { maxRetries, maxRetryMs } = this.#settings;
        let isRetrying = false;
        return withRetry(
            { maxRetries, maxRetryMs, ...backoff },
            this.#clock,
            (tryNumber, begin) =>
                this.#inTurn(form, tryNumber, async (token) => {
                    begin();
                    return this.#try(exchange, tryNumber, verdictOf, { ...form, token });
                }),
            {
                onWait: (...wait) => {
                    this.#retrying += isRetrying ? 0 : 1;
                    isRetrying = true;
                    this.#progress.waits(...wait);
                },
                signal: this.#signal,
            },
        ).finally(() => {
            this.#retrying -= isRetrying ? 1 : 0;
            this.#progress.over();
        });
    }

    /** Waits for a turn, and gives a token that is good when it comes. */
    async #inTurn<T>(form: TryForm, tryNumber: number, send: (token: string | undefined) => Promise<T>): Promise<T> {
        let priority: number = form.authorized ? priorities[tryNumber > 1 ? "begun" : "firstTry"] : priorities.token;
        for (let requeued = false; ; requeued = true) {
            // Not asked for within a turn: its own request needs one.
            const token = form.authorized ? await this.#tokens.get() : undefined;
            const sent = await this.#turns.run(priority, async () => {
                // Once: a token that lives for less than a turn takes is sent as it is.
                const grownOld = token !== undefined && !this.#tokens.isCurrent(token) && !requeued;
                return grownOld ? undefined : { result: await send(token) };
            });
            if (sent !== undefined) {
                return sent.result;
            }
            priority = priorities.begun;
        }
    }

    /** One request. Its answer is read before the next one has its turn, so that a rate limit holds that back too. */
    async #try(exchange: HttpRequest, tryNumber: number, verdictOf: VerdictOf, form: TryForm): Promise<Understood> {
        const { token, onTry = () => {}, explainAnswer = explain, hideWords = false } = form;
        const sentAt = this.#clock.now();
        const authorized = token === undefined ? exchange : withToken(exchange, token);
        const raw = await this.#transport(authorized).catch((error: unknown) => {
            if (error instanceof ConnectionError) {
                this.#progress.tried(exchange.name, tryNumber, sentAt, error.code);
                onTry(error);
                throw isRetryable(error) ? new RetryableError(error) : error;
            }
            throw error;
        });
        const answer = this.#understand(raw, token, hideWords);
        this.#progress.tried(exchange.name, tryNumber, sentAt, `${answer.status}`, answer.requestId);
        onTry(answer);
        const isTaken = raw.body === undefined && !(raw.isPage && form.refusesPages);
        const verdict = isTaken ? "accept" : verdictOf(answer, raw.body ?? "");
        if (verdict !== "retry") {
            return { answer, body: raw.body, verdict, token, isPage: () => raw.isPage ?? false };
        }
        const { retryAfterMs } = raw;
        const tooLong = retryAfterMs !== undefined && retryAfterMs > this.#settings.maxRetryMs;
        const explanation = tooLong ? explainLongWait(retryAfterMs) : explainAnswer(answer);
        const error = new VaultError({ request: exchange.name, ...answer }, explanation);
        if (retryAfterMs === undefined || tooLong || !isRateLimit(answer)) {
            throw new RetryableError(error, retryAfterMs);
        }
        const heldBackMs = retryDelayMs(tryNumber, retryAfterMs, backoff, this.#clock.random());
        this.#turns.pauseFor(heldBackMs);
        throw new RetryableError(error, retryAfterMs, heldBackMs);
    }

    #understand(raw: HttpResponse, token: string | undefined, hideWords: boolean): ApiResponse {
        if (token !== this.#struckToken) {
            this.#strike = createRedactor([this.#settings.clientSecret.reveal(), token ?? ""]);
            this.#struckToken = token;
        }
        const strike = this.#strike;
        const answer = this.#read(raw.status, raw.body ?? "", strike);
        const location = raw.status >= 300 && raw.status < 400 ? raw.location : undefined;
        // Without user and query, which can hold anything.
        const words =
            location !== undefined
                ? oneLine(strike(`redirect to ${location.replace(/[?#].*$/s, "").replace(/\/\/[^/]*@/, "//")}`))
                : answer.vaultMessage;
        return {
            ...answer,
            // What a 2xx of the token endpoint holds that cannot be read might be a token.
            vaultMessage: hideWords && isSuccess(raw.status) ? "" : words,
            requestId: answer.requestId ?? requestIdToShow(raw.requestId, strike),
        };
    }
}

/** The vault says the same of each of thousands, and need not be read anew each time. */
function rememberingLast(read: typeof readResponse): typeof readResponse {
    let last: { of: Parameters<typeof readResponse>; answer: ApiResponse } | undefined;
    return (...of) => {
        if (last === undefined || of.some((value, index) => value !== last?.of[index])) {
            last = { of, answer: read(...of) };
        }
        return last.answer;
    };
}

function withToken(exchange: HttpRequest, token: string): HttpRequest {
    return { ...exchange, headers: { ...exchange.headers, authorization: `Bearer ${token}` } };
}

/** What the tries of a call know of it. */
interface TryForm {
    /** Whether it wants a token, … */
    authorized?: boolean;
    /** … and which one it is sent with. */
    token?: string | undefined;
    onTry?: RequestOptions["onTry"];
    refusesPages?: boolean | undefined;
    explainAnswer?: (answer: ApiResponse) => Explanation;
    /** Whether the words of a 2xx could be a secret. */
    hideWords?: boolean;
}
