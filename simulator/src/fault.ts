import type { Route } from "./route";

/**
 * All ways in which a request can be answered wrongly, or not at all. The statuses are the gateway's own, in the words
 * of the API page ("The gateway's own answers"), except `error500`, which is the vault's `Unexpected error.`
 *
 * - `reset`: the socket is destroyed without an answer.
 * - `cutBody`: headers and half a body, then the socket is destroyed.
 * - `hang`: no answer until the client gives up or the simulator closes; with `delayMs`, the right answer, late.
 * - `html200`, `empty200`, `wrongJson200`, `junk200` (1 MB): a 200 that holds nothing of the vault's.
 * - `error200`: a 200 whose body says `error: true`.
 * - `endlessRead`: a 200 whose body never ends.
 * - `redirect302`: a redirect to `Fault.location`.
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
] as const;

/** One of {@link faultKinds}. */
export type FaultKind = (typeof faultKinds)[number];

/** Something that goes wrong for the requests it fits; the first injected fault that fits a request is the one it meets. */
export interface Fault {
    /** What happens. */
    kind: FaultKind;
    /** Only requests on this route; by default on any but "token". */
    route?: Route;
    /** Only requests for this identifier. */
    identifier?: number;
    /** How many requests meet it; 1 by default. `Infinity` means all of them. */
    times?: number;
    /** 0 to 1, in place of `times`: the share of fitting requests that meet it, by a repeatable random sequence. */
    rate?: number;
    /** Starts the random sequence of `rate`; by default the fault's place in the order of injection. */
    seed?: number;
    /** The vault does the work first: "did it, then timed out". A request that the gateway refuses does not meet it. */
    act?: boolean;
    /** Passes over the first so many fitting requests. */
    after?: number;
    /** Milliseconds before the fault's answer. */
    delayMs?: number;
    /** The body of an answer of the gateway's: its own JSON by default. */
    bodyKind?: "json" | "html" | "empty";
    /** Words in place of the kind's own, where its body has words: the API page gives three for a 503. */
    message?: string;
    /** The `Retry-After` header of an answer of the gateway's, as it stands: seconds or a date; none by default. */
    retryAfter?: string;
    /** Where `redirect302` points; by default `/redirected` on the simulator, whose route is "unknown". */
    location?: string;
}

/** Names a fault the way the command's `--fault` spells it, such as `disable:timeout504x3+act`, for error messages. */
export function describeFault(fault: Fault): string {
    const identifier = fault.identifier === undefined ? "" : `/${fault.identifier}`;
    const amount = fault.rate === undefined ? `x${fault.times ?? 1}` : `@${Number((fault.rate * 100).toFixed(2))}%`;
    return `${fault.route ?? "any"}${identifier}:${fault.kind}${amount}${fault.act ? "+act" : ""}`;
}
