import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Fault, waitsForVault } from "../faults/fault";
import type { FaultQueue } from "../faults/faultQueue";
import type { FaultResponse, FaultResponses, FaultyRequest } from "../faults/faultResponses";
import type { Gateway } from "../gateway/gateway";
import type { HttpResponse } from "../shared/httpResponse";
import { matchRoute } from "../shared/route";
import type { Connection } from "./connection";
import { createExchange, type Exchange } from "./exchange";
import type { RequestLog } from "./requestLog";

/** Handles one request of Node's server. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse, connection: Connection) => unknown;

/** The dependencies of the request handler. */
export interface RequestHandlerOptions {
    readonly log: RequestLog;
    readonly faults: FaultQueue;
    readonly faultResponses: FaultResponses;
    readonly gateway: Gateway;
    /** The same gateway before the empty vault of another tenant. */
    readonly foreignGateway: Gateway;
    readonly latencyMs: number;
    /** Called for each response that carries the plain-text secret of a password. */
    readonly onSecretServed: (identifier: number) => void;
}

/**
 * Returns the handler of all requests. A fault answers before the gateway.
 * A fault that waits for the vault answers after it, and only requests that the gateway lets through.
 */
export function createRequestHandler(options: RequestHandlerOptions): RequestHandler {
    const { log, faults, faultResponses, gateway, foreignGateway, latencyMs, onSecretServed } = options;

    function handle(request: FaultyRequest, exchange: Exchange, fault?: Fault): HttpResponse {
        if (fault?.kind === "foreignTenant") {
            return foreignGateway(request);
        }
        const response = gateway(request);
        exchange.record.acted = response.acted ?? false;
        return response;
    }

    return async (incoming, response, connection) => {
        const { method = "", url: target = "/", headers } = incoming;
        const { clientCertificate, scheme } = connection;
        const routed = matchRoute(method, target);
        const requestId = randomBytes(16).toString("hex");
        const { authorization } = headers;
        const open = log.open(method, target, routed, { authorization, clientCertificate });
        const exchange = createExchange(incoming, response, { connection, open, requestId, onSecretServed });

        const body = await exchange.readBody();
        if (!(await exchange.pause(0))) {
            return;
        }
        const request: FaultyRequest = { routed, headers, requestId, body, scheme };
        const met = faults.meet(routed);
        const real = met === undefined || waitsForVault(met.fault) ? handle(request, exchange, met?.fault) : undefined;
        if (met === undefined || real?.from === "gateway") {
            met?.undo();
            if (await exchange.pause(latencyMs)) {
                exchange.send(real ?? handle(request, exchange));
            }
            return;
        }

        const { fault } = met;
        exchange.record.fault = fault.kind;
        const hangs = fault.kind === "hang";
        const delayMs = fault.delayMs ?? (hangs ? Number.POSITIVE_INFINITY : 0);
        if (!(await exchange.pause(latencyMs + delayMs))) {
            return;
        }
        if (hangs) {
            exchange.send(real ?? handle(request, exchange));
        } else {
            deliver(exchange, faultResponses(fault, request, real));
        }
    };
}

function deliver(exchange: Exchange, faultResponse: FaultResponse): void {
    if (faultResponse.delivery === "reset") {
        exchange.reset();
    } else if (faultResponse.delivery === "endless") {
        exchange.sendEndlessly(faultResponse.response, faultResponse.more);
    } else if (faultResponse.delivery === "raw") {
        exchange.sendRaw(faultResponse.bytes, faultResponse.secretOf);
    } else if (faultResponse.delivery === "half") {
        exchange.sendHalf(faultResponse.response);
    } else {
        exchange.send(faultResponse.response);
    }
}
