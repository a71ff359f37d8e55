import type { ProxyServer } from "../settings/proxy";
import { settingOfClientCertificate, settingOfUrl } from "../shared/explanations";
import type { ConnectionFailure, FailedConnection } from "./failedConnection";
import { describeTls } from "./tlsFailures";

/** Says what a connection failure means, by the name that the system or TLS gives it. */
export function describeConnection(failed: FailedConnection): ConnectionFailure {
    const { errno, url, timeoutMs, setting = settingOfUrl, proxy } = failed;
    // Behind a proxy these are about the way to the proxy: it is the proxy that looks up and connects the rest.
    const { host, hostname } = proxy?.url ?? new URL(url);
    const peer = proxy === undefined ? "" : "the proxy ";
    const settingOfPeer = proxy === undefined ? setting : `${proxy.variable} (environment)`;
    switch (errno) {
        case "ECONNREFUSED":
            return {
                what: `${peer}${host} refused the connection (${errno})`,
                cause: `no ${proxy ? "proxy" : "vault"} listens at this host and port, or a firewall refuses; it still did at the last try.`,
                solution: `check ${settingOfPeer}, and that the ${proxy ? "proxy" : "vault"} is up and reached from here.`,
            };
        case "ENOTFOUND":
            return {
                what: `${peer || "the host "}${hostname} was not found (${errno})`,
                cause: "no name server here knows this host name.",
                solution: `correct ${settingOfPeer}, or connect to the network that knows it.`,
            };
        case "EAI_AGAIN":
            return {
                what: `${peer || "the host "}${hostname} could not be looked up (${errno})`,
                cause: "no name server answers here; it still did not at the last try.",
                solution: "check this machine's network and name servers.",
            };
        case "EHOSTUNREACH":
        case "ENETUNREACH":
            return {
                what: `${peer}${host} cannot be reached (${errno})`,
                cause: `there is no route from here to the ${proxy ? "proxy's" : "vault's"} network.`,
                solution: `connect to the network that has one (a VPN, say), or check ${settingOfPeer}.`,
            };
        case "ETIMEDOUT":
            return {
                what: `no answer from ${new URL(url).host}${through(proxy)} within ${timeoutMs / 1000} s`,
                cause: "the vault, or the network to it, is too slow; it still was at the last try.",
                solution: "raise mysafe:timeoutSeconds, or run again when the vault answers.",
            };
        case "EINTR":
        case "ECANCELED":
            return {
                what: errno === "EINTR" ? "interrupted before its answer came" : "cancelled",
                cause: "the run was cancelled.",
                solution: "run it again: it goes on where this run stopped.",
            };
        default:
            return (
                describeTls(failed) ??
                describeCut(failed) ??
                describeProxy(failed) ?? {
                    what: `no answer from ${new URL(url).host}${through(proxy)} (${errno})`,
                    cause: "the exchange failed before its answer was complete.",
                    solution: `check ${setting} and the network; if it stays, report it with this line.`,
                }
            );
    }
}

/** Connections that ended while a request was under way. */
function describeCut({ errno, url, proxy, hasClientCertificate }: FailedConnection): ConnectionFailure | undefined {
    if (!["ECONNRESET", "ECONNABORTED", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE"].includes(errno)) {
        return undefined;
    }
    const { host, protocol } = new URL(url);
    const certificate =
        protocol === "https:"
            ? `; if the vault wants ${hasClientCertificate ? "another" : "a"} client certificate, set ${settingOfClientCertificate}`
            : "";
    return {
        what: `the connection to ${host}${through(proxy)} was cut (${errno})`,
        cause: "the vault, or something between, ended the connection; it still did at the last try.",
        solution: `run again; if it stays, check the proxies and firewalls between here and the vault${certificate}.`,
    };
}

/** What a proxy answers in the vault's place. */
function describeProxy({ errno, url, proxy }: FailedConnection): ConnectionFailure | undefined {
    const status = /^PROXY_(\w+)$/.exec(errno)?.[1];
    if (status === undefined || proxy === undefined) {
        return undefined;
    }
    const { host } = new URL(url);
    const from = `${proxy.variable} (environment)`;
    const did = { CLOSED: "ended the connection", 0: "answered, but not in HTTP," }[status] ?? `answered ${status}`;
    const what = `the proxy ${proxy.url.host} ${did} in place of a connection to ${host}`;
    if (status === "407") {
        return {
            what,
            cause: `the proxy wants a user name and a password${proxy.authorization ? ", and not these" : ""}.`,
            solution: `put them before the host in ${from}: http://user:password@${proxy.url.host}`,
        };
    }
    return {
        what,
        cause: "the proxy does not let this connection pass, or does not reach the vault.",
        solution: `ask the proxy's administrator to let ${host} pass, correct ${from}, or name the vault's host in NO_PROXY.`,
    };
}

function through(proxy: ProxyServer | undefined): string {
    return proxy === undefined ? "" : ` through the proxy ${proxy.url.host}`;
}
