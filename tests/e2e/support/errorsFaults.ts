import type { Fault } from "mysafe-simulator";

/** What can go wrong with any call, by case. */
export const callFaults: Record<string, Pick<Fault, "kind" | "retryAfter">> = {
    failed: { kind: "error500" },
    unauthorized: { kind: "unauthorized401" },
    forbidden: { kind: "forbidden403" },
    rateLimit: { kind: "rateLimit429" },
    longRateLimit: { kind: "rateLimit429", retryAfter: "3600" },
    unavailable: { kind: "timeout504" },
    reset: { kind: "reset" },
    hang: { kind: "hang" },
};

/** What differs from another case in the status and the gateway's words alone. */
export const likeFaults: Record<string, { kind: Fault["kind"]; like: string }> = {
    badGateway: { kind: "badGateway502", like: "unavailable" },
    noPeer: { kind: "unavailable503", like: "unavailable" },
};

/** What stands in the way to the vault, so that the token request meets it first. */
export const wayFaults: Record<string, Pick<Fault, "kind" | "location">> = {
    noRoute: { kind: "noRoute404" },
    redirect: { kind: "redirect302", location: "https://login.example.com/" },
    notTheVault: { kind: "html200" },
};
