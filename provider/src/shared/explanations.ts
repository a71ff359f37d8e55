import {
    canSucceedLater,
    effectiveStatus,
    isKnownCode,
    isVaultRejection,
    type KnownCode,
    type ResponseFacts,
} from "./responseFacts";
import { words } from "./vocabulary";

/** The second and third line of an error. */
export interface Explanation {
    /** Why it failed. */
    cause: string;
    /** The fix; begins with an imperative. */
    solution: string;
}

/** The setting of the base URL, as errors name it. */
export function settingOfUrl(): string {
    return `${words().setting("url")} (or SENHASEGURA_URL)`;
}

/** The settings of the client certificate, as errors name them. */
export function settingOfClientCertificate(): string {
    const { setting } = words();
    return `${setting("clientCertFile")} and ${setting("clientKeyFile")}, or ${setting("clientPfxFile")}`;
}

/** The settings of the access key's credentials, as errors name them. */
export function credentials(): string {
    return `${words().setting("clientId")} and ${words().setting("clientSecret")}`;
}

function retryLimits(): string {
    return `${words().setting("maxRetries")} and ${words().setting("maxRetrySeconds")}`;
}

const accessKeys = "MySafe > Integrations > Access keys";
export const keySettings = "allowed IPs, allowed referrers, client certificate, expiry date";

/** The codes that the vendor documents for the calls of MySafe passwords. */
const byCode: Readonly<Record<KnownCode, (noun: string) => Explanation>> = {
    1005: (noun) => ({
        cause: `this vault has no ${noun} with this identifier, or the access key belongs to another tenant.`,
        solution: `use an identifier that ${noun === "password" ? "the list call (GET api/mysafe/password)" : "the vault"} shows, or remove a deleted ${noun} from the ${words().program}.`,
    }),
    1006: (noun) => ({
        cause: `the access key may not edit this ${noun}.`,
        solution: `ask its owner to share it with edit permission, or give the access key access to it (${accessKeys}).`,
    }),
    1009: (noun) => ({
        cause: `the ${noun} is inactive.`,
        solution: `enable the ${noun} in the vault if it is needed again.`,
    }),
    1010: (noun) => ({
        cause: "the vault does not accept this identifier.",
        solution: `use the whole number that the vault${noun === "password" ? "'s list call" : ""} shows for the ${noun}.`,
    }),
};

/** Cause and solution of 1005 for a password that an earlier run managed. */
export function explainNoLongerInVault(): Explanation {
    const { setting, program, destroyOfMissing } = words();
    return {
        cause: "the vault no longer has this password, or the access key belongs to another tenant.",
        solution: `remove it from the ${program}. The state keeps its evidence until then.${destroyOfMissing} If it should exist, check ${setting("tenant")} and ${setting("clientId")}.`,
    };
}

/** The statuses that the vendor documents for the gateway. */
const byStatus: Readonly<Record<number, (wait: string) => Explanation>> = {
    401: () => ({
        cause: "the gateway rejects the token: the access key is wrong, expired, or not allowed from here.",
        solution: `check ${credentials()}, then the access key's settings in the vault (${keySettings}).`,
    }),
    403: () => ({
        cause: "the gateway, or a firewall before it, refuses the token: the access key may not make this request, or not from here.",
        solution: `check the access key's settings in the vault (${keySettings}, full or per-item access).`,
    }),
    404: () => ({
        cause: `the gateway has no such route: ${words().setting("url")} is not the vault's base URL, or the access key is not accepted.`,
        solution: `set ${settingOfUrl()} to the base URL, such as https://vault.example.com, then check ${credentials()}.`,
    }),
    429: (wait) => ({
        cause: `the gateway limits the rate of requests${wait}.`,
        solution: `run again later, lower ${words().setting("maxConcurrency")}, or raise ${retryLimits()}.`,
    }),
    502: explainUnavailable,
    503: explainUnavailable,
    504: explainUnavailable,
};

/** The statuses with an explanation of their own. */
export const explainedStatuses = Object.keys(byStatus);

export function explainUnavailable(wait: string): Explanation {
    return {
        cause: `the vault did not answer its gateway in time, or none of its nodes is up${wait}.`,
        solution: `run again when the vault is up, or raise ${retryLimits()} to wait longer.`,
    };
}

export const vaultFailure: Explanation = {
    cause: "the vault failed. Its vendor says to contact support.",
    solution: "give the request and its time to the vault's administrator or to the vendor's support.",
};

/** Explains a status that neither the vault nor its gateway documents. */
export function explainForeign(response: ResponseFacts, wait: string): Explanation {
    return canSucceedLater(response)
        ? {
              cause: `a server before the vault, such as a load balancer or a proxy, did not get or send an answer${wait}.`,
              solution: `run again later, or raise ${retryLimits()}. If it persists, ask the administrator of that server.`,
          }
        : {
              cause: "a server before the vault, such as a web application firewall or a proxy, rejects the request.",
              solution: `ask the administrator of that server to let requests to the vault's API pass, or correct ${settingOfUrl()}.`,
          };
}

/** The statuses that name another place; 304 names none. */
const redirects = new Set([300, 301, 302, 303, 307, 308]);

/**
 * Returns cause and solution of an error response: by its code, or by its status where it has none.
 *
 * @param setting The setting of the request's URL.
 * @param noun The kind of object that the request is about.
 */
export function explain(response: ResponseFacts, setting = settingOfUrl(), noun = "password"): Explanation {
    const { code, gateway, fromVault, isVaultFailure, retryAfterMs } = response;
    const isBaseUrl = setting === settingOfUrl();
    if (isVaultRejection(response)) {
        return isKnownCode(code) ? byCode[code](noun) : unknown;
    }
    if (gateway === "noClientCertificate") {
        return {
            cause: "the server requires a client certificate, and none was sent.",
            solution: `set ${settingOfClientCertificate()}.`,
        };
    }
    const status = effectiveStatus(response);
    const isSuccess = status >= 200 && status < 300;
    if (isSuccess && fromVault) {
        return {
            cause: "the vault marks its response as an error (`error: true`) and gives no code.",
            solution: `check the ${noun} in the vault, then ask the vault's administrator.`,
        };
    }
    if (isSuccess) {
        return {
            cause: "the response is not in the vault's form: a proxy or another site answered, or the response was cut.",
            solution: `check that ${setting} is the vault's ${isBaseUrl ? "base URL" : "own"} and that no login page stands before it.`,
        };
    }
    if (redirects.has(status)) {
        return {
            cause: "the response is a redirect. Following it would send the token to another server.",
            solution: `set ${setting} to the vault's own ${isBaseUrl ? "base URL" : "token endpoint"}.`,
        };
    }
    const wait = retryAfterMs === undefined ? "" : `, and asks to wait ${Math.ceil(retryAfterMs / 1000)} s`;
    if (isVaultFailure) {
        return vaultFailure;
    }
    return byStatus[status]?.(wait) ?? (fromVault ? unknown : explainForeign(response, wait));
}

const unknown: Explanation = {
    cause: "the vault gives no documented reason.",
    solution: "look up the message in the vendor's API reference, or ask the vault's administrator.",
};
