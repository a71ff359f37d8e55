import type { Fault, SimulatorOptions } from "mysafe-simulator";

/** A row of the table. */
export interface FaultRow {
    /** Returns the fault; undefined where the simulator's options make it. */
    fault(): Omit<Fault, "route" | "times"> | undefined;
    /** Returns the options of a simulator that has the fault once or always. */
    options?(amount: "once" | "for ever"): SimulatorOptions;
    /** True if a token request cannot meet the fault. */
    sparesToken?: boolean;
    /** True if the client cannot know whether the vault executed the request. */
    leavesOpen: boolean;
    /** True if the client times out before the response ends. */
    slow: boolean;
    /** The wait of its Retry-After, in milliseconds. */
    retryAfterMs?: number;
}

type Injected = NonNullable<ReturnType<FaultRow["fault"]>>;

const row = (fault: Injected, leavesOpen: boolean, slow = false): FaultRow => ({
    fault: () => fault,
    leavesOpen,
    slow,
});
const open = (fault: Injected) => row(fault, true);
const slow = (fault: Injected) => row(fault, true, true);
const no = (fault: Injected) => row(fault, false);

const inSevenSeconds = () => new Date(Date.now() + 7000).toUTCString();

/** The rows of the table in order. With "though done", the vault executes the request before the fault. */
export const faultRows = {
    "504 of the gateway": open({ kind: "timeout504" }),
    "504 of the gateway, though done": open({ kind: "timeout504", act: true }),
    "502 of the gateway": open({ kind: "badGateway502" }),
    "502 of the gateway, though done": open({ kind: "badGateway502", act: true }),
    "503 of the gateway": open({ kind: "unavailable503" }),
    "503 of the gateway, though done": open({ kind: "unavailable503", act: true }),
    "429 with Retry-After: 7": { ...no({ kind: "rateLimit429", retryAfter: "7" }), retryAfterMs: 7000 },
    "429 with a date as Retry-After": {
        ...no({ kind: "rateLimit429" }),
        fault: () => ({ kind: "rateLimit429", retryAfter: inSevenSeconds() }),
        retryAfterMs: 7000,
    },
    "429 with Retry-After: 3600": no({ kind: "rateLimit429", retryAfter: "3600" }),
    "429 without Retry-After": no({ kind: "rateLimit429" }),
    "500 of the vault": open({ kind: "error500" }),
    "500 of the vault, though done": open({ kind: "error500", act: true }),
    "401 of the gateway": no({ kind: "unauthorized401" }),
    "403 of the gateway": no({ kind: "forbidden403" }),
    "404 of the gateway": no({ kind: "noRoute404" }),
    "302, a redirect": no({ kind: "redirect302" }),
    "524 of a server before it": open({ kind: "status", status: 524, bodyKind: "html" }),
    "524 of a server before it, though done": open({ kind: "status", status: 524, bodyKind: "html", act: true }),
    "500 of a server before it": open({ kind: "status", status: 500, bodyKind: "html", message: "Internal error" }),
    "503 in the vault's form": open({ kind: "status", status: 503, bodyKind: "vault", message: "Busy" }),
    "408 of a server before it": open({ kind: "status", status: 408, bodyKind: "html" }),
    "460, a status of no standard": open({ kind: "status", status: 460, bodyKind: "html" }),
    "403 with Retry-After: 7": {
        ...no({ kind: "forbidden403", retryAfter: "7", bodyKind: "html" }),
        retryAfterMs: 7000,
    },
    "413 of a server before it": no({ kind: "status", status: 413, bodyKind: "html" }),
    "connection reset": open({ kind: "reset" }),
    "connection reset, though done": open({ kind: "reset", act: true }),
    "no answer in time": slow({ kind: "hang" }),
    "no answer in time, though done": slow({ kind: "hang", act: true }),
    "200 that is cut in its body": open({ kind: "cutBody" }),
    "the vault's own answer, cut in its body": open({ kind: "cutBody", act: true }),
    "200 with a body that never ends": slow({ kind: "endlessRead" }),
    "200 with a page of HTML": open({ kind: "html200" }),
    "200 with a page of HTML, though done": open({ kind: "html200", act: true }),
    "200 with an empty body": open({ kind: "empty200" }),
    "200 with other JSON": open({ kind: "wrongJson200" }),
    "200 with 1 MB of junk": open({ kind: "junk200" }),
    "200 with `error: true`": open({ kind: "error200" }),
    "200 with `error: true`, though done": open({ kind: "error200", act: true }),
    "a header's name with a space": open({ kind: "badHeaderName" }),
    "a header's name with a space, though done": open({ kind: "badHeaderName", act: true }),
    "a status line with letters": open({ kind: "badStatusLine" }),
    "two lengths of the body": open({ kind: "twoLengths" }),
    "200 with a chunk without a valid size": open({ kind: "badChunk" }),
    "200 that is no gzip, as it declares": open({ kind: "badGzip" }),
    "the vault's own answer, not in gzip as declared": open({ kind: "badGzip", act: true }),
    "another protocol than HTTP": open({ kind: "notHttp" }),
    "ISO-8859-1, declared as UTF-8": open({ kind: "wrongCharset" }),
    "ISO-8859-1, declared as such": open({ kind: "wrongCharset", charset: "iso-8859-1" }),
    "the access key of another tenant": { ...no({ kind: "foreignTenant" }), sparesToken: true },
    "a token that the gateway knows 3 s late": {
        fault: () => undefined,
        options: (amount) => ({ tokenActivationSeconds: amount === "once" ? 3 : 3000 }),
        leavesOpen: false,
        slow: false,
        sparesToken: true,
    },
} satisfies Record<string, FaultRow>;

/** The name of a row. */
export type FaultName = keyof typeof faultRows;

export const faultNames = Object.keys(faultRows) as FaultName[];
