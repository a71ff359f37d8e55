import { type Answer, jsonAnswer } from "./answer";
import type { VaultVersion } from "./simulatorOptions";

/** The gateway's own words for a status ("The gateway's own answers" of the API page). */
export const gatewayMessages: Readonly<Record<number, string>> = {
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

/** What to change about one answer of the gateway's. */
export interface GatewayAnswerOptions {
    message?: string | undefined;
    bodyKind?: "json" | "html" | "empty" | undefined;
    headers?: Record<string, string>;
}

/** Answers as the gateway itself, for a request with the given id. */
export type GatewayAnswers = (status: number, requestId: string, options?: GatewayAnswerOptions) => Answer;

/** The gateway in front of one version: the one of 3.32 is older and leaves `request_id` out of its bodies. */
export function createGatewayAnswers(version: VaultVersion): GatewayAnswers {
    return (status, requestId, { message = gatewayMessages[status] ?? "", bodyKind = "json", headers = {} } = {}) => {
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
        return jsonAnswer("gateway", status, body, { headers: all });
    };
}
