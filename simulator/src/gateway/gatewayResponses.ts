import { STATUS_CODES } from "node:http";
import { type HttpResponse, jsonResponse } from "../shared/httpResponse";
import type { VaultVersion } from "../vault/vaultVersion";

/** The gateway's message for each status ("The gateway's own answers" of the API page). */
const messages: Readonly<Record<number, string>> = {
    401: "Unauthorized",
    403: "You are not authorized to access this resource.",
    404: "no Route matched with those values",
    413: "Request size limit exceeded",
    429: "API rate limit exceeded",
    500: "An unexpected error occurred",
    502: "An invalid response was received from the upstream server",
    503: "failure to get a peer from the ring-balancer",
    504: "The upstream server is timing out",
};

/** The changes to one of the gateway's responses. */
export interface GatewayResponseOptions {
    message?: string | undefined;
    bodyKind?: "json" | "html" | "empty" | undefined;
    headers?: Record<string, string>;
}

/** Returns the gateway's own response to a request with this id. */
export type GatewayResponses = (status: number, requestId: string, options?: GatewayResponseOptions) => HttpResponse;

/** Returns the responses of the gateway for one version. The gateway of 3.32 leaves `request_id` out of its bodies. */
export function createGatewayResponses(version: VaultVersion): GatewayResponses {
    return (status, requestId, options = {}) => {
        const standard = messages[status] ?? STATUS_CODES[status] ?? "Unknown status";
        const { message = standard, bodyKind = "json", headers = {} } = options;
        const challenge: Record<string, string> = status === 401 ? { "WWW-Authenticate": "Bearer" } : {};
        const all = { ...challenge, ...headers };
        if (bodyKind === "html") {
            const body =
                '<!doctype html>\n<html><head><meta charset="utf-8"><title>Error</title></head>\n' +
                `<body><h1>Error</h1><p>${message}.</p><p>request_id: ${requestId}</p></body></html>\n`;
            return { status, headers: { "Content-Type": "text/html; charset=utf-8", ...all }, body, from: "gateway" };
        }
        if (bodyKind === "empty") {
            return { status, headers: all, body: "", from: "gateway" };
        }
        const body = version === "3.32" ? { message } : { message, request_id: requestId };
        return jsonResponse("gateway", status, body, { headers: all });
    };
}
