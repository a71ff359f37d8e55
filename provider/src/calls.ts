import { setMaxListeners } from "node:events";
import pLimit from "p-limit";
import { ConnectionError, firstLine, VaultError } from "./errors";
import { explain, explainLongWait, explainToken, settingOfUrl } from "./explanations";
import { createPause, type Pause } from "./pause";
import { redact } from "./redact";
import { backoff, isRetryable, judge, type RetryClock, retrying, systemClock, TryAgain, type Verdict } from "./retry";
import type { Settings } from "./settings";
import { createTokenSource, type TokenSource } from "./token";
import { createTransport, type Exchange, type RawAnswer, type Transport } from "./transport";
import { defaultTokenUrl } from "./vaultUrl";
import { type Answer, type GrantedToken, isSuccess, oneLine, readAnswer, readToken, requestIdToShow } from "./wire";

/** What tests can replace; each has one default. */
export interface CallOptions {
    transport?: Transport;
    clock?: RetryClock;
    /** Shows the user one line; nothing is told of what goes as expected, but for `mysafe:debug`. */
    tell?: (line: string) => void;
    /** Abandons all waits and requests. */
    signal?: AbortSignal;
}

/** How one call is made. */
export interface CallForm {
    /** Leaves the body of a 2xx unread. */
    discardBody?: boolean;
    /** Told how each try ended. */
    onTry?: (ended: Answer | ConnectionError) => void;
}

/** An answer, and what it asks for. */
export interface Understood {
    answer: Answer;
    body: string | undefined;
    verdict: Verdict;
}

/** A run that waits for the vault says so after this long, and not more often. */
const tellEveryMs = 10_000;

/** Calls of the vault's API. One per process: all resources share its token, its connections, its limit and pauses. */
export class Calls {
    readonly #settings: Settings;
    readonly #transport: Transport;
    readonly #clock: RetryClock;
    readonly #signal: AbortSignal | undefined;
    readonly #tell: (line: string) => void;
    readonly #tokens: TokenSource;
    readonly #limit: ReturnType<typeof pLimit>;
    readonly #pause: Pause;
    #silentSince: number | undefined;

    constructor(settings: Settings, options: CallOptions) {
        this.#settings = settings;
        this.#signal = options.signal;
        if (options.signal) {
            // Every wait listens for it; Node would warn of more than ten, in the middle of the engine's output.
            setMaxListeners(0, options.signal);
        }
        this.#transport = options.transport ?? createTransport({ ...settings, signal: options.signal });
        this.#clock = options.clock ?? systemClock;
        this.#tell = options.tell ?? (() => {});
        this.#limit = pLimit(settings.maxConcurrency);
        this.#pause = createPause(this.#clock, options.signal);
        this.#tokens = createTokenSource(() => this.#requestToken(), this.#clock.now);
    }

    /**
     * Makes one call through all its tries, with a token that is renewed once.
     *
     * @throws VaultError what the vault or its gateway refused, or could not deliver in all tries.
     * @throws ConnectionError when the last try was not answered.
     */
    async make(method: "GET" | "POST", path: string, form: CallForm = {}): Promise<Understood> {
        const name = `${method} ${path}`;
        const { discardBody = false } = form;
        let token = await this.#tokens.get();
        for (let renewed = false; ; renewed = true) {
            const headers = { authorization: `Bearer ${token}` };
            const url = `${this.#settings.url}/${path}`;
            const exchange = { name, method, url, headers, discardBody };
            const understood = await this.#tried(exchange, judge, { token, onTry: form.onTry });
            if (understood.verdict === "accept") {
                return understood;
            }
            if (understood.verdict === "refuse" || renewed) {
                throw new VaultError({ request: name, ...understood.answer });
            }
            token = await this.#tokens.renew(token);
        }
    }

    async #requestToken(): Promise<GrantedToken> {
        const { url, clientId, clientSecret, tenant, tokenUrl } = this.#settings;
        const name = `POST ${new URL(tokenUrl).pathname.slice(1)}`;
        const form = new URLSearchParams({
            grant_type: "client_credentials",
            client_id: clientId,
            client_secret: clientSecret.reveal(),
            ...(tenant === undefined ? {} : { tenant }),
        });
        const headers = { "content-type": "application/x-www-form-urlencoded" };
        const setting = tokenUrl === defaultTokenUrl(url) ? settingOfUrl : "mysafe:tokenUrl";
        const { answer, body } = await this.#tried(
            { name, method: "POST", url: tokenUrl, headers, body: form.toString(), setting },
            // A token is not in the vault's form, so what makes a 2xx the token endpoint's own is a token in it.
            (found, text) =>
                isSuccess(found.status) && !found.gateway && !found.refused
                    ? readToken(text)
                        ? "accept"
                        : "retry"
                    : judge(found),
            { explainAnswer: (found) => explainToken(found, setting), hideWords: true },
        );
        const granted = isSuccess(answer.status) ? readToken(body ?? "") : undefined;
        if (granted === undefined) {
            throw new VaultError({ request: name, ...answer }, explainToken(answer, setting));
        }
        return granted;
    }

    /** One call through all its tries; answers with any final verdict. */
    #tried(
        exchange: Exchange,
        verdictOf: (answer: Answer, body: string) => Verdict,
        { token, onTry = () => {}, explainAnswer = explain, hideWords = false }: TryForm,
    ): Promise<Understood> {
        const { maxRetries, maxRetryMs } = this.#settings;
        return retrying(
            { maxRetries, maxRetryMs, ...backoff },
            this.#clock,
            // The answer is read before the next call has its turn, so that a pause that it asks for holds that up too.
            (tryNumber, begin) =>
                this.#limit(async () => {
                    await this.#pause.over();
                    begin();
                    const sentAt = this.#clock.now();
                    const raw = await this.#transport(exchange).catch((error: unknown) => {
                        if (error instanceof ConnectionError) {
                            this.#tellTry(exchange, tryNumber, sentAt, error.errno);
                            onTry(error);
                            throw isRetryable(error) ? new TryAgain(error) : error;
                        }
                        throw error;
                    });
                    const answer = this.#understand(raw, token, hideWords);
                    const id = answer.requestId === undefined ? "" : ` (request id ${answer.requestId})`;
                    this.#tellTry(exchange, tryNumber, sentAt, `${answer.status}`, id);
                    onTry(answer);
                    const verdict = raw.body === undefined ? "accept" : verdictOf(answer, raw.body);
                    if (verdict === "retry") {
                        const { retryAfterMs = 0 } = raw;
                        const tooLong = retryAfterMs > maxRetryMs;
                        if (!tooLong) {
                            this.#pause.extend(retryAfterMs);
                        }
                        const explanation = tooLong ? explainLongWait(retryAfterMs) : explainAnswer(answer);
                        const error = new VaultError({ request: exchange.name, ...answer }, explanation);
                        throw new TryAgain(error, raw.retryAfterMs);
                    }
                    return { answer, body: raw.body, verdict };
                }),
            { onWait: (error, tryNumber, ms) => this.#tellWait(error, tryNumber, ms), signal: this.#signal },
        ).finally(() => {
            this.#silentSince = undefined;
        });
    }

    #understand(raw: RawAnswer, token: string | undefined, hideWords: boolean): Answer {
        const secrets = [this.#settings.clientSecret.reveal(), token ?? ""];
        const strike = (text: string) => redact(text, secrets);
        const answer = readAnswer(raw.status, raw.body ?? "", strike);
        const isRedirect = raw.location !== undefined && raw.status >= 300 && raw.status < 400;
        const words = isRedirect ? oneLine(strike(`redirect to ${raw.location}`)) : answer.words;
        return {
            ...answer,
            // What a 2xx of the token endpoint holds that cannot be read might be a token.
            words: hideWords && isSuccess(raw.status) ? "" : words,
            requestId: answer.requestId ?? requestIdToShow(raw.requestId, strike),
        };
    }

    /** With `mysafe:debug`: one request, and how it ended. */
    #tellTry({ name }: Exchange, tryNumber: number, sentAt: number, ended: string, id = ""): void {
        if (this.#settings.debug) {
            const ms = Math.round(this.#clock.now() - sentAt);
            this.#tell(`debug: ${name}: ${ended} in ${ms} ms, try ${tryNumber}${id}`);
        }
    }

    /** Says that the run is waiting, once it has for long; a retry that soon succeeds is nobody's business. */
    #tellWait(error: Error, tryNumber: number, ms: number): void {
        const now = this.#clock.now();
        this.#silentSince ??= now;
        if (now + ms - this.#silentSince >= tellEveryMs) {
            this.#silentSince = now + ms;
            const seconds = Math.max(1, Math.round(ms / 1000));
            this.#tell(
                `waiting for the vault: ${firstLine(error.message)}; try ${tryNumber + 1} of ${this.#settings.maxRetries + 1} in ${seconds} s`,
            );
        }
    }
}

/** What the tries of a call know of it. */
interface TryForm {
    token?: string;
    onTry?: CallForm["onTry"];
    explainAnswer?: typeof explain;
    /** Whether the words of a 2xx could be a secret. */
    hideWords?: boolean;
}
