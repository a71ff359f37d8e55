import type { Settings } from "../settings/settings";
import { ConnectionError } from "../shared/errors";
import type { NamedRequest } from "./connectionFailure";
import { describeConnection } from "./connectionFailures";
import { describeTls, failedBeforeSending } from "./tlsFailures";

/**
 * Creates the error of a request without a complete response.
 *
 * @param knownCode The code of the failure, where the error does not have it.
 */
export function connectionError(
    { name, url, setting, attempt, status }: NamedRequest,
    error: unknown,
    knownCode: string | undefined,
    { tls, proxies, timeoutMs }: Pick<Settings, "tls" | "proxies" | "timeoutMs">,
): ConnectionError {
    const code = knownCode ?? readFailureCode(error);
    const failure = {
        code,
        message: (error as Error).message,
        detail: readDetail(error),
        url,
        setting,
        status,
        timeoutMs,
        proxy: proxies.get(new URL(url).origin),
        hasClientCertificate: tls.cert !== undefined || tls.pfx !== undefined,
        hasAuthorities: tls.ca !== undefined,
    };
    // A failure in the middle of a body is none of the handshake.
    const tlsFailure = status === undefined ? describeTls(failure) : undefined;
    const { summary, ...explanation } = tlsFailure ?? describeConnection(failure);
    const facts = { request: name, code, reachedServer: !failedToConnect(error, code), attempts: attempt };
    return new ConnectionError(facts, summary, explanation, error);
}

/** Returns whether the request certainly did not reach the vault. */
function failedToConnect(error: unknown, code: string): boolean {
    const { erroredSysCall, type } = error as { erroredSysCall?: unknown; type?: unknown };
    return (
        erroredSysCall === "connect" ||
        erroredSysCall === "getaddrinfo" ||
        // For a host with several addresses, Node gives the first error without its system call.
        (type === "system" &&
            erroredSysCall === undefined &&
            /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/.test(code)) ||
        /^(ECANCELED|PROXY_\w+|ERR_(HTTP_)?INVALID_\w+|ERR_UNESCAPED_\w+)$/.test(code) ||
        failedBeforeSending(code)
    );
}

/** Returns the code of a failure. A TLS alert behind a plain `EPROTO` gets OpenSSL's name. */
function readFailureCode(error: unknown): string {
    const { code, type, message } = error as { code?: unknown; type?: unknown; message?: unknown };
    const alert = /SSL routines:[^:]*:([a-z0-9 ]+):/i.exec(String(message))?.[1];
    if (code === "EPROTO" && alert !== undefined) {
        return `ERR_SSL_${alert.toUpperCase().replaceAll(" ", "_")}`;
    }
    if (/Proxy connection ended before/.test(String(message))) {
        return "PROXY_CLOSED";
    }
    if (/proxy CONNECT response/i.test(String(message))) {
        return "PROXY_0";
    }
    return [code, type].find((value) => typeof value === "string") ?? "unknown";
}

/** Returns the wrong value that an error of ours names, in a property or at the end of its message. */
function readDetail(error: unknown): string | undefined {
    const { detail, message } = error as { detail?: unknown; message?: unknown };
    return typeof detail === "string" ? detail : /the proxy, which offers: (.+)$/.exec(String(message))?.[1];
}
