import type { Fault } from "mysafe-simulator";

/** A row of the table. */
export interface FaultRow {
    /** Returns the fault. */
    fault(): Omit<Fault, "route" | "times">;
    /** True if the client cannot know whether the vault executed the request. */
    leavesOpen: boolean;
    /** True if the client times out before the response ends. */
    slow: boolean;
    /** The wait of its Retry-After, in milliseconds. */
    retryAfterMs?: number;
}

const row = (fault: ReturnType<FaultRow["fault"]>, leavesOpen: boolean, slow = false): FaultRow => ({
    fault: () => fault,
    leavesOpen,
    slow,
});
const open = (fault: ReturnType<FaultRow["fault"]>) => row(fault, true);
const slow = (fault: ReturnType<FaultRow["fault"]>) => row(fault, true, true);
const no = (fault: ReturnType<FaultRow["fault"]>) => row(fault, false);

const inSevenSeconds = () => new Date(Date.now() + 7000).toUTCString();

/** The rows of the table in order. With "though done", the vault executes the request before the fault. */
export const faultRows = {
    "504 of the gateway": open({ kind: "timeout504" }),
    "504 of the gateway, though done": open({ kind: "timeout504", act: true }),
    "502 of the gateway": open({ kind: "badGateway502" }),
    "502 of the gateway, though done": open({ kind: "badGateway502", act: true }),
    "503 of the gateway": open({ kind: "unavailable503" }),
    "503 of the gateway, though done": open({ kind: "unavailable503", act: true }),
    "429, Retry-After: 7": { ...no({ kind: "rateLimit429", retryAfter: "7" }), retryAfterMs: 7000 },
    "429, Retry-After a date in 7 s": {
        ...no({ kind: "rateLimit429" }),
        fault: () => ({ kind: "rateLimit429", retryAfter: inSevenSeconds() }),
        retryAfterMs: 7000,
    },
    "429, Retry-After: 3600": no({ kind: "rateLimit429", retryAfter: "3600" }),
    "429 without Retry-After": no({ kind: "rateLimit429" }),
    "500 of the vault": open({ kind: "error500" }),
    "500 of the vault, though done": open({ kind: "error500", act: true }),
    "401 of the gateway": no({ kind: "unauthorized401" }),
    "403 of the gateway": no({ kind: "forbidden403" }),
    "404 of the gateway": no({ kind: "noRoute404" }),
    "302, a redirect": no({ kind: "redirect302" }),
    "connection reset": open({ kind: "reset" }),
    "connection reset, though done": open({ kind: "reset", act: true }),
    "no answer in time": slow({ kind: "hang" }),
    "no answer in time, though done": slow({ kind: "hang", act: true }),
    "answer cut in its body, a 200": open({ kind: "cutBody" }),
    "answer cut in its body, though done": open({ kind: "cutBody", act: true }),
    "200 whose body never ends": slow({ kind: "endlessRead" }),
    "200 with a page of HTML": open({ kind: "html200" }),
    "200 with a page of HTML, though done": open({ kind: "html200", act: true }),
    "200 with an empty body": open({ kind: "empty200" }),
    "200 with other JSON": open({ kind: "wrongJson200" }),
    "200 with 1 MB of junk": open({ kind: "junk200" }),
    "200 with `error: true`": open({ kind: "error200" }),
    "200 with `error: true`, though done": open({ kind: "error200", act: true }),
} satisfies Record<string, FaultRow>;

/** The name of a row. */
export type FaultName = keyof typeof faultRows;

export const faultNames = Object.keys(faultRows) as FaultName[];
