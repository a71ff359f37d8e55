import { createRedactor } from "../shared/redact";
import type { Secret } from "../shared/secret";
import { oneLine } from "../shared/text";
import { type ApiResponse, readRequestId, readResponse } from "./responses";
import type { HttpResponse } from "./transport";

/** Reads an HTTP response without the secrets of its request, which a response can repeat. */
export type ResponseReader = (raw: HttpResponse, token: string | undefined) => ApiResponse;

/** Creates a reader that removes the client secret and the token. */
export function createResponseReader(clientSecret: Secret): ResponseReader {
    // A redactor for each response would cost 6 % of the CPU time of a request.
    let redact = createRedactor([clientSecret.reveal()]);
    let redactedToken: string | undefined;

    return (raw, token) => {
        if (token !== redactedToken) {
            redact = createRedactor([clientSecret.reveal(), token ?? ""]);
            redactedToken = token;
        }
        const { status, body, location, requestId, retryAfterMs, isHtml } = raw;
        const response = readResponse(status, body ?? "", redact);
        const isRedirect = status >= 300 && status < 400 && location !== undefined;
        return {
            ...response,
            vaultMessage: isRedirect
                ? oneLine(redact(`redirect to ${withoutDetails(location)}`))
                : response.vaultMessage,
            // Of an unread body, only the content type is known.
            fromVault: body === undefined ? isHtml !== true : response.fromVault,
            requestId: response.requestId ?? readRequestId(requestId, redact),
            retryAfterMs,
        };
    };
}

/** Removes user and query of a URL, which can hold anything. */
function withoutDetails(location: string): string {
    return location.replace(/[?#].*$/s, "").replace(/\/\/[^/]*@/, "//");
}
