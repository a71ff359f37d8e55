import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { type Answer, jsonAnswer } from "./answer";

/** What a token desk knows of its one access key. */
export interface TokenDeskOptions {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly tenant: string | undefined;
    /** Seconds on the vault's clock. */
    readonly lifetimeSeconds: number;
    readonly now: () => Date;
}

/** OAuth 2.0 client credentials, as "Base and authentication" of the API page has them. */
export interface TokenDesk {
    /** All tokens ever given, in order. */
    readonly issued: readonly string[];
    /** Answers a token request. */
    answer(headers: IncomingHttpHeaders, body: string): Answer;
    /** Whether an `Authorization` header carries a token that is known, unexpired and not revoked. */
    accepts(authorization: string | undefined): boolean;
    /** Makes all tokens so far worthless. */
    revokeAll(): void;
    /** Changes the access key's secret; tokens that were given for the old one stay good. */
    setClientSecret(secret: string): void;
}

/** Opens a token desk without any token. */
export function createTokenDesk(options: TokenDeskOptions): TokenDesk {
    let clientSecret = options.clientSecret;
    const issued: string[] = [];
    const expiries = new Map<string, number>();

    function refusal(headers: IncomingHttpHeaders, form: URLSearchParams): Answer | undefined {
        if (headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() !== "application/x-www-form-urlencoded") {
            return oauthError(400, "invalid_request", "The request must be application/x-www-form-urlencoded");
        }
        if (form.get("grant_type") !== "client_credentials") {
            return oauthError(400, "unsupported_grant_type", "Invalid grant_type");
        }
        if (options.tenant !== undefined && !form.get("tenant")) {
            return oauthError(400, "invalid_request", "Parameter 'tenant' was not informed!");
        }
        const client = basicClient(headers.authorization) ?? [form.get("client_id"), form.get("client_secret")];
        // A client is looked up within its tenant, so a wrong tenant looks like a client that does not exist.
        const rightTenant = options.tenant === undefined || form.get("tenant") === options.tenant;
        if (!rightTenant || client[0] !== options.clientId || client[1] !== clientSecret) {
            return oauthError(401, "invalid_client", "Invalid client authentication");
        }
        return undefined;
    }

    return {
        issued,
        answer(headers, body) {
            const refused = refusal(headers, new URLSearchParams(body));
            if (refused !== undefined) {
                return refused;
            }
            const token = `tok-${randomBytes(20).toString("hex")}`;
            issued.push(token);
            expiries.set(token, options.now().getTime() + options.lifetimeSeconds * 1000);
            const granted = { token_type: "Bearer", expires_in: options.lifetimeSeconds, access_token: token };
            return jsonAnswer("vault", 200, granted, { headers: { "Cache-Control": "no-store" } });
        },
        accepts(authorization) {
            const token = /^bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
            const expiry = token === undefined ? undefined : expiries.get(token);
            return expiry !== undefined && options.now().getTime() < expiry;
        },
        revokeAll: () => expiries.clear(),
        setClientSecret(secret) {
            clientSecret = secret;
        },
    };
}

function oauthError(status: number, error: string, description: string): Answer {
    return jsonAnswer("vault", status, { error, error_description: description });
}

/** The client of an HTTP Basic header, whose halves RFC 6749 section 2.3.1 wants form-encoded. */
function basicClient(authorization: string | undefined): [string, string] | undefined {
    const encoded = /^basic +(\S+)$/i.exec(authorization ?? "")?.[1];
    if (encoded === undefined) {
        return undefined;
    }
    const [id = "", secret = ""] = Buffer.from(encoded, "base64").toString("utf8").split(/:(.*)/s, 2);
    return [formDecode(id), formDecode(secret)];
}

function formDecode(text: string): string {
    try {
        return decodeURIComponent(text.replaceAll("+", " "));
    } catch {
        return text;
    }
}
