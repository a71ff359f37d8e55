import type { Route } from "../shared/route";
import { malformedKinds } from "./malformedHttp";

/**
 * All kinds of faults. The gateway sends those with a status, except `error500`, the vault's `Unexpected error.`
 * The messages are those of the API page ("The gateway's own answers").
 *
 * - `reset`: a TCP reset without a response.
 * - `cutBody`: headers and half a body, then the connection closes.
 * - `hang`: no response until the client gives up or the simulator closes. With `delayMs`, the real response, late.
 * - `html200`, `empty200`, `wrongJson200`, `junk200` (1 MB): a 200 that does not come from the vault.
 * - `error200`: a 200 with `error: true` in its body.
 * - `endlessRead`: a 200 whose body never ends.
 * - `redirect302`: a redirect to `Fault.location`.
 * - `status`: the gateway's response with `Fault.status`.
 * - `badHeaderName`: a response with a space in the name of a header.
 * - `badStatusLine`: a response with letters in its status.
 * - `badChunk`: a response whose chunk has no valid size.
 * - `badGzip`: a response whose body is no gzip, though its header says so.
 * - `twoLengths`: a response with two values of `Content-Length`.
 * - `notHttp`: the first line of an SSH server.
 * - `wrongCharset`: the vault's real response in ISO-8859-1, declared as `Fault.charset`. The vault always acts first.
 * - `foreignTenant`: the response of an empty vault, as for an access key of another tenant. The real vault never acts.
 */
export const faultKinds = [
    "timeout504",
    "badGateway502",
    "unavailable503",
    "rateLimit429",
    "error500",
    "unauthorized401",
    "forbidden403",
    "noRoute404",
    "reset",
    "cutBody",
    "hang",
    "html200",
    "empty200",
    "wrongJson200",
    "error200",
    "junk200",
    "endlessRead",
    "redirect302",
    "status",
    ...malformedKinds,
    "wrongCharset",
    "foreignTenant",
] as const;

/** One of {@link faultKinds}. */
export type FaultKind = (typeof faultKinds)[number];

/** An injected fault. Of several faults that match a request, the first one affects it. */
export interface Fault {
    /** The effect. */
    kind: FaultKind;
    /** Only requests on this route; by default on every route except "token". */
    route?: Route;
    /** Only requests for this identifier. */
    identifier?: number;
    /** The number of requests that it affects; 1 by default. `Infinity` means all. */
    times?: number;
    /** In place of `times`: the share of matching requests that it affects, 0 to 1, by a repeatable random sequence. */
    rate?: number;
    /** The seed of the random sequence of `rate`; by default the fault's place in the order of injection. */
    seed?: number;
    /** Makes the vault act first, for example "disabled, then timed out". It spares requests that the gateway rejects. */
    act?: boolean;
    /** Skips this number of matching requests. */
    after?: number;
    /** Milliseconds before the response. */
    delayMs?: number;
    /** The status of the kind `status`, 200 to 999. Other kinds do not have it. */
    status?: number;
    /** The body of a response from the gateway; its own JSON by default. "vault" is the vault's form of a failure. */
    bodyKind?: "json" | "html" | "empty" | "vault";
    /** Replaces the message of the kind. For example, the API page gives three messages for a 503. */
    message?: string;
    /** The `Retry-After` header of a response from the gateway: seconds or a date; none by default. */
    retryAfter?: string;
    /** The target of `redirect302`; by default `/redirected` on the simulator, on the route "unknown". */
    location?: string;
    /** The declared charset of `wrongCharset`; "utf-8" by default. "" declares none. Other kinds do not have it. */
    charset?: string;
}

/** Returns true if a fault affects only requests that the gateway passes to the vault. */
export function waitsForVault({ kind, act }: Fault): boolean {
    return act === true || kind === "wrongCharset" || kind === "foreignTenant";
}

/** Returns a fault as `--fault` of the command spells it, such as `disable:timeout504x3+act` or `any:status524x1`. */
export function describeFault(fault: Fault): string {
    const identifier = fault.identifier === undefined ? "" : `/${fault.identifier}`;
    const amount = fault.rate === undefined ? `x${fault.times ?? 1}` : `@${Number((fault.rate * 100).toFixed(2))}%`;
    return `${fault.route ?? "any"}${identifier}:${fault.kind}${fault.status ?? ""}${amount}${fault.act ? "+act" : ""}`;
}
