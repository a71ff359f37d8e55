import { VaultError } from "../shared/errors";
import type { AccessToken } from "./responses";

/** Hands out the access token: cached, one request in flight however many ask, renewed once for all who hold it. */
export interface TokenCache {
    /** A token that is good for at least the next call. */
    get(): Promise<string>;
    /** Whether `get` would give this very token: one that waited in a queue can have grown old there. */
    isCurrent(token: string): boolean;
    /** A token other than `refused`: a new one, unless somebody else has got it already. */
    renew(refused: string): Promise<string>;
}

/** A token is renewed this long before it expires, or at nine tenths of a shorter life. */
const renewBeforeMs = 60_000;

/**
 * @param request Asks the token endpoint; its retries are its own.
 * @param now Time in milliseconds, from any origin.
 */
export function createTokenCache(request: () => Promise<AccessToken>, now: () => number): TokenCache {
    let current: { token: string; goodUntil: number } | undefined;
    let pending: Promise<string> | undefined;
    let refusal: VaultError | undefined;

    async function fetchToken(): Promise<string> {
        const askedAt = now();
        try {
            const { accessToken, expiresInSeconds } = await request();
            const lifeMs = expiresInSeconds * 1000;
            current = { token: accessToken, goodUntil: askedAt + Math.max(lifeMs - renewBeforeMs, lifeMs * 0.9) };
            return accessToken;
        } catch (error) {
            // A final no stays one: asking again for each resource could lock the access key.
            if (error instanceof VaultError && !error.isTransient) {
                refusal = error;
            }
            throw error;
        } finally {
            pending = undefined;
        }
    }

    function ask(): Promise<string> {
        if (refusal) {
            return Promise.reject(refusal);
        }
        pending ??= fetchToken();
        return pending;
    }

    return {
        async get() {
            return current && now() < current.goodUntil ? current.token : ask();
        },
        isCurrent(token) {
            return current !== undefined && current.token === token && now() < current.goodUntil;
        },
        async renew(refused) {
            if (current?.token === refused) {
                current = undefined;
            }
            return current?.token ?? ask();
        },
    };
}
