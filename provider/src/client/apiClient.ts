import type { Settings } from "../settings/settings";
import { explain as explainResponse } from "../shared/explanations";
import { systemClock } from "./clock";
import {
    type ApiCall,
    type ApiResult,
    type ClientOptions,
    createRequestSender,
    createVaultError,
} from "./requestSender";
import { classifyResponse } from "./retry";
import { createTokenCache } from "./tokenCache";
import { requestToken } from "./tokenRequest";
import type { HttpRequest } from "./transport";

/** Parts of a call that replace the ones of all calls. */
export type RequestOptions = Partial<Pick<ApiCall, "classify" | "explain" | "onAttempt" | "isOptional">> &
    Pick<HttpRequest, "discardBody">;

export type ApiClient = ReturnType<typeof createApiClient>;

/** Creates the client of the vault's API. All calls of a process share one token. */
export function createApiClient(settings: Settings, options: ClientOptions) {
    const sender = createRequestSender(settings, options);
    const tokens = createTokenCache(() => requestToken(settings, sender), (options.clock ?? systemClock).now);

    return {
        /** Returns the number of calls that wait for a retry or run one. */
        countRetrying: sender.countRetrying,

        /**
         * Makes one call.
         *
         * @throws VaultError where the vault or its gateway rejects it.
         * @throws ConnectionError where the last attempt got no response.
         */
        async request(method: "GET" | "POST", path: string, options: RequestOptions = {}): Promise<ApiResult> {
            // Named parts and no spread, which takes some per cent of the CPU time of a request.
            const {
                classify = classifyResponse,
                explain = explainResponse,
                onAttempt,
                isOptional,
                discardBody,
            } = options;
            const url = `${settings.url}/${path}`;
            const request = { name: `${method} ${path}`, method, url, headers: {}, discardBody };
            const call: ApiCall = { request, classify, explain, onAttempt, isOptional };
            // 1. Send the request with the cached token.
            let result = await sender.send(call, tokens);
            // 2. Renew a refused token once, and send the request again.
            if (result.decision === "renewToken" && (await tokens.renew(result.token)) !== undefined) {
                const { attempts } = result;
                const next = await sender.send(call, tokens);
                result = { ...next, attempts: attempts + next.attempts };
            }
            // 3. Return what the vault accepts.
            if (result.decision !== "accept") {
                throw createVaultError(call, result);
            }
            return result;
        },
    };
}
