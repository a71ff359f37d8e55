import type { ProxyServer } from "../settings/proxy";
import type { Settings } from "../settings/settings";
import type { Explanation } from "../shared/explanations";

/** The three lines of an error about a connection. */
export interface FailureDescription extends Explanation {
    summary: string;
}

/** A request, as errors name it. */
export interface NamedRequest {
    /** Method and path without host. */
    name: string;
    url: string;
    /** The setting that `url` comes from. Default: the setting of the base URL. */
    setting?: string | undefined;
    attempt?: number;
    /** The status of a response whose body did not come whole; undefined where no response began. */
    status?: number | undefined;
}

/** A connection that failed, and its settings. */
export interface ConnectionFailure
    extends Pick<NamedRequest, "url" | "setting" | "status">,
        Pick<Settings, "timeoutMs"> {
    /** Node's or OpenSSL's name; `PROXY_407` for a proxy's status; `ECANCELED` before and `EINTR` after sending. */
    code: string;
    /** The system's message. */
    message?: string;
    /** The value that is wrong, such as a charset, or the schemes that a proxy offers. */
    detail?: string | undefined;
    proxy?: ProxyServer | undefined;
    hasClientCertificate?: boolean;
    /** True where `mysafe:caFile` or `caPem` is set. */
    hasAuthorities?: boolean;
}

/** The server that the connection goes to first. */
interface Peer {
    kind: "vault" | "proxy";
    /** Host and port, as errors name them. */
    host: string;
    /** The same without the port. */
    hostname: string;
    /** The setting that names it. */
    setting: string;
}

/** A failure, the vault's host with the way to it, and the server that the connection goes to first. */
export interface LocatedFailure extends ConnectionFailure {
    vault: string;
    peer: Peer;
    setting: string;
}
