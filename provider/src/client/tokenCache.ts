import { VaultError } from "../shared/errors";

/** A token of the token endpoint. */
export interface AccessToken {
    accessToken: string;
    /** Its lifetime, from the time of the request. */
    expiresInSeconds: number;
}

export type TokenCache = ReturnType<typeof createTokenCache>;

/** The age below which the nodes of a gateway may not know a token yet. */
const youngMs = 5_000;

/** A token is renewed this long before it expires, or at nine tenths of a shorter lifetime. */
const renewBeforeMs = 60_000;

/**
 * Creates a cache that shares one access token between all calls, and requests it once for all of them.
 *
 * @param request Requests a token, with its own retries.
 * @param now Milliseconds from any origin.
 */
export function createTokenCache(request: () => Promise<AccessToken>, now: () => number) {
    let current: { token: string; issuedAt: number; validUntil: number; wasAccepted: boolean } | undefined;
    let pending: Promise<string> | undefined;
    let rejection: VaultError | undefined;
    /** The first refusal of a new token since the gateway accepted one. */
    let refusedSince: number | undefined;
    let canBeLate = true;
    let isRenewing = false;

    const validToken = () => (current && now() < current.validUntil ? current.token : undefined);

    async function requestToken(): Promise<string> {
        const requestedAt = now();
        try {
            const { accessToken, expiresInSeconds } = await request();
            const lifeMs = expiresInSeconds * 1000;
            const validUntil = requestedAt + Math.max(lifeMs - renewBeforeMs, lifeMs * 0.9);
            current = { token: accessToken, issuedAt: now(), validUntil, wasAccepted: !isRenewing };
            isRenewing = false;
            return accessToken;
        } catch (error) {
            // A request for each resource could lock the access key, so a rejection is kept.
            if (error instanceof VaultError && !error.isTransient) {
                rejection = error;
            }
            throw error;
        } finally {
            pending = undefined;
        }
    }

    return {
        /** Returns a token that is valid for at least the next call. */
        async get(): Promise<string> {
            const token = validToken();
            if (token !== undefined) {
                return token;
            }
            if (rejection) {
                throw rejection;
            }
            pending ??= requestToken();
            return pending;
        },

        /** Returns whether `get` would return this token. It can expire while a call waits in the queue. */
        isCurrent: (token: string): boolean => token === validToken(),

        /** Records that the gateway accepts a token. */
        accepted(token: string): void {
            if (current?.token === token) {
                current.wasAccepted = true;
                refusedSince = undefined;
            }
        },

        /**
         * Records that the gateway refuses a token. Returns whether it may only not know the token yet. Once it refused new
         * tokens for some seconds, the access key is to blame for every refusal.
         */
        refused(token: string): boolean {
            if (current?.token !== token || !canBeLate) {
                return false;
            }
            const isYoung = now() - (refusedSince ?? current.issuedAt) < youngMs;
            canBeLate = isYoung || refusedSince === undefined;
            if (isYoung) {
                refusedSince ??= now();
            }
            return isYoung;
        },

        /**
         * Drops a refused token and returns another one. Returns undefined where the gateway accepted neither this token nor
         * the one before it. Many token requests could lock the access key.
         */
        async renew(refused: string): Promise<string | undefined> {
            if (current?.token === refused) {
                if (!current.wasAccepted) {
                    return undefined;
                }
                current = undefined;
                isRenewing = true;
            }
            return this.get();
        },
    };
}
