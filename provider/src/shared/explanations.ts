/** Why something failed and what mends it: the second and third line of every error. */
export interface Explanation {
    cause: string;
    solution: string;
}

/** What an answer is explained by. */
export interface ResponseFacts {
    /** HTTP status of the answer. */
    status: number;
    /** The vault's code, such as 1005; absent when its gateway answered. */
    code?: number | undefined;
    /** What the gateway said in its own words, which beats the status. */
    gateway?: GatewayError | undefined;
    /** Whether the answer has the vault's own form. */
    fromVault?: boolean | undefined;
}

/** What the gateway can say by itself. */
export type GatewayError = "rateLimited" | "noRoute" | "upstream" | "noClientCertificate";

/** How errors name the vault's base URL, in both places. */
export const settingOfUrl = "mysafe:url (or SENHASEGURA_URL)";

/** The settings that a client certificate comes from, as errors name them. */
export const settingOfClientCertificate = "mysafe:clientCertFile and mysafe:clientKeyFile, or mysafe:clientPfxFile";

const settingsOfKey = "allowed IPs, allowed referrers, client certificate, expiry date";

/** Codes of the calls for passwords, and of their sisters: `mysafe-api.md`, "Codes of the MySafe password calls". */
const causesByCode: Readonly<Record<number, (noun: string) => Explanation>> = {
    1005: (noun) => ({
        cause: `this vault has no ${noun} with this identifier, or this access key is of another tenant.`,
        solution: `use an identifier that ${noun === "password" ? "the list call (GET api/mysafe/password)" : "the vault"} shows; if the ${noun} was deleted in the vault, take it out of the program.`,
    }),
    1006: (noun) => ({
        cause: `the access key may not edit this ${noun}.`,
        solution:
            "let its owner share it with edit permission, or give the access key access to it (MySafe > Integrations > Access keys).",
    }),
    1009: (noun) => ({
        cause: `the ${noun} is inactive.`,
        solution: "nothing is left to do; enable it in the vault if it should be used again.",
    }),
    1010: (noun) => ({
        cause: "the vault does not take this as an identifier.",
        solution: `use the whole number that the vault${noun === "password" ? "'s list call" : ""} shows for the ${noun}.`,
    }),
};

/** Whether the API page documents a code for these calls. */
export function isKnownCode(code: number | undefined): code is number {
    return code !== undefined && code in causesByCode;
}

/** Whether a code is the vault's own no; what only looks like one ("2006: server has gone away") is none. */
export function isVaultRejection({ status, code }: Pick<ResponseFacts, "status" | "code">): boolean {
    return isKnownCode(code) || (code !== undefined && status < 500);
}

/** The gateway's own answers: `mysafe-api.md`, "The gateway's own answers". */
const causesByStatus: Readonly<Record<number, Explanation>> = {
    401: {
        cause: "the gateway refuses the token, a new one too: the access key is wrong, expired, or may not call from here.",
        solution: `check mysafe:clientId and mysafe:clientSecret, then the access key's settings in the vault (${settingsOfKey}).`,
    },
    403: {
        cause: "the gateway refuses the token, a new one too: the access key may not make this call, or not from here.",
        solution: `check the access key's settings in the vault (${settingsOfKey}, full or per-item access).`,
    },
    404: {
        cause: "the gateway knows no such route: mysafe:url is not the vault's base URL, or the access key was not accepted.",
        solution:
            "set mysafe:url (or SENHASEGURA_URL) to the base URL alone, such as https://vault.example.com, then check mysafe:clientId and mysafe:clientSecret.",
    },
    429: {
        cause: "the gateway limits the rate of calls, and still did at the last try.",
        solution: "run again later, lower mysafe:maxConcurrency, or raise mysafe:maxRetrySeconds.",
    },
    500: {
        cause: "the vault itself failed; its vendor says to contact support.",
        solution:
            "give the vault's administrator the request and its time, to look it up or to call the vendor's support.",
    },
};

const unavailable: Explanation = {
    cause: "the vault did not answer its gateway in time, or none of its nodes is up; it still did not at the last try.",
    solution: "run again when the vault is up; raise mysafe:maxRetries and mysafe:maxRetrySeconds to wait longer.",
};

const noClientCertificate: Explanation = {
    cause: "what stands before the vault wants a client certificate, and none was sent.",
    solution: `set ${settingOfClientCertificate}.`,
};

function notTheVault(setting: string): Explanation {
    return {
        cause: "the answer is not in the vault's form: a proxy or another site answered, or the answer was cut.",
        solution: `check that ${setting} is the vault's ${setting === settingOfUrl ? "base URL" : "own"} and that no login page stands before it.`,
    };
}

/** For a rate limit whose `Retry-After` is longer than the run may wait. */
export function explainLongWait(ms: number): Explanation {
    return {
        cause: `the gateway limits the rate of calls, and asks to wait ${Math.ceil(ms / 1000)} s before the next.`,
        solution: "run again after that, lower mysafe:maxConcurrency, or raise mysafe:maxRetrySeconds above it.",
    };
}

/** For a read that is to say whether a password is still inactive. */
export const explanationOfNoAccess: Explanation = {
    cause: "the access key has no access to this password any more, so nobody here can say whether it is inactive.",
    solution:
        "let its owner share it, or give the access key access to it (MySafe > Integrations > Access keys); `pulumi refresh --skip-preview` saves what it finds of the others.",
};

/** For an answer to a call that changes something, which agrees in words that say something else. */
export function explanationOfContraryWords(noun: string, result: string): Explanation {
    return {
        cause: `the vault agreed, but in words that do not say that this ${noun} is ${result} now.`,
        solution: `look at the ${noun} in the vault, and what stands between here and there.`,
    };
}

/** For a list call that the vault refuses (its code is about the list, not about any password), or gives no list to. */
export const explanationsOfSearch: Readonly<Record<"refused" | "noList", Explanation>> = {
    refused: {
        cause: "the vault refuses the list of passwords to this access key.",
        solution: "let the access key list passwords.",
    },
    noList: {
        cause: "the answer holds no list of passwords (`password_on_list`), so nobody can say what the vault has.",
        solution: "ask the vault's administrator.",
    },
};

/** The same for a preview, which can do without. */
export const explanationsOfPreview: typeof explanationsOfSearch = {
    refused: {
        ...explanationsOfSearch.refused,
        solution:
            "let the access key list passwords, or `pulumi config set mysafe:preflight off` to preview without asking the vault.",
    },
    noList: {
        ...explanationsOfSearch.noList,
        solution:
            "ask the vault's administrator; until then `pulumi config set mysafe:preflight off` previews without it.",
    },
};

function redirected(setting: string): Explanation {
    return {
        cause: "a redirect is not followed, since the token would go along.",
        solution: `set ${setting} to the vault's own ${setting === settingOfUrl ? "base URL" : "token endpoint"}.`,
    };
}

function markedAsError(noun: string): Explanation {
    return {
        cause: "the vault marks its answer as an error (`error: true`), without a code that says which.",
        solution: `look at the ${noun} in the vault; if it is as it should be, ask the vault's administrator.`,
    };
}

const unknown: Explanation = {
    cause: "the vault gives no documented reason.",
    solution: "look its words up in the vendor's API reference, or ask the vault's administrator.",
};

/** The status that the gateway's words stand for, which a proxy between can have changed. */
const statusOfGateway = { rateLimited: 429, noRoute: 404, upstream: 504, noClientCertificate: 400 } as const;

/**
 * Says what an answer means and what mends it: by its code where it has one, else by its status.
 *
 * @param noun What the call was about.
 */
export function explain(
    { status, code, gateway, fromVault }: ResponseFacts,
    setting = settingOfUrl,
    noun = "password",
): Explanation {
    if (isVaultRejection({ status, code })) {
        return (code !== undefined && causesByCode[code]?.(noun)) || unknown;
    }
    if (gateway === "noClientCertificate") {
        return noClientCertificate;
    }
    const meant = meantStatus({ status, gateway });
    if (meant >= 502 && meant <= 504) {
        return unavailable;
    }
    if (meant < 400) {
        return meant >= 300 ? redirected(setting) : fromVault ? markedAsError(noun) : notTheVault(setting);
    }
    return causesByStatus[meant] ?? unknown;
}

/** The status that an answer means, whatever a proxy made of it. */
export function meantStatus({ status, gateway }: ResponseFacts): number {
    return gateway === undefined ? status : statusOfGateway[gateway];
}

/** The same for the token endpoint, where 400 and 401 are about the credentials (RFC 6749, section 5.2). */
export function explainToken(reading: ResponseFacts, setting = settingOfUrl): Explanation {
    const { status, gateway } = reading;
    if (meantStatus(reading) === 404 && setting !== settingOfUrl) {
        return {
            cause: `the gateway knows no such route: ${setting} is wrong, or the access key was not accepted.`,
            solution: `correct ${setting}, then check mysafe:clientId and mysafe:clientSecret.`,
        };
    }
    return gateway === undefined && (status === 400 || status === 401 || status === 403)
        ? {
              cause: "the vault does not accept the client id, the client secret or the tenant.",
              solution: `check mysafe:clientId, mysafe:clientSecret and mysafe:tenant (or SENHASEGURA_CLIENT_ID, SENHASEGURA_CLIENT_SECRET, SENHASEGURA_TENANT), then the access key's settings in the vault (${settingsOfKey}).`,
          }
        : explain(reading, setting);
}
