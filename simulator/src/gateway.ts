import { randomBytes } from "node:crypto";
import type { Answer } from "./answer";
import { createExchange, type Exchange } from "./exchange";
import type { FaultAnswers } from "./faultAnswers";
import type { FaultQueue } from "./faultQueue";
import type { GatewayAnswers } from "./gatewayAnswers";
import type { RequestHandler } from "./listen";
import type { RateLimiter } from "./rateLimiter";
import type { RequestLog } from "./requestLog";
import { type Call, matchRoute } from "./route";
import type { TokenDesk } from "./tokenDesk";
import type { VaultCalls } from "./vaultCalls";

/** What stands before and behind the gateway. */
export interface GatewayOptions {
    readonly log: RequestLog;
    readonly faults: FaultQueue;
    readonly tokens: TokenDesk;
    readonly limiter: RateLimiter;
    readonly vault: VaultCalls;
    readonly answers: GatewayAnswers;
    readonly faultAnswers: FaultAnswers;
    readonly latencyMs: number;
    readonly onSecretServed: (identifier: number) => void;
}

/**
 * The Kong gateway: an injected fault first, then route, token, body size and rate limit, then the vault. A fault that
 * acts comes last instead, and only for requests that reach what stands behind the gateway.
 */
export function createGateway(options: GatewayOptions): RequestHandler {
    const { log, faults, tokens, limiter, vault, answers, faultAnswers, latencyMs, onSecretServed } = options;

    function work(call: Call, { request, requestId }: Exchange, body: string | undefined): Answer {
        const { authorization } = request.headers;
        if (call.route === "unknown") {
            return answers(404, requestId);
        }
        if (call.route !== "token" && !tokens.accepts(authorization)) {
            return answers(401, requestId);
        }
        if (body === undefined) {
            // The rest of the body is not read, so the connection is of no more use.
            return answers(413, requestId, { headers: { Connection: "close" } });
        }
        if (call.route === "token") {
            return tokens.answer(request.headers, body);
        }
        const seconds = limiter.secondsToWait();
        return seconds === undefined
            ? vault(call, body)
            : answers(429, requestId, { headers: { "Retry-After": String(seconds) } });
    }

    function workAndLog(call: Call, exchange: Exchange, body: string | undefined): Answer {
        const answer = work(call, exchange, body);
        exchange.record.acted = answer.acted ?? false;
        return answer;
    }

    return async (request, response, connection) => {
        const target = request.url ?? "/";
        const method = request.method ?? "";
        const call = matchRoute(method, target);
        const requestId = randomBytes(16).toString("hex");
        const { clientCertificate } = connection;
        const { authorization } = request.headers;
        const open = log.open(method, target, call, { authorization, clientCertificate });
        const exchange = createExchange(request, response, { connection, open, requestId, onSecretServed });
        const body = await exchange.readBody();
        if (!(await exchange.pause(0))) {
            return;
        }
        const met = faults.meet(call);
        const early = met === undefined || met.fault.act ? workAndLog(call, exchange, body) : undefined;
        if (met === undefined || early?.from === "gateway") {
            met?.giveBack();
            if (await exchange.pause(latencyMs)) {
                exchange.send(early ?? answers(500, requestId));
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
            exchange.send(early ?? workAndLog(call, exchange, body));
        } else {
            faultAnswers(exchange, fault, early);
        }
    };
}
