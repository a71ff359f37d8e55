import type { ProxyServer } from "../settings/proxy";
import type { Explanation } from "../shared/explanations";

/** What failed, why, and what mends it. */
export interface ConnectionFailure extends Explanation {
    what: string;
}

/** How a connection failed, and what it was made with. */
export interface FailedConnection {
    /**
     * `ECONNREFUSED`, `CERT_HAS_EXPIRED`, …; `PROXY_407` for a proxy's status; of a cancelled run, `ECANCELED` for what
     * was not sent any more and `EINTR` for what was under way.
     */
    errno: string;
    /** The system's own words. */
    message?: string;
    url: string;
    /** The setting that the URL comes from; the base URL's unless said otherwise. */
    setting?: string | undefined;
    /** How long an answer was waited for. */
    timeoutMs: number;
    proxy?: ProxyServer | undefined;
    hasClientCertificate?: boolean;
    /** Whether `mysafe:caFile` or `caPem` is set. */
    hasAuthorities?: boolean;
}
