import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { type HttpResponse, jsonResponse } from "../shared/httpResponse";

/** The one access key of the vault, and the clock. */
export interface TokenEndpointOptions {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly tenant: string | undefined;
    /** In seconds of the vault's clock. */
    readonly lifetimeSeconds: number;
    /** The age from which the gateway accepts a token, in seconds of the vault's clock. */
    readonly activationSeconds: number;
    readonly now: () => Date;
}

/** The OAuth 2.0 token endpoint for client credentials ("Base and authentication" of the API page). */
export interface TokenEndpoint {
    /** All issued tokens, in order. */
    readonly issued: readonly string[];
    /** Returns the response to a token request. */
    respond(headers: IncomingHttpHeaders, body: string): HttpResponse;
    /** Returns true if an `Authorization` header carries an active token that is neither expired nor revoked. */
    accepts(authorization: string | undefined): boolean;
    /** Revokes all tokens. */
    revokeAll(): void;
    /** Changes the access key's secret. Issued tokens remain valid. */
    setClientSecret(secret: string): void;
}

/** Returns a token endpoint that has issued no token. */
export function createTokenEndpoint(options: TokenEndpointOptions): TokenEndpoint {
    let clientSecret = options.clientSecret;
    const issued: string[] = [];
    const lives = new Map<string, { from: number; until: number }>();

    function reject(headers: IncomingHttpHeaders, form: URLSearchParams): HttpResponse | undefined {
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
        // The vault looks a client up within its tenant, so a wrong tenant looks like an unknown client.
        const rightTenant = options.tenant === undefined || form.get("tenant") === options.tenant;
        if (!rightTenant || !clients.some(([id, secret]) => id === options.clientId && secret === clientSecret)) {
            // A rejected header gets a challenge with the scheme of the header (RFC 6749 section 5.2).
            const challenge: Record<string, string> =
                basic === undefined ? {} : { "WWW-Authenticate": 'Basic realm="OAuth2.0"' };
            return oauthError(401, "invalid_client", "Invalid client authentication", challenge);
        }
        return undefined;
    }

    return {
        issued,
        respond(headers, body) {
            const rejection = reject(headers, new URLSearchParams(body));
            if (rejection !== undefined) {
                return rejection;
            }
            const token = `tok-${randomBytes(20).toString("hex")}`;
            issued.push(token);
            const now = options.now().getTime();
            lives.set(token, {
                from: now + options.activationSeconds * 1000,
                until: now + options.lifetimeSeconds * 1000,
            });
            const granted = { token_type: "Bearer", expires_in: options.lifetimeSeconds, access_token: token };
            return jsonResponse("vault", 200, granted, {
                headers: { "Cache-Control": "no-store", Pragma: "no-cache" },
            });
        },
        accepts(authorization) {
            const token = /^bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
            const life = token === undefined ? undefined : lives.get(token);
            const now = options.now().getTime();
            return life !== undefined && now >= life.from && now < life.until;
        },
        revokeAll: () => lives.clear(),
        setClientSecret(secret) {
            clientSecret = secret;
        },
    };
}

function oauthError(
    status: number,
    error: string,
    description: string,
    headers?: HttpResponse["headers"],
): HttpResponse {
    return jsonResponse("vault", status, { error, error_description: description }, { headers });
}

/**
 * Returns the clients that an HTTP Basic header can mean. Go's client form-encodes the halves (RFC 6749 section 2.3.1).
 * Python's requests-oauthlib sends them unencoded (RFC 7617).
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
