import type { Fault } from "mysafe-simulator";

/** The faults of any request, by case. */
export const callFaults: Record<string, Pick<Fault, "kind" | "retryAfter" | "status" | "bodyKind">> = {
    failed: { kind: "error500" },
    unauthorized: { kind: "unauthorized401" },
    forbidden: { kind: "forbidden403" },
    rateLimit: { kind: "rateLimit429" },
    longRateLimit: { kind: "rateLimit429", retryAfter: "3600" },
    unavailable: { kind: "timeout504" },
    foreignTimeout: { kind: "status", status: 524, bodyKind: "html" },
    rejected: { kind: "status", status: 413, bodyKind: "html" },
    reset: { kind: "reset" },
    hang: { kind: "hang" },
    cut: { kind: "cutBody" },
    malformed: { kind: "badHeaderName" },
    wrongCharset: { kind: "wrongCharset" },
};

/** The faults that differ from another case in the status and the gateway's message alone. */
export const likeFaults: Record<string, { kind: Fault["kind"]; like: string }> = {
    badGateway: { kind: "badGateway502", like: "unavailable" },
    noPeer: { kind: "unavailable503", like: "unavailable" },
};

/** The faults between client and vault, which the token request meets first. */
export const wayFaults: Record<string, Pick<Fault, "kind" | "location">> = {
    noRoute: { kind: "noRoute404" },
    redirect: { kind: "redirect302", location: "https://login.example.com/" },
    notTheVault: { kind: "html200" },
};
