import type { Settings } from "../settings/settings";
import { explain } from "../shared/explanations";
import { systemClock } from "./clock";
import {
    type ApiCall,
    type ApiResult,
    type ClientOptions,
    createRequestSender,
    createVaultError,
    type RequestSender,
} from "./requestSender";
import { classifyResponse } from "./retry";
import { createTokenCache, type TokenCache } from "./tokenCache";
import { requestToken } from "./tokenRequest";
import type { HttpRequest } from "./transport";

/** Options of one call. `classify` replaces the rules of all calls. */
export interface RequestOptions
    extends Pick<HttpRequest, "discardBody">,
        Partial<Pick<ApiCall, "classify" | "onAttempt">> {
    /** The kind of object that the call is about, as errors name it. */
    noun?: string;
}

/** Calls the vault's API. All calls of a process share one token. */
export class ApiClient {
    readonly #url: string;
    readonly #sender: RequestSender;
    readonly #tokens: TokenCache;

    constructor(settings: Settings, options: ClientOptions) {
        this.#url = settings.url;
        this.#sender = createRequestSender(settings, options);
        this.#tokens = createTokenCache(() => requestToken(settings, this.#sender), (options.clock ?? systemClock).now);
    }

    /** The number of calls that wait for a retry or run one. */
    get retrying(): number {
        return this.#sender.retrying;
    }

    /**
     * Makes one call.
     *
     * @throws VaultError where the vault or its gateway rejects it.
     * @throws ConnectionError where the last attempt got no response.
     */
    async request(method: "GET" | "POST", path: string, options: RequestOptions = {}): Promise<ApiResult> {
        const { noun, discardBody, classify = classifyResponse, onAttempt } = options;
        const call: ApiCall = {
            request: { name: `${method} ${path}`, method, url: `${this.#url}/${path}`, headers: {}, discardBody },
            classify,
            explain: (response) => explain(response, undefined, noun),
            onAttempt,
        };
        // 1. Send the request with the cached token.
        let result = await this.#sender.send(call, this.#tokens);
        // 2. Renew a rejected token once, and send the request again.
        if (result.decision === "renewToken") {
            await this.#tokens.renew(result.token ?? "");
            result = await this.#sender.send(call, this.#tokens);
        }
        // 3. Return what the vault accepts.
        if (result.decision !== "accept") {
            throw createVaultError(call, result.response, result.attempts);
        }
        return result;
    }
}
