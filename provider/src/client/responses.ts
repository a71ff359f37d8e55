import type { ShownResponse } from "../shared/errors";
import { createRedactor } from "../shared/redact";
import type { Secret } from "../shared/secret";
import { oneLine } from "../shared/text";
import { findGatewayMessage } from "./gatewayMessages";
import { asObject, firstText, isTrue, parseObject } from "./json";
import { findLists } from "./passwordList";
import type { HttpResponse } from "./transport";

/** A response of the vault or its gateway, in one form for all versions and body shapes. */
export interface ApiResponse extends ShownResponse {
    /** True where the body has an error flag or the status of a failure, whatever the status of the response. */
    isMarkedAsError: boolean;
}

export function isSuccess(status: number): boolean {
    return status >= 200 && status < 300;
}

/** Creates a reader of responses that removes the client secret and the token, which a response can repeat. */
export function createResponseReader(clientSecret: Secret) {
    // A redactor for each response would cost 6 % of the CPU time of a request.
    let redactedToken = "";
    let redact = createRedactor([clientSecret.reveal()]);

    return (raw: HttpResponse, token = ""): ApiResponse => {
        if (token !== redactedToken) {
            redactedToken = token;
            redact = createRedactor([clientSecret.reveal(), token]);
        }
        return readResponse(raw, redact);
    };
}

/**
 * Reads any response of the vault, its gateway or a proxy. Never throws.
 *
 * @param redact Removes secrets from a text, before it is truncated.
 */
export function readResponse(raw: HttpResponse, redact = (text: string) => text): ApiResponse {
    const { status, body = "", retryAfterMs } = raw;
    const json = parseObject(body);
    const response = asObject(json?.response);
    const exception = asObject(json?.exception);
    const message = firstText(
        response?.message,
        response?.mensagem,
        response?.Message,
        exception?.message,
        json?.error_description,
        json?.message,
        json?.error,
    );
    // Of a page or a plain text, only the gateway's message is shown: the rest can hold anything.
    const gateway = findGatewayMessage(message ?? (json === undefined ? body.replace(/\s+/g, " ") : ""));
    const vaultMessage = oneLine(redact(describeRedirect(raw) ?? message ?? gateway?.message ?? ""));
    return {
        status,
        code: readCode(exception?.code, vaultMessage),
        vaultMessage,
        isMarkedAsError:
            [response?.error, response?.erro].some(isTrue) || [response?.status, json?.code].some(isFailureStatus),
        // Of an unread body, only the content type is known.
        fromVault: raw.body === undefined ? !raw.isHtml : response !== undefined || findLists(json).length > 0,
        isVaultFailure: status === 500 && (response !== undefined || /unexpected error/i.test(message ?? "")),
        gateway: gateway?.error,
        requestId: readRequestId(json?.request_id, redact) ?? readRequestId(raw.requestId, redact),
        retryAfterMs,
    };
}

/** Returns the target of a redirect without user and query, which can hold anything. */
function describeRedirect({ status, location }: HttpResponse): string | undefined {
    return status >= 300 && status < 400 && location !== undefined
        ? `redirect to ${location.replace(/[?#].*$/s, "").replace(/\/\/[^/]*@/, "//")}`
        : undefined;
}

function readCode(exceptionCode: unknown, message: string): number | undefined {
    const code = Number(exceptionCode);
    if (Number.isInteger(code) && code >= 1000) {
        return code;
    }
    const prefix = /^(\d{4}):/.exec(message);
    return prefix ? Number(prefix[1]) : undefined;
}

/** Bodies repeat the HTTP status, which a proxy can have rewritten. */
function isFailureStatus(value: unknown): boolean {
    return Number(value) >= 400 && Number(value) <= 599;
}

/** Returns a request id that has the form of one and holds no secret. */
function readRequestId(id: unknown, redact: (text: string) => string): string | undefined {
    const text = firstText(id);
    return text !== undefined && /^[\w-]{1,64}$/.test(text) && redact(text) === text ? text : undefined;
}
