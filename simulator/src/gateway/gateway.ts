import type { IncomingHttpHeaders } from "node:http";
import type { HttpResponse } from "../shared/httpResponse";
import type { RoutedRequest } from "../shared/route";
import type { VaultApi } from "../vault/vaultApi";
import type { GatewayResponses } from "./gatewayResponses";
import type { RateLimiter } from "./rateLimiter";
import type { TokenEndpoint } from "./tokenEndpoint";

/** A request at the gateway. */
export interface GatewayRequest {
    readonly routed: RoutedRequest;
    readonly headers: IncomingHttpHeaders;
    /** The id that the gateway gave to the request. */
    readonly requestId: string;
    /** Undefined if the body is larger than the gateway accepts. */
    readonly body: string | undefined;
}

/** Handles a request and returns the response of the gateway or of the vault behind it. */
export type Gateway = (request: GatewayRequest) => HttpResponse;

/** The dependencies of the gateway. */
export interface GatewayOptions {
    readonly tokens: TokenEndpoint;
    readonly limiter: RateLimiter;
    readonly vault: VaultApi;
    readonly responses: GatewayResponses;
}

/** Returns the Kong gateway. It checks route, token, body size and rate limit, in this order. */
export function createGateway({ tokens, limiter, vault, responses }: GatewayOptions): Gateway {
    return ({ routed, headers, requestId, body }) => {
        if (routed.route === "unknown") {
            return responses(404, requestId);
        }
        if (routed.route !== "token" && !tokens.accepts(headers.authorization)) {
            return responses(401, requestId);
        }
        if (body === undefined) {
            // The server stops reading the body, so the client cannot reuse the connection.
            return responses(413, requestId, { headers: { Connection: "close" } });
        }
        if (routed.route === "token") {
            return tokens.respond(headers, body);
        }
        const seconds = limiter.secondsToWait();
        return seconds === undefined
            ? vault(routed, body)
            : responses(429, requestId, { headers: { "Retry-After": String(seconds) } });
    };
}
