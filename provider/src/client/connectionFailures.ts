import { settingOfClientCertificate, settingOfUrl } from "../shared/explanations";
import { words } from "../shared/vocabulary";
import type { ConnectionFailure, FailureDescription, LocatedFailure } from "./connectionFailure";
import { describeInvalidResponse } from "./invalidResponses";
import { describeProxy } from "./proxyFailures";

/** Returns summary, cause and solution of a failure outside of TLS, by its code. */
export function describeConnection(failure: ConnectionFailure): FailureDescription {
    const { code, url, proxy, setting = settingOfUrl() } = failure;
    const vault = `${new URL(url).host}${proxy === undefined ? "" : ` through the proxy ${proxy.url.host}`}`;
    const located = { ...failure, vault, peer: peerOf(failure), setting };
    // A cancelled request says nothing about its response.
    const invalid = code === "EINTR" ? undefined : describeInvalidResponse(located);
    const describe = Object.hasOwn(byCode, code) ? byCode[code] : undefined;
    return (
        invalid ??
        describe?.(located) ??
        describeProxy(failure) ?? {
            summary: `no response from ${vault} (${code})`,
            cause: "the request failed before a response came.",
            solution: `check ${setting} and the network. If the error persists, report it with this line.`,
        }
    );
}

const byCode: Readonly<Record<string, (failure: LocatedFailure) => FailureDescription>> = {
    ECONNREFUSED: ({ peer: { kind, host, setting } }) => ({
        summary: `${host} refused the connection (ECONNREFUSED)`,
        cause: `no ${kind} listens on this host and port, or a firewall rejects the connection.`,
        solution: `check ${setting}, and that the ${kind} is up and reachable from here.`,
    }),
    ENOTFOUND: ({ peer: { hostname, setting } }) => ({
        summary: `${hostname} was not found (ENOTFOUND)`,
        cause: "DNS has no such host name.",
        solution: `correct ${setting}, or connect to the network whose DNS has it.`,
    }),
    EAI_AGAIN: ({ peer: { hostname } }) => ({
        summary: `${hostname} could not be looked up (EAI_AGAIN)`,
        cause: "no DNS server answers.",
        solution: "check the network and the DNS servers of this machine.",
    }),
    EHOSTUNREACH: describeNoRoute,
    ENETUNREACH: describeNoRoute,
    EACCES: describeForbidden,
    EPERM: describeForbidden,
    EMFILE: describeNoRoom,
    ENFILE: describeNoRoom,
    ENOBUFS: describeNoRoom,
    EADDRNOTAVAIL: describeNoRoom,
    ETIMEDOUT: ({ vault, proxy, timeoutMs }) => ({
        summary: `no response from ${vault} within ${timeoutMs / 1000} s`,
        cause: `the vault, ${proxy === undefined ? "" : "the proxy, "}or the network to it, is too slow.`,
        solution: `raise ${words().setting("timeoutSeconds")}, or run again when the vault answers.`,
    }),
    ECONNRESET: describeCut,
    ECONNABORTED: describeCut,
    EPIPE: describeCut,
    ERR_STREAM_PREMATURE_CLOSE: describeCut,
    EINTR: () => describeCancelled("cancelled before the response came"),
    ECANCELED: () => describeCancelled("cancelled before it was sent"),
};

/** The codes with a description of their own. */
export const describedCodes = Object.keys(byCode);

function describeNoRoute({ code, peer: { kind, host, setting } }: LocatedFailure): FailureDescription {
    return {
        summary: `${host} cannot be reached (${code})`,
        cause: `there is no route from here to the ${kind}'s network.`,
        solution: `connect to a network with a route, such as a VPN, or check ${setting}.`,
    };
}

function describeForbidden({ code, peer: { host } }: LocatedFailure): FailureDescription {
    return {
        summary: `this machine does not allow a connection to ${host} (${code})`,
        cause: "a local firewall, a sandbox or a security policy forbids it, so nothing was sent.",
        solution: `allow connections to ${host} on this machine, or run on another one.`,
    };
}

function describeNoRoom({ code, peer: { host } }: LocatedFailure): FailureDescription {
    return {
        summary: `this machine cannot open another connection to ${host} (${code})`,
        cause: "it has no free port, file handle or memory for one, so nothing was sent.",
        solution: `end programs that hold many connections or files, or lower ${words().setting("maxConcurrency")}.`,
    };
}

function describeCut({ code, url, vault, hasClientCertificate }: LocatedFailure): FailureDescription {
    const certificate = url.startsWith("https:")
        ? ` If the vault requires ${hasClientCertificate ? "another" : "a"} client certificate, set ${settingOfClientCertificate()}.`
        : "";
    return {
        summary: `the connection to ${vault} was cut before a response came (${code})`,
        cause: "the vault, or a proxy or firewall before it, ended the connection.",
        solution: `check the proxies and firewalls between here and the vault, then run again.${certificate}`,
    };
}

function describeCancelled(summary: string): FailureDescription {
    return { summary, cause: "the run was cancelled.", solution: "run it again: it continues where this run stopped." };
}

/** Returns the server that the connection goes to first: the proxy, or the vault where none is set. */
function peerOf({ url, proxy, setting = settingOfUrl() }: ConnectionFailure): LocatedFailure["peer"] {
    if (proxy === undefined) {
        const { host, hostname } = new URL(url);
        return { kind: "vault", host, hostname: `the host ${hostname}`, setting };
    }
    const { host, hostname } = proxy.url;
    const variable = `${proxy.variable} (environment)`;
    return { kind: "proxy", host: `the proxy ${host}`, hostname: `the proxy ${hostname}`, setting: variable };
}
