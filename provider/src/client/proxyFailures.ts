import type { ConnectionFailure, FailureDescription } from "./connectionFailure";

/** Describes a proxy's response in place of a connection to the vault. */
export function describeProxy(failure: ConnectionFailure): FailureDescription | undefined {
    const { code, url, proxy } = failure;
    const status = /^PROXY_(\w+)$/.exec(code)?.[1];
    if (status === undefined || proxy === undefined) {
        return undefined;
    }
    const { host } = new URL(url);
    const setting = `${proxy.variable} (environment)`;
    const problem = { CLOSED: "ended the connection", 0: "did not answer in HTTP" }[status] ?? `answered ${status}`;
    const summary = `the proxy ${proxy.url.host} ${problem} instead of connecting to ${host}`;
    if (status === "407") {
        return { summary, ...explainAuthentication(failure) };
    }
    return {
        summary,
        cause: "the proxy does not allow this connection, or does not reach the vault.",
        solution: `ask the proxy's administrator to allow ${host}, correct ${setting}, or add the vault's host to NO_PROXY.`,
    };
}

/** Explains a 407. `detail` has the schemes that the proxy offers; a proxy that names none can accept Basic. */
function explainAuthentication({ detail = "", url, proxy }: ConnectionFailure) {
    const { hostname } = new URL(url);
    if (detail !== "" && !/\bbasic\b/i.test(detail)) {
        return {
            cause: `the proxy offers only the authentication ${detail}, which is not supported. The provider supports Basic.`,
            solution: `ask the proxy's administrator to offer Basic, or to allow ${hostname} without authentication. Or run a local proxy that speaks ${detail}, or add ${hostname} to NO_PROXY.`,
        };
    }
    return {
        cause: `the proxy ${proxy?.authorization ? "rejects the user name and password" : "requires a user name and a password"}.`,
        solution: `set ${proxy?.variable} (environment) with both before the host: http://user:password@${proxy?.url.host}`,
    };
}

/** Returns the schemes of `Proxy-Authenticate` headers (RFC 9110, 11.6.1), such as "NTLM, Negotiate". */
export function parseSchemes(headers: string | string[] | undefined): string {
    const text = [headers ?? []]
        .flat()
        .join(", ")
        // A quoted parameter can contain a comma.
        .replace(/"(\\.|[^"\\])*"/g, "");
    const schemes = text.matchAll(/(?<=^|,)\s*([A-Za-z][\w-]*)(?=\s*(,|$)|\s+[^\s=])/g);
    return [...new Set([...schemes].map(([, scheme]) => scheme))].join(", ");
}
