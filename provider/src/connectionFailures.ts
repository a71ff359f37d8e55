import { type Explanation, settingOfUrl } from "./explanations";

/** What failed, why, and what mends it. */
export interface ConnectionFailure extends Explanation {
    what: string;
}

/**
 * Says what a connection failure means, by the name that the system or TLS gives it.
 *
 * @param errno `ECONNREFUSED`, `CERT_HAS_EXPIRED`, …
 * @param timeoutMs How long an answer was waited for.
 * @param setting The setting that the URL comes from.
 */
export function describeConnection(
    errno: string,
    url: string,
    timeoutMs: number,
    setting = settingOfUrl,
): ConnectionFailure {
    const { host, hostname } = new URL(url);
    switch (errno) {
        case "ECONNREFUSED":
            return {
                what: `${host} refused the connection (${errno})`,
                cause: "no vault listens at this host and port, or a firewall refuses; it still did at the last try.",
                solution: `check ${setting}, and that the vault is up and reached from here.`,
            };
        case "ENOTFOUND":
            return {
                what: `the host ${hostname} was not found (${errno})`,
                cause: "no name server here knows this host name.",
                solution: `correct ${setting}, or connect to the network that knows it.`,
            };
        case "EAI_AGAIN":
            return {
                what: `the host ${hostname} could not be looked up (${errno})`,
                cause: "no name server answers here; it still did not at the last try.",
                solution: "check this machine's network and name servers.",
            };
        case "EHOSTUNREACH":
        case "ENETUNREACH":
            return {
                what: `${host} cannot be reached (${errno})`,
                cause: "there is no route from here to the vault's network.",
                solution: `connect to the network that has one (a VPN, say), or check ${setting}.`,
            };
        case "ETIMEDOUT":
            return {
                what: `no answer from ${host} within ${timeoutMs / 1000} s`,
                cause: "the vault, or the network to it, is too slow; it still was at the last try.",
                solution: "raise mysafe:timeoutSeconds, or run again when the vault answers.",
            };
        case "ECONNRESET":
        case "ECONNABORTED":
        case "EPIPE":
        case "ERR_STREAM_PREMATURE_CLOSE":
            return {
                what: `the connection to ${host} was cut (${errno})`,
                cause: "the vault, or something between, ended the connection; it still did at the last try.",
                solution: "run again; if it stays, check the proxies and firewalls between here and the vault.",
            };
        case "EPROTO":
        case "ERR_SSL_WRONG_VERSION_NUMBER":
            return {
                what: `no secure connection to ${host} (${errno})`,
                cause: "what listens there does not speak TLS, or no version of it that is secure.",
                solution: `check the scheme and port of ${setting}.`,
            };
        default:
            return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_/.test(errno)
                ? {
                      what: `no secure connection to ${host} (${errno})`,
                      cause: "the vault's certificate is not trusted here, has expired or is for another host.",
                      solution:
                          "make Node trust its authority (NODE_EXTRA_CA_CERTS=<file.pem>), or have the certificate renewed.",
                  }
                : {
                      what: `no answer from ${host} (${errno})`,
                      cause: "the exchange failed before its answer was complete.",
                      solution: `check ${setting} and the network; if it stays, report it with this line.`,
                  };
    }
}
