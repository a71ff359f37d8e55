import type { FaultKind } from "./fault";
import { type Call, loggablePath, type Route } from "./route";

/** One request as the simulator met it. It never holds a header's value, a body, a token or a secret. */
export interface RequestRecord {
    /** When it arrived, on the vault's clock. */
    readonly at: Date;
    readonly method: string;
    /** The path as it was sent, undecoded, with the list call's filters; known secrets are struck out. */
    readonly path: string;
    readonly route: Route;
    /** The identifier in the path: a number if it was a whole one, else its text. */
    readonly identifier?: number | string;
    /** The HTTP status of the answer; 0 when it was cut, hung, is not there yet, or the client left before it. */
    status: number;
    /** The injected fault that it met. */
    fault?: FaultKind;
    /** It changed the vault. */
    acted: boolean;
    /** Requests under way at its arrival, itself included. */
    readonly inFlight: number;
    /** The scheme of its `Authorization` header, if it has one of these two. */
    readonly authorization?: "basic" | "bearer";
    /** The common name in the subject of the client's certificate, if it presented one. */
    readonly clientCertificate?: string;
}

/** What a request says about its client. */
export interface Credentials {
    /** The whole `Authorization` header, of which the record keeps no more than the scheme. */
    readonly authorization: string | undefined;
    /** The common name of the client's certificate. */
    readonly clientCertificate: string | undefined;
}

/** A request that is not over yet. */
export interface OpenRequest {
    readonly record: RequestRecord;
    /** It is over: called just before its last byte goes out. Further calls do nothing. */
    close(): void;
}

/** All requests so far. */
export interface RequestLog {
    readonly records: readonly RequestRecord[];
    /** Most requests under way at once. */
    maxInFlight: number;
    /** Writes a request down at its arrival. */
    open(method: string, target: string, call: Call, credentials: Credentials): OpenRequest;
}

/** What a request log needs from outside. */
export interface RequestLogOptions {
    readonly now: () => Date;
    /** Every secret that the simulator knows at the moment. */
    readonly secrets: () => Iterable<string>;
    readonly onRequest: ((record: RequestRecord) => void) | undefined;
}

/** The API's own words and a whole number: nothing to look for each of thousands of secrets in. */
const harmless = /^\/api\/(?:oauth2\/token|mysafe\/(?:password|note|secretapi)(?:\/(?:in)?active)?(?:\/\d+)?)$/;

/** An empty log. */
export function createRequestLog({ now, secrets, onRequest }: RequestLogOptions): RequestLog {
    const records: RequestRecord[] = [];
    let inFlight = 0;
    const strikeOut = (text: string) => {
        if (harmless.test(text)) {
            return text;
        }
        let shown = text;
        for (const secret of secrets()) {
            // An empty secret would be found between any two letters.
            if (secret !== "") {
                shown = shown.replaceAll(secret, "[secret]").replaceAll(encodeURIComponent(secret), "[secret]");
            }
        }
        return shown;
    };
    const log: RequestLog = {
        records,
        maxInFlight: 0,
        open(method, target, call, { authorization, clientCertificate }) {
            inFlight += 1;
            log.maxInFlight = Math.max(log.maxInFlight, inFlight);
            const identifier = typeof call.identifier === "string" ? strikeOut(call.identifier) : call.identifier;
            const scheme = schemeOf(authorization);
            const record: RequestRecord = {
                at: now(),
                method,
                path: strikeOut(loggablePath(target)),
                route: call.route,
                ...(identifier === undefined ? {} : { identifier }),
                status: 0,
                acted: false,
                inFlight,
                ...(scheme === undefined ? {} : { authorization: scheme }),
                ...(clientCertificate === undefined ? {} : { clientCertificate }),
            };
            records.push(record);
            let open = true;
            return {
                record,
                close() {
                    if (open) {
                        open = false;
                        inFlight -= 1;
                        onRequest?.(record);
                    }
                },
            };
        },
    };
    return log;
}

/** Only the two names that OAuth clients use: any other first word could be a secret that was sent without a scheme. */
function schemeOf(authorization: string | undefined): RequestRecord["authorization"] {
    const scheme = authorization?.split(" ", 1)[0]?.toLowerCase();
    return scheme === "basic" || scheme === "bearer" ? scheme : undefined;
}
