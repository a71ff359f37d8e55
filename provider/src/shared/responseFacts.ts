/** The parts of a response that decide what follows from it. */
export interface ResponseFacts {
    status: number;
    /** The vault's code, such as 1005; a gateway gives none. */
    code?: number | undefined;
    /** True where the body has the vault's own form. A gateway or a proxy sends other forms. */
    fromVault?: boolean;
    /** True for the vault's own 500, and false for the 500 of a server before it. */
    isVaultFailure?: boolean;
    /** The gateway's own error, which counts more than the status. */
    gateway?: GatewayError | undefined;
    /** The wait that `Retry-After` asks for. */
    retryAfterMs?: number | undefined;
}

/** The errors that the gateway has messages of its own for, and the statuses that they stand for. */
const statusOfGateway = { rateLimited: 429, noRoute: 404, upstream: 504, noClientCertificate: 400 };

export type GatewayError = keyof typeof statusOfGateway;

/** The codes that the API page documents for our calls. */
export const knownCodes = [1005, 1006, 1009, 1010] as const;

export type KnownCode = (typeof knownCodes)[number];

export function isKnownCode(code: number | undefined): code is KnownCode {
    return knownCodes.some((known) => known === code);
}

/** Returns whether the vault itself rejected a request. The code of "2006: server has gone away" is no rejection. */
export function isVaultRejection({ status, code }: Pick<ResponseFacts, "status" | "code">): boolean {
    return isKnownCode(code) || (code !== undefined && status < 500);
}

/** Returns the status that a gateway's message stands for, or the response's own. */
export function effectiveStatus({ status, gateway }: ResponseFacts): number {
    return gateway === undefined ? status : statusOfGateway[gateway];
}

/** The statuses with which the gateway refuses a token. The vendor documents 404 for that too. */
const tokenRefusals = new Set([401, 403, 404]);

/** The statuses of RFC 9110 and its sisters that are about the request itself, so that the same request fails again. */
const requestRefusals = new Set([
    400, 402, 405, 406, 407, 410, 411, 412, 413, 414, 415, 416, 417, 418, 422, 426, 428, 431, 451,
]);

/** The statuses that ask for a later attempt, whoever sends them. */
const laterStatuses = new Set([408, 425, 429]);

/** Returns whether the gateway refuses the token of a request. */
export function rejectsToken(response: ResponseFacts): boolean {
    const status = effectiveStatus(response);
    return tokenRefusals.has(status) && !(status === 403 && response.retryAfterMs !== undefined);
}

/**
 * Returns whether the same request can succeed later after an error status. The final answers are a closed list: the
 * vault's own form, a refused token, a redirect, and the statuses about the request itself.
 */
export function canSucceedLater(response: ResponseFacts): boolean {
    const { fromVault, isVaultFailure, retryAfterMs } = response;
    const status = effectiveStatus(response);
    if (isVaultRejection(response) || status < 400 || rejectsToken(response)) {
        return false;
    }
    if (status >= 500) {
        return !isVaultFailure;
    }
    const isFinal = fromVault || requestRefusals.has(status);
    return laterStatuses.has(status) || retryAfterMs !== undefined || !isFinal;
}

/** Returns whether an error status certainly comes from a server that did not execute the request. */
export function wasRefused(response: ResponseFacts): boolean {
    const status = effectiveStatus(response);
    const isRedirect = status >= 300 && status < 400;
    // A proxy sends 408 when it gives up, and can have forwarded the request before.
    return isRedirect || tokenRefusals.has(status) || requestRefusals.has(status) || status === 429 || status === 425;
}
