import { createRedactor } from "../shared/redact";
import { oneLine } from "../shared/text";
import { type ApiResponse, readRequestId, readResponse } from "./responses";
import type { HttpResponse } from "./transport";

/** Reads an HTTP response without the secrets of its request, which a response can repeat. */
export function readRedactedResponse(raw: HttpResponse, secrets: readonly string[]): ApiResponse {
    const redact = createRedactor(secrets);
    const { status, body, location, requestId, retryAfterMs, isHtml } = raw;
    const response = readResponse(status, body ?? "", redact);
    const isRedirect = status >= 300 && status < 400 && location !== undefined;
    return {
        ...response,
        vaultMessage: isRedirect ? oneLine(redact(`redirect to ${withoutDetails(location)}`)) : response.vaultMessage,
        // Of an unread body, only the content type is known.
        fromVault: body === undefined ? isHtml !== true : response.fromVault,
        requestId: response.requestId ?? readRequestId(requestId, redact),
        retryAfterMs,
    };
}

/** Removes user and query of a URL, which can hold anything. */
function withoutDetails(location: string): string {
    return location.replace(/[?#].*$/s, "").replace(/\/\/[^/]*@/, "//");
}
