/** The cases of `docs/errors.md`, in its order and words; what is printed of each is taken down by its key. */

/** One case, as the page has it. */
export interface Case {
    title: string;
    /** What it means, in Markdown. */
    meaning: string;
    /** What was taken down of it. */
    keys: readonly string[];
}

/** Cases that have something in common. */
export interface Section {
    title: string;
    cases: readonly Case[];
}

/** Cases that print what another one prints, but for the words of the answer; the page has the other one alone. */
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
                meaning:
                    "`identifier` is missing, or it is no whole number from 1. The vault is not asked. [input.md](input.md) has more such values, and those of `reason`.",
                keys: ["notAnIdentifier"],
            },
            {
                title: "A password is declared twice",
                meaning: "Two resources of the program have the same identifier.",
                keys: ["twice"],
            },
            {
                title: "A password that is never to be disabled",
                meaning:
                    "`mysafe:neverDisable` protects it. Entries other than identifiers need the vault's list; without one, nothing new is disabled.",
                keys: ["never", "unguarded"],
            },
            {
                title: "More new passwords than a run may add",
                meaning:
                    "`mysafe:maxDisablements` is lower than the number of new or changed identifiers. It is told once, on one of them.",
                keys: ["tooMany"],
            },
        ],
    },
    {
        title: "Settings",
        cases: [
            {
                title: "Settings are missing or wrong",
                meaning: "Each has a line. A preview in which nothing is new or changed needs no settings, and passes.",
                keys: ["missingSettings", "wrongSettings"],
            },
            {
                title: "Another vault than the state's",
                meaning:
                    "`mysafe:url` has changed since the passwords were disabled. They are neither looked up nor changed in the other vault: that is a warning, but an error where a password is to be enabled.",
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
                    "The client id, the client secret or the tenant is wrong. A run asks once, so that no access key is locked.",
                keys: ["wrongSecret"],
            },
            {
                title: "401 Unauthorized",
                meaning: "The token was refused, and so was a new one.",
                keys: ["unauthorized"],
            },
            {
                title: "403 You are not authorized to access this resource",
                meaning: "The access key may not make this call, or not from here.",
                keys: ["forbidden"],
            },
        ],
    },
    {
        title: "The vault",
        cases: [
            {
                title: "1005 Password not found",
                meaning:
                    "There is no such password, or it was deleted in the vault. A refresh then takes its resource out of the state.",
                keys: ["noPassword"],
            },
            {
                title: "1006 User does not have access",
                meaning:
                    "The access key may see the password, but not edit it, or may not even see it. A refresh reads, so it is content with one that may be seen.",
                keys: ["mayNotEdit", "mayNotSee"],
            },
            {
                title: "1009 Inactive password",
                meaning:
                    "No error: this is how a preview and a refresh learn that a password is inactive, without its secret. Nothing is printed.",
                keys: [],
            },
            {
                title: "1010 Unexpected identifier type",
                meaning: "The vault does not take for an identifier what we do.",
                keys: ["unexpected"],
            },
            {
                title: "500 Unexpected error",
                meaning: "The vault itself failed. It is not tried again.",
                keys: ["failed"],
            },
        ],
    },
    {
        title: "The gateway, and what stands before the vault",
        cases: [
            {
                title: "404 no Route matched with those values",
                meaning: "`mysafe:url` is not the vault's base URL, or the access key was not accepted.",
                keys: ["noRoute"],
            },
            {
                title: "429 API rate limit exceeded",
                meaning: "Too many calls, until tries or time were used up.",
                keys: ["rateLimit"],
            },
            {
                title: "429 with a long Retry-After",
                meaning: "The gateway wants a longer wait than `mysafe:maxRetrySeconds`, so there is none.",
                keys: ["longRateLimit"],
            },
            {
                title: "502, 503, 504",
                meaning:
                    "The vault is slow or down, until tries or time were used up. The three differ in the gateway's words alone.",
                keys: ["unavailable"],
            },
            {
                title: "A redirect",
                meaning: "Something wants a browser to go elsewhere, a login page say. It is shown without its query.",
                keys: ["redirect"],
            },
            {
                title: "200, but not in the vault's form",
                meaning: "A web page, an empty answer, or half of one.",
                keys: ["notTheVault"],
            },
        ],
    },
    {
        title: "No answer",
        cases: [
            { title: "Connection refused", meaning: "Nothing listens there.", keys: ["refused"] },
            { title: "Unknown host", meaning: "No name server knows the host of `mysafe:url`.", keys: ["unknownHost"] },
            {
                title: "Connection cut",
                meaning: "It was reset, or ended, while a call was under way.",
                keys: ["reset"],
            },
            { title: "No answer in time", meaning: "None came within `mysafe:timeoutSeconds`.", keys: ["hang"] },
        ],
    },
    {
        title: "After a call that was sent and never confirmed",
        cases: [
            {
                title: "An unconfirmed resource",
                meaning:
                    'The resource is in the state with `status: "unconfirmed"`, see [interrupted.md](interrupted.md). Until an `up` settles it, each command says so.',
                keys: ["unconfirmed"],
            },
        ],
    },
    {
        title: "Lines that are no errors",
        cases: [
            {
                title: "A password was enabled in the vault",
                meaning:
                    'The state then has `status: "active"`, a preview plans an update, and `up` disables it again.',
                keys: ["drift"],
            },
            { title: "A resource is destroyed", meaning: "The password stays as it is.", keys: ["left"] },
            {
                title: 'A resource with `onDestroy: "enable"` is destroyed',
                meaning: "It is active again.",
                keys: ["enabled"],
            },
            {
                title: "A preview that goes on without the vault",
                meaning:
                    "With `mysafe:preflight warn`, whatever is wrong with the vault; and in any mode where nothing new is to be asked about.",
                keys: ["warned"],
            },
        ],
    },
];
