import { getProxyForUrl } from "proxy-from-env";
import { Secret } from "../shared/secret";
import { isLoopback } from "./vaultUrl";

/** The proxy that leads to a host. */
export interface ProxyServer {
    /** Without user name and password. */
    url: URL;
    /** The value of `Proxy-Authorization`, where the proxy's URL has a user name. */
    authorization: Secret | undefined;
    /** The environment variable that names it: `HTTPS_PROXY`, `http_proxy`, … */
    variable: string;
}

/** The proxies to use, by the origin of what they lead to. */
export type Proxies = ReadonlyMap<string, ProxyServer>;

/**
 * Finds the proxies of some URLs in the environment: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in small
 * letters too, which win.
 *
 * @param problems Gets a sentence for each proxy that cannot be used.
 */
export function findProxies(urls: readonly string[], problems: string[]): Proxies {
    const proxies = new Map<string, ProxyServer>();
    for (const target of urls.filter((url) => url !== "").map((url) => new URL(url))) {
        const proxy = proxies.has(target.origin) ? undefined : findProxy(target, problems);
        if (proxy !== undefined) {
            proxies.set(target.origin, proxy);
        }
    }
    return proxies;
}

function findProxy(target: URL, problems: string[]): ProxyServer | undefined {
    if (getProxyForUrl(target.href) === "") {
        return undefined;
    }
    const variable = variableFor(target);
    const given = process.env[variable] ?? "";
    // Where a proxy has no scheme the library gives it the target's; everybody else takes it for http:.
    const text = given.includes("://") ? given : `http://${given}`;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    // Plain http: is accepted for loopback only, since what is sent there does not leave the machine. Keep it so.
    if (target.protocol === "http:" && !(url && isLoopback(url))) {
        return undefined;
    }
    if (!url || !/^https?:$/.test(url.protocol)) {
        const problem = /^socks/i.test(text)
            ? `${variable} (environment) names a SOCKS proxy, which is not supported: set HTTPS_PROXY to an HTTP proxy, or name the vault's host in NO_PROXY.`
            : `${variable} (environment) is not a proxy's URL: write it as http://proxy.example.com:8080, with user:password@ before the host where the proxy wants them (special characters percent-encoded).`;
        if (!problems.includes(problem)) {
            problems.push(problem);
        }
        return undefined;
    }
    const authorization = authorizationOf(url);
    url.username = "";
    url.password = "";
    return { url, authorization, variable };
}

/** The variable that the library found a URL's proxy in. */
function variableFor({ protocol }: URL): string {
    const names = [protocol.replace(":", "_proxy"), "all_proxy"].flatMap((name) => [name, name.toUpperCase()]);
    return names.find((name) => process.env[name]) ?? "";
}

function authorizationOf({ username, password }: URL): Secret | undefined {
    return username === "" && password === ""
        ? undefined
        : new Secret(`Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString("base64")}`);
}

/** A password with a lone "%" is meant as it stands. */
function decoded(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}
