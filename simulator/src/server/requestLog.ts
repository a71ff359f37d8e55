import type { FaultKind } from "../faults/fault";
import { loggablePath, type Route, type RoutedRequest } from "../shared/route";

/** One logged request. It never holds a header's value, a body, a token or a secret. */
export interface RequestRecord {
    /** The time of arrival on the vault's clock. */
    readonly at: Date;
    readonly method: string;
    /** The undecoded path with the list filters. Known secrets are redacted. */
    readonly path: string;
    readonly route: Route;
    /** The identifier in the path: a whole number or other text. */
    readonly identifier?: number | string;
    /** The HTTP status of the response. 0 while there is none, or if it was cut off or never came. */
    status: number;
    /** The injected fault that affected the request. */
    fault?: FaultKind;
    /** True if the request changed the vault. */
    acted: boolean;
    /** The number of open requests at its arrival, itself included. */
    readonly inFlight: number;
    /** The scheme of its `Authorization` header, if it is one of these two. */
    readonly authorization?: "basic" | "bearer";
    /** The common name of the client's certificate, if the client presented one. */
    readonly clientCertificate?: string;
}

/** The credentials of a request. */
export interface Credentials {
    /** The whole `Authorization` header. The record keeps only its scheme. */
    readonly authorization: string | undefined;
    /** The common name of the client's certificate. */
    readonly clientCertificate: string | undefined;
}

/** A request without a complete response. */
export interface OpenRequest {
    readonly record: RequestRecord;
    /** Completes the record, just before the last byte of the response. Further calls do nothing. */
    close(): void;
}

/** The log of all requests. */
export interface RequestLog {
    readonly records: readonly RequestRecord[];
    /** The largest number of requests open at once. */
    maxInFlight: number;
    /** Logs a request at its arrival. */
    open(method: string, target: string, routed: RoutedRequest, credentials: Credentials): OpenRequest;
}

/** The dependencies of a request log. */
export interface RequestLogOptions {
    readonly now: () => Date;
    /** Returns every secret that the simulator knows. */
    readonly secrets: () => Iterable<string>;
    readonly onRequest: ((record: RequestRecord) => void) | undefined;
}

/** Paths of the API with a whole number. They hold no secret, so the log skips the search for thousands of them. */
const withoutSecrets = /^\/api\/(?:oauth2\/token|mysafe\/(?:password|note|secretapi)(?:\/(?:in)?active)?(?:\/\d+)?)$/;

/** Returns an empty log. */
export function createRequestLog({ now, secrets, onRequest }: RequestLogOptions): RequestLog {
    const records: RequestRecord[] = [];
    let inFlight = 0;
    const redact = (text: string) => {
        if (withoutSecrets.test(text)) {
            return text;
        }
        let redacted = text;
        for (const secret of secrets()) {
            // An empty secret would match between any two letters.
            if (secret !== "") {
                redacted = redacted.replaceAll(secret, "[secret]").replaceAll(encodeURIComponent(secret), "[secret]");
            }
        }
        return redacted;
    };
    const log: RequestLog = {
        records,
        maxInFlight: 0,
        open(method, target, routed, { authorization, clientCertificate }) {
            inFlight += 1;
            log.maxInFlight = Math.max(log.maxInFlight, inFlight);
            const identifier = typeof routed.identifier === "string" ? redact(routed.identifier) : routed.identifier;
            const scheme = schemeOf(authorization);
            const record: RequestRecord = {
                at: now(),
                method,
                path: redact(loggablePath(target)),
                route: routed.route,
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

/** Returns one of the two schemes of OAuth clients. Any other first word could be a secret without a scheme. */
function schemeOf(authorization: string | undefined): RequestRecord["authorization"] {
    const scheme = authorization?.split(" ", 1)[0]?.toLowerCase();
    return scheme === "basic" || scheme === "bearer" ? scheme : undefined;
}
