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
        const basic = basicClients(headers.authorization);
        const clients = basic ?? [[form.get("client_id"), form.get("client_secret")]];
        // A client is looked up within its tenant, so a wrong tenant looks like a client that does not exist.
        const rightTenant = options.tenant === undefined || form.get("tenant") === options.tenant;
        if (!rightTenant || !clients.some(([id, secret]) => id === options.clientId && secret === clientSecret)) {
            // A client that came by a header is told the header's scheme (RFC 6749 section 5.2).
            const challenge: Record<string, string> =
                basic === undefined ? {} : { "WWW-Authenticate": 'Basic realm="OAuth2.0"' };
            return oauthError(401, "invalid_client", "Invalid client authentication", challenge);
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
            return jsonAnswer("vault", 200, granted, {
                headers: { "Cache-Control": "no-store", Pragma: "no-cache" },
            });
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

function oauthError(status: number, error: string, description: string, headers?: Answer["headers"]): Answer {
    return jsonAnswer("vault", status, { error, error_description: description }, { headers });
}

/**
 * The clients that an HTTP Basic header can mean. RFC 6749 section 2.3.1 wants its halves form-encoded, as Go's client
 * sends them; Python's requests-oauthlib sends them as they are, as RFC 7617 has it.
 */
function basicClients(authorization: string | undefined): [string, string][] | undefined {
    const encoded = /^basic\b *(\S*)$/i.exec(authorization ?? "")?.[1];
    if (encoded === undefined) {
        return undefined;
    }
    const [id = "", secret = ""] = Buffer.from(encoded, "base64").toString("utf8").split(/:(.*)/s, 2);
    return [
        [formDecode(id), formDecode(secret)],
        [id, secret],
    ];
}

function formDecode(text: string): string {
    try {
        return decodeURIComponent(text.replaceAll("+", " "));
    } catch {
        return text;
    }
}
