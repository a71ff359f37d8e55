import { type Answer, jsonAnswer } from "./answer";
import type { BodyShapes } from "./bodyShapes";
import type { Exchange } from "./exchange";
import type { Fault, FaultKind } from "./fault";
import type { GatewayAnswers } from "./gatewayAnswers";

/** Answers an exchange as a fault wants it; `worked` is the vault's real answer if the fault let it act first. */
export type FaultAnswers = (exchange: Exchange, fault: Fault, worked: Answer | undefined) => void;

const gatewayStatuses: Partial<Record<FaultKind, number>> = {
    timeout504: 504,
    badGateway502: 502,
    unavailable503: 503,
    rateLimit429: 429,
    unauthorized401: 401,
    forbidden403: 403,
    noRoute404: 404,
};

/** The answers to all faults but `hang`, which has none. */
export function createFaultAnswers(shapes: BodyShapes, gateway: GatewayAnswers): FaultAnswers {
    const plain = (contentType: string, body: string): Answer => ({
        status: 200,
        headers: { "Content-Type": contentType },
        body,
        from: "gateway",
    });

    /** A failure in the words of whoever stands behind the route: the OAuth server or the vault. */
    function upstreamFailure(exchange: Exchange, status: number, message: string): Answer {
        return exchange.record.route === "token"
            ? jsonAnswer("vault", status, { error: "server_error", error_description: message })
            : shapes.failure(status, message);
    }

    function redirect(exchange: Exchange, fault: Fault): Answer {
        const location =
            fault.location ?? `${exchange.connection.scheme}://${exchange.request.headers.host}/redirected`;
        return { status: 302, headers: { Location: location }, body: "", from: "gateway" };
    }

    function gatewayAnswer(exchange: Exchange, fault: Fault, status: number): Answer {
        const { retryAfter } = fault;
        const headers: Record<string, string> = retryAfter === undefined ? {} : { "Retry-After": retryAfter };
        const { message, bodyKind } = fault;
        return gateway(status, exchange.requestId, { message, bodyKind, headers });
    }

    return (exchange, fault, worked) => {
        switch (fault.kind) {
            case "error500":
                // The vault's words come in its own JSON; what stands before it may still turn them into a page.
                return fault.bodyKind === "html" || fault.bodyKind === "empty"
                    ? exchange.send(gatewayAnswer(exchange, fault, 500))
                    : exchange.send(upstreamFailure(exchange, 500, fault.message ?? "Unexpected error."));
            case "error200":
                return exchange.send(upstreamFailure(exchange, 200, fault.message ?? "Unexpected error."));
            case "reset":
                return exchange.reset();
            case "cutBody":
                return exchange.sendHalf(worked ?? shapes.success(200, "Success"));
            case "html200":
                return exchange.send(gateway(200, exchange.requestId, { message: "Sign in", bodyKind: "html" }));
            case "empty200":
                return exchange.send(gateway(200, exchange.requestId, { bodyKind: "empty" }));
            case "wrongJson200":
                return exchange.send(plain("application/json", JSON.stringify({ result: "ok", items: [] })));
            case "junk200":
                return exchange.send(plain("application/json", "junk".repeat(256 * 1024)));
            case "endlessRead":
                return exchange.sendEndlessly(plain("application/json", '{"code":200,"response":"'), "and so on ");
            case "redirect302":
                return exchange.send(redirect(exchange, fault));
            default:
                return exchange.send(gatewayAnswer(exchange, fault, gatewayStatuses[fault.kind] ?? 500));
        }
    };
}
