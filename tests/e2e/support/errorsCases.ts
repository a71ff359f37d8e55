/** The cases of `docs/reference/errors.md` in its order, with the recorded texts that the page shows. */
import type { Command } from "./errorsStage";

/** A case of the page. */
export interface Case {
    title: string;
    /** The codes or beginnings by which a reader finds it. */
    find: readonly string[];
    /** Its meaning, in Markdown. */
    meaning: string;
    /** The key and the command of each text that the page shows. */
    texts: readonly (readonly [key: string, command: Command])[];
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
    missingBefore: "missing",
    badGateway: "unavailable",
    noPeer: "unavailable",
};

export const sections: readonly Section[] = [
    {
        title: "The vault",
        cases: [
            {
                title: "1005 Password not found",
                find: ["1005"],
                meaning: "There is no such password, or the access key belongs to another tenant.",
                texts: [["noPassword", "preview"]],
            },
            {
                title: "1005 for a password that was disabled before",
                find: ["1005", "… is missing"],
                meaning:
                    'The vault no longer has it. A refresh succeeds and keeps it in the state with `status: "missing"`, its outcome and its time. Each preview then refuses it until you remove it from the program.',
                texts: [
                    ["missing", "preview"],
                    ["missing", "refresh"],
                    ["missing", "destroy"],
                ],
            },
            {
                title: "1005 for all passwords of a stack",
                find: ["the vault has no password"],
                meaning: "The refresh fails, and the state keeps all passwords as they were.",
                texts: [["allMissing", "refresh"]],
            },
            {
                title: "1006 User does not have access",
                find: ["1006"],
                meaning: "The access key may not edit the password. A refresh needs no more than the right to see it.",
                texts: [
                    ["mayNotEdit", "preview"],
                    ["mayNotSee", "refresh"],
                ],
            },
            {
                title: "1009 Inactive password",
                find: ["1009"],
                meaning: "This is no error and prints nothing: it shows that a password is inactive.",
                texts: [],
            },
            {
                title: "1010 Unexpected identifier type",
                find: ["1010"],
                meaning: "The vault does not accept the identifier.",
                texts: [["unexpected", "preview"]],
            },
            {
                title: "500 Unexpected error",
                find: ["500"],
                meaning: "The vault itself failed. The provider does not retry.",
                texts: [["failed", "refresh"]],
            },
        ],
    },
    {
        title: "The access key",
        cases: [
            {
                title: "401 from the token endpoint",
                find: ["POST api/oauth2/token failed: 400, 401, 403"],
                meaning:
                    "The client id, the client secret or the tenant is wrong. No process repeats this request, so that the vault does not lock the access key.",
                texts: [["wrongSecret", "up --skip-preview"]],
            },
            {
                title: "401 Unauthorized",
                find: ["401"],
                meaning: "The gateway rejected the token, and a new one after it.",
                texts: [["unauthorized", "refresh"]],
            },
            {
                title: "403 You are not authorized to access this resource",
                find: ["403"],
                meaning: "The access key may not make this request, or not from here.",
                texts: [["forbidden", "refresh"]],
            },
        ],
    },
    {
        title: "The gateway and other servers before the vault",
        cases: [
            {
                title: "404 no Route matched with those values",
                find: ["404"],
                meaning: "`mysafe:url` is not the vault's base URL, or the gateway does not accept the access key.",
                texts: [["noRoute", "up --skip-preview"]],
            },
            {
                title: "429 API rate limit exceeded",
                find: ["429"],
                meaning:
                    "The gateway still limits the rate of requests at the last retry. The second form asks for a longer wait than `mysafe:maxRetrySeconds`, so the provider does not wait.",
                texts: [
                    ["rateLimit", "refresh"],
                    ["longRateLimit", "refresh"],
                ],
            },
            {
                title: "502, 503, 504",
                find: ["502", "503", "504"],
                meaning: "The vault is still slow or down at the last retry.",
                texts: [["unavailable", "refresh"]],
            },
            {
                title: "408, 520, 524 and others without an answer",
                find: ["408", "5xx"],
                meaning: "A load balancer, a CDN or a proxy got no answer, also at the last retry.",
                texts: [["foreignTimeout", "refresh"]],
            },
            {
                title: "400, 405, 413 and others that reject the request",
                find: ["400", "405", "413"],
                meaning: "A server before the vault, such as a web application firewall, rejects the request itself.",
                texts: [["rejected", "refresh"]],
            },
            {
                title: "302 redirect",
                find: ["301", "302", "307"],
                meaning: "A server sends the request elsewhere, for example to a login page.",
                texts: [["redirect", "up --skip-preview"]],
            },
            {
                title: "200, but not in the vault's form",
                find: ["200"],
                meaning: "The response is a web page, empty, or cut.",
                texts: [["notTheVault", "up --skip-preview"]],
            },
        ],
    },
    {
        title: "No response",
        cases: [
            {
                title: "ECONNREFUSED",
                find: ["ECONNREFUSED"],
                meaning: "No server listens at `mysafe:url`.",
                texts: [["refused", "up --skip-preview"]],
            },
            {
                title: "ENOTFOUND",
                find: ["ENOTFOUND"],
                meaning: "DNS does not have the host of `mysafe:url`.",
                texts: [["unknownHost", "up --skip-preview"]],
            },
            {
                title: "ECONNRESET",
                find: ["ECONNRESET", "EPIPE"],
                meaning: "The connection was reset or ended before a response began.",
                texts: [["reset", "refresh"]],
            },
            {
                title: "No response in time",
                find: ["ETIMEDOUT", "no response from"],
                meaning: "None came within `mysafe:timeoutSeconds`.",
                texts: [["hang", "refresh"]],
            },
        ],
    },
    {
        title: "A response that is not valid",
        cases: [
            {
                title: "Not complete",
                find: ["its body is not complete"],
                meaning: "The connection ended, or the time limit was over, before the end of the body.",
                texts: [["cut", "preview"]],
            },
            {
                title: "HPE_… and Z_…",
                find: ["HPE_…", "Z_…"],
                meaning:
                    "The response is not valid HTTP. A body that is not compressed as its headers declare has a similar text, with a code such as `Z_DATA_ERROR`.",
                texts: [["malformed", "refresh"]],
            },
            {
                title: "ERR_ENCODING_INVALID_ENCODED_DATA",
                find: ["ERR_ENCODING_…"],
                meaning:
                    "The body has another charset than its headers declare. A guard cannot compare such names, so the provider accepts no such list and no such confirmation.",
                texts: [["wrongCharset", "preview"]],
            },
        ],
    },
    {
        title: "The program",
        cases: [
            {
                title: "Not an identifier",
                find: ["must be a whole number"],
                meaning: "`identifier` is missing, or it is no whole number from 1. No request is sent.",
                texts: [["notAnIdentifier", "preview"]],
            },
            {
                title: "Declared twice",
                find: ["… is declared twice"],
                meaning: "Two resources of the program have the same identifier.",
                texts: [["twice", "preview"]],
            },
            {
                title: "Protected by mysafe:neverDisable",
                find: ["… is protected", "the patterns of mysafe:neverDisable need", "… may be protected"],
                meaning:
                    "An entry protects the password. A pattern needs the vault's list. Without the list, or without the password in it, nothing new is disabled.",
                texts: [
                    ["never", "preview"],
                    ["unguarded", "preview"],
                    ["unreadable", "preview"],
                ],
            },
            {
                title: "More than mysafe:maxDisablements",
                find: ["more new passwords than"],
                meaning: "The program has more new identifiers than a run may disable.",
                texts: [["tooMany", "preview"]],
            },
        ],
    },
    {
        title: "Settings",
        cases: [
            {
                title: "Missing or wrong settings",
                find: ["… settings of pulumi-mysafe are missing or wrong"],
                meaning: "Each setting has a line. A preview without anything new needs no settings.",
                texts: [
                    ["missingSettings", "refresh"],
                    ["wrongSettings", "preview"],
                ],
            },
            {
                title: "Another vault than the state's",
                find: ["mysafe:url is …, but the state belongs to"],
                meaning:
                    "`mysafe:url` has changed since the passwords were disabled. No request reaches the other vault.",
                texts: [["anotherVault", "preview"]],
            },
        ],
    },
    {
        title: "Other lines",
        cases: [
            {
                title: "Sent but not confirmed",
                find: ["… may still be active", "… may still be inactive"],
                meaning:
                    'No valid answer came to a request of an `up`, or of a `destroy` with `onDestroy: "restore"`. The cause is that of the fault, here 504. The resource stays in the state with `status: "unconfirmed"`.',
                texts: [["unavailable", "up --skip-preview"]],
            },
            {
                title: "An unconfirmed resource",
                find: ["an earlier run sent requests"],
                meaning: "The next `up` sends the request again. A `destroy` before that warns.",
                texts: [
                    ["unconfirmed", "preview"],
                    ["unconfirmed", "destroy"],
                ],
            },
            {
                title: "Enabled again in the vault",
                find: ["… was re-enabled in the vault"],
                meaning: "A refresh finds it, a preview plans an update, and `up` disables the password again.",
                texts: [
                    ["drift", "refresh"],
                    ["drift", "preview"],
                    ["drift", "up --skip-preview"],
                ],
            },
            {
                title: "A destroyed resource",
                find: ["… is left as it is, last seen inactive", "… is active again"],
                meaning: 'With `onDestroy: "restore"`, the password is active again.',
                texts: [
                    ["left", "destroy"],
                    ["enabled", "destroy"],
                ],
            },
            {
                title: "A preview without the vault",
                find: ["the preview continues without the vault"],
                meaning: "With `mysafe:preflight warn`, a preview does not need the vault's list.",
                texts: [["warned", "preview"]],
            },
        ],
    },
];
