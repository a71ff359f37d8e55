import type { GatewayError } from "../shared/responseFacts";

/** The messages that the vendor documents for the gateway. */
const messages: readonly [GatewayError, RegExp][] = [
    ["rateLimited", /API rate limit exceeded/i],
    ["noRoute", /no Route matched with those values/i],
    // The message of nginx, whose pages wrap many gateways.
    ["noClientCertificate", /No required SSL certificate was sent/i],
    [
        "upstream",
        /(the )?upstream server is timing out|(an )?invalid response was received from the upstream server|failure to get a peer from the ring-balancer|name resolution failed|service unavailable/i,
    ],
];

/** Finds a message of the gateway in a text. */
export function findGatewayMessage(text: string): { error: GatewayError; message: string } | undefined {
    for (const [error, pattern] of messages) {
        const message = pattern.exec(text)?.[0];
        if (message !== undefined) {
            return { error, message };
        }
    }
    return undefined;
}
