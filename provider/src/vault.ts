import pLimit from "p-limit";
import { ConnectionError, firstLine, VaultError } from "./errors";
import {
    explain,
    explainLongWait,
    explainToken,
    explanationOfNoList,
    explanationOfRefusedList,
    settingOfUrl,
} from "./explanations";
import type { Outcome } from "./outcome";
import { redact } from "./redact";
import { backoff, isRetryable, judge, type RetryClock, retrying, systemClock, TryAgain, type Verdict } from "./retry";
import { defaultTokenUrl, type Settings } from "./settings";
import { createTokenSource, type TokenSource } from "./token";
import { createTransport, type Exchange, type RawAnswer, type Transport } from "./transport";
import {
    type Answer,
    type GrantedToken,
    isSuccess,
    type ListedPassword,
    oneLine,
    readAnswer,
    readList,
    readToken,
    requestIdToShow,
} from "./wire";

/** The vault's confirmation that a password is inactive. */
export interface Disabled {
    outcome: Outcome;
    /** The vault's own words. */
    message: string;
}

/** What tests can replace; each has one default. */
export interface VaultOptions {
    transport?: Transport;
    clock?: RetryClock;
    /** Shows the user one line; nothing is told of what goes as expected. */
    tell?: (line: string) => void;
}

interface Understood {
    answer: Answer;
    body: string | undefined;
    verdict: Verdict;
}

/** A run that waits for the vault says so after this long, and not more often. */
const tellEveryMs = 10_000;

/** The vault in our words. One per process: it shares the token, the connections and the limit between all resources. */
export class Vault {
    readonly #settings: Settings;
    readonly #transport: Transport;
    readonly #clock: RetryClock;
    readonly #tell: (line: string) => void;
    readonly #tokens: TokenSource;
    readonly #limit: ReturnType<typeof pLimit>;
    #silentSince: number | undefined;

    constructor(settings: Settings, options: VaultOptions = {}) {
        this.#settings = settings;
        this.#transport = options.transport ?? createTransport(settings);
        this.#clock = options.clock ?? systemClock;
        this.#tell = options.tell ?? (() => {});
        this.#limit = pLimit(settings.maxConcurrency);
        this.#tokens = createTokenSource(() => this.#requestToken(), this.#clock.now);
    }

    /**
     * Makes a password inactive; one that is inactive already is success.
     *
     * @throws VaultError 1005, 1006, 1010, or what the gateway refused or could not deliver in all tries.
     * @throws ConnectionError when no try was answered.
     */
    async disable(identifier: string): Promise<Disabled> {
        const path = `api/mysafe/password/inactive/${pathSegment(identifier)}`;
        const { answer } = await this.#call("POST", path);
        if (/already been deactivated/i.test(answer.words)) {
            return { outcome: "already-inactive", message: answer.words };
        }
        if (!/successfully deactivated/i.test(answer.words)) {
            this.#tell(`warning: password ${identifier}: the vault agreed in words unknown to us: "${answer.words}"`);
        }
        return { outcome: "deactivated", message: answer.words };
    }

    /**
     * Whether a password is inactive. The body of a 200, which would hold the secret of an active one, is not read.
     *
     * @throws VaultError 1005, 1006, 1010, and as {@link disable}.
     */
    async isInactive(identifier: string): Promise<boolean> {
        try {
            await this.#call("GET", `api/mysafe/password/${pathSegment(identifier)}`, true);
            return false;
        } catch (error) {
            if (error instanceof VaultError && error.code === 1009) {
                return true;
            }
            throw error;
        }
    }

    /** All passwords that the access key may see, by identifier, in one call. Inactive ones can be missing. */
    async list(): Promise<ReadonlyMap<string, ListedPassword>> {
        const path = "api/mysafe/password";
        const name = `GET ${path}`;
        const { answer, body } = await this.#call("GET", path).catch((error: unknown) => {
            throw error instanceof VaultError && error.code !== undefined
                ? new VaultError({ request: name, ...error }, explanationOfRefusedList)
                : error;
        });
        const list = readList(body ?? "");
        if (list === undefined) {
            throw new VaultError({ request: name, ...answer }, explanationOfNoList);
        }
        return new Map(list.map((entry) => [entry.identifier, entry]));
    }

    async #call(method: "GET" | "POST", path: string, discardBody = false): Promise<Understood> {
        const name = `${method} ${path}`;
        let token = await this.#tokens.get();
        for (let renewed = false; ; renewed = true) {
            const headers = { authorization: `Bearer ${token}` };
            const url = `${this.#settings.url}/${path}`;
            const understood = await this.#tried({ name, method, url, headers, discardBody }, judge, token);
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
            // A token is not in the vault's form, so a 2xx without the gateway's words is never "not the vault's" here.
            (found) => (isSuccess(found.status) && !found.gateway ? "accept" : judge(found)),
        );
        const granted = answer.status < 300 ? readToken(body ?? "") : undefined;
        if (granted === undefined) {
            // What a 2xx holds that cannot be read might be a token.
            const words = answer.status < 300 ? "" : answer.words;
            throw new VaultError({ request: name, ...answer, words }, explainToken(answer, setting));
        }
        return granted;
    }

    /** One call through all its tries; answers with any final verdict. */
    #tried(exchange: Exchange, verdictOf: (answer: Answer) => Verdict, token?: string): Promise<Understood> {
        const { maxRetries, maxRetryMs } = this.#settings;
        return retrying(
            { maxRetries, maxRetryMs, ...backoff },
            this.#clock,
            async (_try, begin) => {
                const sent = this.#limit(() => {
                    begin();
                    return this.#transport(exchange);
                });
                const raw = await sent.catch((error: unknown) => {
                    throw error instanceof ConnectionError && isRetryable(error) ? new TryAgain(error) : error;
                });
                const answer = this.#understand(raw, token);
                const verdict = raw.body === undefined ? "accept" : verdictOf(answer);
                if (verdict === "retry") {
                    const tooLong = (raw.retryAfterMs ?? 0) > maxRetryMs;
                    const explanation = tooLong ? explainLongWait(raw.retryAfterMs ?? 0) : explain(answer);
                    const error = new VaultError({ request: exchange.name, ...answer }, explanation);
                    throw new TryAgain(error, raw.retryAfterMs);
                }
                return { answer, body: raw.body, verdict };
            },
            (error, tryNumber, ms) => this.#tellWait(error, tryNumber, ms),
        ).finally(() => {
            this.#silentSince = undefined;
        });
    }

    #understand(raw: RawAnswer, token: string | undefined): Answer {
        const secrets = [this.#settings.clientSecret.reveal(), token ?? ""];
        const strike = (text: string) => redact(text, secrets);
        const answer = readAnswer(raw.status, raw.body ?? "", strike);
        const isRedirect = raw.location !== undefined && raw.status >= 300 && raw.status < 400;
        return {
            ...answer,
            words: isRedirect ? oneLine(strike(`redirect to ${raw.location}`)) : answer.words,
            requestId: answer.requestId ?? requestIdToShow(raw.requestId, strike),
        };
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

/** An identifier as one segment of a path, whatever it holds; dots alone would lead to another route. */
function pathSegment(identifier: string): string {
    if (/^\.{0,2}$/.test(identifier)) {
        throw new RangeError(`not an identifier: "${identifier}"`);
    }
    return encodeURIComponent(identifier);
}
