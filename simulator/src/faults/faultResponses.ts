import type { GatewayRequest } from "../gateway/gateway";
import type { GatewayResponses } from "../gateway/gatewayResponses";
import { type HttpResponse, jsonResponse } from "../shared/httpResponse";
import type { BodyShapes } from "../vault/bodyShapes";
import type { Fault, FaultKind } from "./fault";
import { malformedHttp } from "./malformedHttp";
import { wrongCharset } from "./wrongCharset";

/** The server's answer to a request that a fault affects. */
export type FaultResponse =
    | { readonly delivery: "whole" | "half"; readonly response: HttpResponse }
    | { readonly delivery: "endless"; readonly response: HttpResponse; readonly more: string }
    | { readonly delivery: "raw"; readonly bytes: Buffer; readonly secretOf: number | undefined }
    | { readonly delivery: "reset" };

/** Returns the response of a fault. `real` is the vault's response, if the fault waits for the vault. */
export type FaultResponses = (fault: Fault, request: FaultyRequest, real: HttpResponse | undefined) => FaultResponse;

/** A request that a fault affects. */
export interface FaultyRequest extends GatewayRequest {
    readonly scheme: "http" | "https";
}

const gatewayStatuses: Partial<Record<FaultKind, number>> = {
    timeout504: 504,
    badGateway502: 502,
    unavailable503: 503,
    rateLimit429: 429,
    unauthorized401: 401,
    forbidden403: 403,
    noRoute404: 404,
};

/** Returns the responses of all faults except `hang`, which has none. */
export function createFaultResponses(shapes: BodyShapes, gateway: GatewayResponses): FaultResponses {
    const whole = (response: HttpResponse): FaultResponse => ({ delivery: "whole", response });

    const ok = (contentType: string, body: string): HttpResponse => ({
        status: 200,
        headers: { "Content-Type": contentType },
        body,
        from: "gateway",
    });

    /** Returns a failure of the server behind the route: the OAuth server or the vault. */
    function upstreamFailure({ routed }: FaultyRequest, status: number, message = "Unexpected error."): HttpResponse {
        return routed.route === "token"
            ? jsonResponse("vault", status, { error: "server_error", error_description: message })
            : shapes.failure(status, message);
    }

    function redirect({ scheme, headers }: FaultyRequest, { location }: Fault): HttpResponse {
        const target = location ?? `${scheme}://${headers.host}/redirected`;
        return { status: 302, headers: { Location: target }, body: "", from: "gateway" };
    }

    function gatewayFailure(request: FaultyRequest, fault: Fault, status: number): HttpResponse {
        const { message, bodyKind, retryAfter } = fault;
        const headers: Record<string, string> = retryAfter === undefined ? {} : { "Retry-After": retryAfter };
        if (bodyKind === "vault") {
            const failure = upstreamFailure(request, status, message);
            return { ...failure, headers: { ...failure.headers, ...headers } };
        }
        return gateway(status, request.requestId, { message, bodyKind, headers });
    }

    return (fault, request, real = shapes.success(200, "Success")) => {
        switch (fault.kind) {
            case "error500":
                // The vault sends its own JSON, which a proxy before it may replace with a page.
                return fault.bodyKind === "html" || fault.bodyKind === "empty"
                    ? whole(gatewayFailure(request, fault, 500))
                    : whole(upstreamFailure(request, 500, fault.message));
            case "error200":
                return whole(upstreamFailure(request, 200, fault.message));
            case "reset":
                return { delivery: "reset" };
            case "cutBody":
                return { delivery: "half", response: real };
            case "html200":
                return whole(gateway(200, request.requestId, { message: "Sign in", bodyKind: "html" }));
            case "empty200":
                return whole(gateway(200, request.requestId, { bodyKind: "empty" }));
            case "wrongJson200":
                return whole(ok("application/json", JSON.stringify({ result: "ok", items: [] })));
            case "junk200":
                return whole(ok("application/json", "junk".repeat(256 * 1024)));
            case "endlessRead": {
                const response = ok("application/json", '{"code":200,"response":"');
                return { delivery: "endless", response, more: "and so on " };
            }
            case "redirect302":
                return whole(redirect(request, fault));
            case "status":
                return whole(gatewayFailure(request, fault, fault.status ?? 500));
            case "badHeaderName":
            case "badStatusLine":
            case "badChunk":
            case "badGzip":
            case "twoLengths":
            case "notHttp": {
                const secretOf = fault.kind === "notHttp" ? undefined : real.secretOf;
                return { delivery: "raw", bytes: malformedHttp(fault.kind, real, request.requestId), secretOf };
            }
            case "wrongCharset":
                return whole(wrongCharset(real, fault.charset));
            case "foreignTenant":
                return whole(real);
            default:
                return whole(gatewayFailure(request, fault, gatewayStatuses[fault.kind] ?? 500));
        }
    };
}
