import type { Settings } from "../settings/settings";
import { explain } from "../shared/explanations";
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
export type RequestOptions = Partial<Omit<ApiCall, "request">> & Pick<HttpRequest, "discardBody">;

/**
 * The waits before the client sends a request again with a token that the gateway refuses in its first seconds, in
 * milliseconds. The nodes of a gateway can learn of a new token late.
 */
const youngTokenDelaysMs = [500, 1000, 2000, 4000];

export type ApiClient = ReturnType<typeof createApiClient>;

/** Creates the client of the vault's API. All calls of a process share one token. */
export function createApiClient(settings: Settings, options: ClientOptions) {
    const sender = createRequestSender(settings, options);
    const { clock = systemClock, signal } = options;
    const tokens = createTokenCache(() => requestToken(settings, sender), clock.now);
    /** False without retries, and once all waits were in vain: the access key is to blame, and no other call waits. */
    let canBeLate = settings.maxRetries > 0;

    /** Returns the next wait for the gateway; undefined where none is left within the time limit. */
    function nextDelayMs(waits: number): number | undefined {
        const waitedMs = youngTokenDelaysMs.slice(0, waits + 1).reduce((sum, delayMs) => sum + delayMs, 0);
        return waitedMs <= settings.maxRetryMs ? youngTokenDelaysMs[waits] : undefined;
    }

    /** Waits until the gateway can know a new token, or renews the token once. Returns false where neither is left. */
    async function prepareRetry(token: string, earlier: { waits: number; renewals: number }): Promise<boolean> {
        const delayMs = nextDelayMs(earlier.waits);
        if (canBeLate && tokens.isYoung(token) && delayMs !== undefined) {
            earlier.waits += 1;
            await clock.sleep(delayMs, signal);
            return true;
        }
        canBeLate &&= delayMs !== undefined;
        if (earlier.renewals > 0) {
            return false;
        }
        earlier.renewals += 1;
        await tokens.renew(token);
        return true;
    }

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
            const { discardBody, ...parts } = options;
            const url = `${settings.url}/${path}`;
            const request = { name: `${method} ${path}`, method, url, headers: {}, discardBody };
            const call: ApiCall = { request, classify: classifyResponse, explain, ...parts };
            // 1. Send the request with the cached token.
            let result = await sender.send(call, tokens);
            // 2. Send it again where the gateway refuses a token that is new, or that another one can replace.
            const earlier = { waits: 0, renewals: 0 };
            while (result.decision === "renewToken" && (await prepareRetry(result.token ?? "", earlier))) {
                const { attempts } = result;
                const next = await sender.send(call, tokens);
                result = { ...next, attempts: attempts + next.attempts };
            }
            // 3. Return what the vault accepts.
            if (result.decision !== "accept") {
                throw createVaultError(call, result.response, result.attempts);
            }
            return result;
        },
    };
}
