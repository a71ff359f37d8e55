import { getProxyForUrl } from "proxy-from-env";
import { Secret } from "../shared/secret";
import { isLoopback } from "./vaultUrl";

/** The proxy for a host. */
export interface ProxyServer {
    /** Without user name and password. */
    url: URL;
    /** The value of `Proxy-Authorization`, if the proxy's URL has a user name or password. */
    authorization: Secret | undefined;
    /** The environment variable that names the proxy: `HTTPS_PROXY`, `http_proxy`, … */
    variable: string;
}

/** The proxies by the origin of the URL that they are for. */
export type Proxies = ReadonlyMap<string, ProxyServer>;

/**
 * Finds the proxies of some URLs in `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`. Lower-case names win.
 *
 * @param problems Receives one sentence for each proxy that cannot be used.
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
    const value = process.env[variable] ?? "";
    // The library gives a proxy without a scheme the target's scheme; every other tool uses http:.
    const text = value.includes("://") ? value : `http://${value}`;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    // A plain http: vault is on loopback. A proxy elsewhere would take its client secret off the machine unencrypted.
    if (target.protocol === "http:" && !(url && isLoopback(url))) {
        return undefined;
    }
    if (!url || !/^https?:$/.test(url.protocol)) {
        const problem = /^socks/i.test(text)
            ? `${variable} (environment) names a SOCKS proxy, which is not supported: set HTTPS_PROXY to an HTTP proxy, or add the vault's host to NO_PROXY.`
            : `${variable} (environment) is not the URL of a proxy: write it as http://proxy.example.com:8080, or as http://user:password@proxy.example.com:8080 with special characters percent-encoded.`;
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

/** Returns the variable in which the library found the proxy. */
function variableFor({ protocol }: URL): string {
    const names = [protocol.replace(":", "_proxy"), "all_proxy"].flatMap((name) => [name, name.toUpperCase()]);
    return names.find((name) => process.env[name]) ?? "";
}

function authorizationOf({ username, password }: URL): Secret | undefined {
    return username === "" && password === ""
        ? undefined
        : new Secret(`Basic ${Buffer.from(`${decode(username)}:${decode(password)}`).toString("base64")}`);
}

/** Returns a text that is not percent-encoded, such as a password with a lone "%", as it is. */
function decode(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}
