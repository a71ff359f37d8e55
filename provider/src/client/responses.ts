import type { GatewayError } from "../shared/explanations";

/** An answer of the vault or its gateway, in one form for all versions and body shapes. */
export interface ApiResponse {
    status: number;
    /** The vault's code, such as 1005: `exception.code`, else the number that its message begins with. */
    code: number | undefined;
    /** The words of the answer, one line, at most 200 characters. */
    vaultMessage: string;
    /** Whether the body says `error: true`, or a failure's status, whatever the answer's own. */
    isMarkedAsError: boolean;
    /** Whether the body has the vault's own form, and so comes from the vault and not from its gateway or a proxy. */
    fromVault: boolean;
    /** What the gateway says in its own words, whatever the status and the body's form. */
    gateway: GatewayError | undefined;
    /** The gateway's request id, where its body has one. */
    requestId: string | undefined;
}

/** One password as the list call shows it, less what we do not use. */
export interface ListedPassword {
    identifier: string;
    /** False where the vault says that the caller may not edit it; true also where it says nothing. */
    canWrite: boolean;
    /** False where the vault says that the caller may not see it; true also where it says nothing. */
    canView: boolean;
    name: string;
    username: string;
    url: string;
    tags: readonly string[];
}

/** A token as the token endpoint gives it. */
export interface AccessToken {
    accessToken: string;
    /** How long it lives, in seconds, from the time of the request. */
    expiresInSeconds: number;
}

/** One hour, the vault's default, where `expires_in` is missing. */
const defaultTokenSeconds = 3600;

/** The gateway's words for what it cannot do: `mysafe-api.md`, "The gateway's own answers". */
const gatewayWords: Readonly<Record<GatewayError, RegExp>> = {
    rateLimited: /API rate limit exceeded/i,
    noRoute: /no Route matched with those values/i,
    // nginx's words, in whose pages many gateways are wrapped.
    noClientCertificate: /No required SSL certificate was sent/i,
    upstream:
        /(the )?upstream server is timing out|(an )?invalid response was received from the upstream server|failure to get a peer from the ring-balancer|name resolution failed|service unavailable/i,
};

/** Whether a status says that the call was done. */
export function isSuccess(status: number): boolean {
    return status >= 200 && status < 300;
}

/**
 * Reads any body that the vault, its gateway or a proxy between can send. Never throws.
 *
 * @param strike Takes secrets out of the words, before they are cut to length.
 */
export function readResponse(status: number, body: string, strike = (text: string) => text): ApiResponse {
    const json = parse(body);
    const response = asRecord(json?.response);
    const exception = asRecord(json?.exception);
    const said = firstText(
        response?.message,
        response?.mensagem,
        response?.Message,
        exception?.message,
        json?.error_description,
        json?.message,
        json?.error,
    );
    // A page or a plain text is only searched for what the gateway says: the rest of it could hold anything.
    const line = strike(said ?? (json === undefined ? gatewayWordsIn(body.replace(/\s+/g, " ")) : ""));
    const words = oneLine(line);
    return {
        status,
        code: codeOf(exception?.code, words),
        vaultMessage: words,
        gateway: troubles.find((trouble) => gatewayWords[trouble].test(line)),
        isMarkedAsError:
            [response?.error, response?.erro].some(isTrue) || [response?.status, json?.code].some(isFailure),
        fromVault: response !== undefined || listIn(json) !== undefined,
        requestId: requestIdToShow(json?.request_id, strike),
    };
}

/**
 * Reads the entries of the list call: `password_on_list`, or `passwords_on_list` as one page calls it; undefined where
 * a body has neither.
 */
export function readList(body: string): ListedPassword[] | undefined {
    const list = listIn(parse(body));
    return (
        list &&
        Object.values(list).flatMap((value) => {
            const entry = asRecord(value);
            const identifier = firstText(entry?.identifier);
            // `can_edit` when the password is shared, `can_write` otherwise; where it says neither, the call itself decides.
            const rights = [entry?.can_write, entry?.can_edit];
            const canEdit = rights.some(isTrue) || !rights.some(isFalse);
            const canView = !isFalse(entry?.can_view);
            const [name = "", username = "", url = ""] = [entry?.name, entry?.username, entry?.url].map((value) =>
                firstText(value),
            );
            const tags = tagsIn(entry?.tags);
            return identifier === undefined
                ? []
                : [{ identifier, canWrite: canEdit, canView, name, username, url, tags }];
        })
    );
}

/** The vendor's pages show tags as one text, with commas; a list is read too, also where it is written as an object. */
function tagsIn(tags: unknown): string[] {
    const texts = (typeof tags === "object" ? Object.values(tags ?? {}) : [tags]).map(
        (value) => firstText(value) ?? "",
    );
    return texts.flatMap((text) => text.split(",").map((tag) => tag.trim())).filter((tag) => tag !== "");
}

/** Reads the token endpoint's answer; undefined where it holds no token. */
export function readToken(body: string): AccessToken | undefined {
    const json = parse(body);
    const accessToken = firstText(json?.access_token);
    const seconds = Number(json?.expires_in ?? Number.NaN);
    return accessToken === undefined
        ? undefined
        : { accessToken, expiresInSeconds: seconds > 0 ? seconds : defaultTokenSeconds };
}

/** Whether the token endpoint says no (RFC 6749, section 5.2: `error`), whatever the status. */
export function refusesToken(body: string): boolean {
    return typeof parse(body)?.error === "string";
}

/** The list in a body, wherever the pages put it. The vendor's JSON writes some lists as objects, empty ones as null. */
function listIn(json: Record<string, unknown> | undefined): object | undefined {
    for (const holder of [json, asRecord(json?.response)]) {
        for (const key of ["password_on_list", "passwords_on_list"]) {
            if (holder && key in holder) {
                const list = holder[key];
                return typeof list === "object" && list !== null ? list : {};
            }
        }
    }
    return undefined;
}

function parse(body: string): Record<string, unknown> | undefined {
    try {
        return asRecord(JSON.parse(body));
    } catch {
        return undefined;
    }
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
    return typeof value === "object" && value !== null && !Array.isArray(value)
        ? (value as Record<string, unknown>)
        : undefined;
}

function firstText(...values: unknown[]): string | undefined {
    const found = values.find((value) => (typeof value === "string" && value !== "") || typeof value === "number");
    return found === undefined ? undefined : String(found);
}

function codeOf(exceptionCode: unknown, words: string): number | undefined {
    const code = Number(exceptionCode ?? Number.NaN);
    if (Number.isInteger(code) && code >= 1000) {
        return code;
    }
    const prefix = /^(\d{4}):/.exec(words);
    return prefix ? Number(prefix[1]) : undefined;
}

/** The flags come as booleans; "1" and 1 are what the same vendor writes elsewhere in the same bodies. */
function isTrue(value: unknown): boolean {
    return value === true || value === 1 || value === "1" || value === "true";
}

/** The bodies repeat the HTTP status, which a proxy between can have changed. */
function isFailure(value: unknown): boolean {
    return Number(value) >= 400 && Number(value) <= 599;
}

function isFalse(value: unknown): boolean {
    return value === false || value === 0 || (typeof value === "string" && /^(0|false|no)$/i.test(value.trim()));
}

const troubles = Object.keys(gatewayWords) as GatewayError[];

function gatewayWordsIn(text: string): string {
    for (const trouble of troubles) {
        const found = gatewayWords[trouble].exec(text);
        if (found) {
            return found[0];
        }
    }
    return "";
}

/** A gateway's request id, where it has the form of one and holds no secret; nothing else in its place is shown. */
export function requestIdToShow(id: unknown, strike: (text: string) => string): string | undefined {
    const text = firstText(id);
    return text !== undefined && /^[\w-]{1,64}$/.test(text) && strike(text) === text ? text : undefined;
}

/** A text without line breaks and control characters, at most 200 characters long. */
export function oneLine(text: string): string {
    const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
    return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
