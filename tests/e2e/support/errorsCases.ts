/** The cases of `docs/errors.md` in its order, with the keys of the recorded texts. */

/** A case of the page. */
export interface Case {
    title: string;
    /** Its meaning, in Markdown. */
    meaning: string;
    /** The keys of its texts. */
    keys: readonly string[];
}

/** A section of the page. */
export interface Section {
    title: string;
    cases: readonly Case[];
}

/** Cases that print the same as another case, except for the message of the response. The page has the other case. */
export const likeOthers: Readonly<Record<string, string>> = {
    noTenant: "wrongSecret",
    mayNotSee: "mayNotEdit",
    badGateway: "unavailable",
    noPeer: "unavailable",
};

export const sections: readonly Section[] = [
    {
        title: "What the program declares",
        cases: [
            {
                title: "Not an identifier",
                meaning: "`identifier` is missing, or it is no whole number from 1. No request is sent.",
                keys: ["notAnIdentifier"],
            },
            {
                title: "A password is declared twice",
                meaning: "Two resources of the program have the same identifier.",
                keys: ["twice"],
            },
            {
                title: "A protected password",
                meaning:
                    "`mysafe:neverDisable` protects it, or can protect it. Entries other than identifiers need the vault's list: without the list, or the password in it, `up` disables nothing new.",
                keys: ["never", "unguarded", "unreadable"],
            },
            {
                title: "More new passwords than a run may add",
                meaning:
                    "`mysafe:maxDisablements` is lower than the number of new identifiers. A preview prints it once.",
                keys: ["tooMany"],
            },
        ],
    },
    {
        title: "Settings",
        cases: [
            {
                title: "Settings are missing or wrong",
                meaning: "Each has a line. A preview without anything new needs no settings, and passes.",
                keys: ["missingSettings", "wrongSettings"],
            },
            {
                title: "Another vault than the state's",
                meaning:
                    "`mysafe:url` has changed since the passwords were disabled. Each command fails, and no request reaches the other vault.",
                keys: ["anotherVault"],
            },
        ],
    },
    {
        title: "The access key",
        cases: [
            {
                title: "400, 401 or 403 from the token endpoint",
                meaning:
                    "The client id, the client secret or the tenant is wrong. A run sends one such request, so that the vault does not lock the access key.",
                keys: ["wrongSecret"],
            },
            {
                title: "401 Unauthorized",
                meaning:
                    "The gateway rejected the token, and then a new token too. The provider first tries a new token again after short waits, because the nodes of a gateway can learn of it late.",
                keys: ["unauthorized"],
            },
            {
                title: "403 You are not authorized to access this resource",
                meaning: "The access key may not make this request, or not from here.",
                keys: ["forbidden"],
            },
        ],
    },
    {
        title: "The vault",
        cases: [
            {
                title: "1005 Password not found",
                meaning: "There is no such password, or the access key belongs to another tenant.",
                keys: ["noPassword"],
            },
            {
                title: "1005 for a password that was disabled before",
                meaning:
                    'The vault no longer has it. After a refresh the state has `status: "missing"`, with the outcome, the time and the reason. A preview then refuses the password until the program no longer declares it. [life.md](life.md#a-password-that-is-missing) has more.',
                keys: ["missing"],
            },
            {
                title: "1005 for all passwords of a stack",
                meaning:
                    "A refresh finds none of the passwords, for example with the access key of another tenant. It fails, and the state keeps all of them as they were.",
                keys: ["allMissing"],
            },
            {
                title: "1006 User does not have access",
                meaning:
                    "The access key may see the password but not edit it, or may not see it. A refresh needs no more than to see it.",
                keys: ["mayNotEdit", "mayNotSee"],
            },
            {
                title: "1009 Inactive password",
                meaning:
                    "No error: with this response a preview and a refresh find that a password is inactive, without its secret. Nothing is printed.",
                keys: [],
            },
            {
                title: "1010 Unexpected identifier type",
                meaning: "The vault does not accept the identifier.",
                keys: ["unexpected"],
            },
            {
                title: "500 Unexpected error",
                meaning: "The vault itself failed. The provider does not retry.",
                keys: ["failed"],
            },
        ],
    },
    {
        title: "The gateway and other servers before the vault",
        cases: [
            {
                title: "404 no Route matched with those values",
                meaning: "`mysafe:url` is not the vault's base URL, or the gateway does not accept the access key.",
                keys: ["noRoute"],
            },
            {
                title: "429 API rate limit exceeded",
                meaning: "The gateway still limits the rate of requests at the last retry.",
                keys: ["rateLimit"],
            },
            {
                title: "429 with a long Retry-After",
                meaning:
                    "The gateway asks for a longer wait than `mysafe:maxRetrySeconds`, so the provider does not wait.",
                keys: ["longRateLimit"],
            },
            {
                title: "502, 503, 504",
                meaning:
                    "The vault is still slow or down at the last retry. The three differ in the gateway's message alone.",
                keys: ["unavailable"],
            },
            {
                title: "408, 520, 524 and other statuses of servers before the vault",
                meaning:
                    "A load balancer, a CDN or a proxy got no answer. The provider retries every 4xx that can pass and every 5xx, except the vault's own 500.",
                keys: ["foreignTimeout"],
            },
            {
                title: "400, 405, 413 and others, but not in the vault's form",
                meaning: "A server before the vault, such as a web application firewall, rejects the request itself.",
                keys: ["rejected"],
            },
            {
                title: "A redirect",
                meaning:
                    "A server sends the request elsewhere, for example to a login page. The provider does not follow it.",
                keys: ["redirect"],
            },
            {
                title: "200, but not in the vault's form",
                meaning: "A web page, an empty response, or half of one.",
                keys: ["notTheVault"],
            },
        ],
    },
    {
        title: "No response",
        cases: [
            { title: "Connection refused", meaning: "No server listens at `mysafe:url`.", keys: ["refused"] },
            { title: "Unknown host", meaning: "DNS does not have the host of `mysafe:url`.", keys: ["unknownHost"] },
            {
                title: "Connection cut",
                meaning: "It was reset or ended before a response began.",
                keys: ["reset"],
            },
            { title: "No response in time", meaning: "None came within `mysafe:timeoutSeconds`.", keys: ["hang"] },
        ],
    },
    {
        title: "A response that is not valid",
        cases: [
            {
                title: "Not complete",
                meaning: "The connection ended, or the time limit was over, before the end of the body.",
                keys: ["cut"],
            },
            {
                title: "Not valid HTTP",
                meaning:
                    "The codes begin with `HPE_`. A body that is not compressed as its headers declare has a similar text, with a code such as `Z_DATA_ERROR`.",
                keys: ["malformed"],
            },
            {
                title: "Another charset than declared",
                meaning:
                    "A guard cannot compare names that are not readable, so the provider accepts no such list and no such confirmation.",
                keys: ["wrongCharset"],
            },
        ],
    },
    {
        title: "After a request that was sent but not confirmed",
        cases: [
            {
                title: "An unconfirmed resource",
                meaning:
                    'The resource is in the state with `status: "unconfirmed"`, see [interrupted.md](interrupted.md). The next `up` settles it.',
                keys: ["unconfirmed"],
            },
        ],
    },
    {
        title: "Lines that are not errors",
        cases: [
            {
                title: "A password was enabled in the vault",
                meaning:
                    'The state then has `status: "active"`, a preview plans an update, and `up` disables it again.',
                keys: ["drift"],
            },
            { title: "A resource is destroyed", meaning: "The password stays inactive.", keys: ["left"] },
            {
                title: 'A resource with `onDestroy: "restore"` is destroyed',
                meaning: "The password is active again.",
                keys: ["enabled"],
            },
            {
                title: "A preview that continues without the vault",
                meaning:
                    "With `mysafe:preflight warn`, a preview does not fail where the vault does not give its list.",
                keys: ["warned"],
            },
        ],
    },
];
