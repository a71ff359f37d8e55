/** An answer of the vault or its gateway, in one form for all versions and body shapes. */
export interface Answer {
    status: number;
    /** The vault's code, such as 1005: `exception.code`, else the number that its message begins with. */
    code: number | undefined;
    /** The words of the answer, one line, at most 200 characters. */
    words: string;
    /** Whether the body says `error: true`, whatever the status. */
    refused: boolean;
    /** Whether the body has the vault's own form, and so comes from the vault and not from its gateway or a proxy. */
    fromVault: boolean;
    /** The gateway's request id, where its body has one. */
    requestId: string | undefined;
}

/** One password as the list call shows it, less what we do not use. */
export interface ListedPassword {
    identifier: string;
    /** False where the vault says that the caller may not edit it; true also where it says nothing. */
    canEdit: boolean;
}

/** A token as the token endpoint gives it. */
export interface GrantedToken {
    accessToken: string;
    /** How long it lives, in seconds, from the time of the request. */
    expiresInSeconds: number;
}

/** One hour, the vault's default, where `expires_in` is missing. */
const defaultTokenSeconds = 3600;

/** Reads any body that the vault, its gateway or a proxy between can send. Never throws. */
export function readAnswer(status: number, body: string): Answer {
    const json = parse(body);
    const response = asRecord(json?.response);
    const exception = asRecord(json?.exception);
    const words = firstText(
        response?.message,
        response?.mensagem,
        response?.Message,
        exception?.message,
        json?.error_description,
        json?.message,
        json?.error,
    );
    const line = oneLine(words ?? (json === undefined ? plainText(body) : ""));
    return {
        status,
        code: codeOf(exception?.code, line),
        words: line,
        refused: [response?.error, response?.erro].some(isTrue),
        fromVault: response !== undefined,
        requestId: firstText(json?.request_id),
    };
}

/** Reads the entries of the list call: `password_on_list`, or `passwords_on_list` as one page calls it. */
export function readList(body: string): ListedPassword[] {
    const json = parse(body);
    const response = asRecord(json?.response);
    const entries = [json, response].flatMap((holder) => [holder?.password_on_list, holder?.passwords_on_list]);
    const list = entries.find((entry) => typeof entry === "object" && entry !== null) ?? [];
    return Object.values(list as object).flatMap((value) => {
        const entry = asRecord(value);
        const identifier = firstText(entry?.identifier);
        // `can_edit` when the password is shared, `can_write` otherwise.
        const refusesEdit = isFalse(entry?.can_write) && !isTrue(entry?.can_edit);
        return identifier === undefined ? [] : [{ identifier, canEdit: !refusesEdit }];
    });
}

/** Reads the token endpoint's answer; undefined where it holds no token. */
export function readToken(body: string): GrantedToken | undefined {
    const json = parse(body);
    const accessToken = firstText(json?.access_token);
    const seconds = Number(json?.expires_in ?? Number.NaN);
    return accessToken === undefined
        ? undefined
        : { accessToken, expiresInSeconds: seconds > 0 ? seconds : defaultTokenSeconds };
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

function isFalse(value: unknown): boolean {
    return value === false || value === 0 || value === "0" || value === "false";
}

/** The text of an HTML page or of a plain answer, for its known phrases and for the error that shows it. */
function plainText(body: string): string {
    return body
        .slice(0, 4096)
        .replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ")
        .replace(/<[^>]*>/g, " ");
}

function oneLine(text: string): string {
    const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
    return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
