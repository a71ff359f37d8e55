import { unescape as decode } from "node:querystring";
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
 * @param problems Receives one sentence for each variable that names no usable proxy.
 */
export function findProxies(urls: readonly string[], problems: string[]): Proxies {
    const proxies = new Map<string, ProxyServer>();
    for (const origin of new Set(urls.filter((url) => url !== "").map((url) => new URL(url).origin))) {
        const proxy = findProxy(new URL(origin), problems);
        if (proxy) {
            proxies.set(origin, proxy);
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
        const problem = `${variable} (environment) ${text.startsWith("socks") ? socksProblem : urlProblem}`;
        problems.push(...(problems.includes(problem) ? [] : [problem]));
        return undefined;
    }
    const { username, password } = url;
    const credentials = Buffer.from(`${decode(username)}:${decode(password)}`).toString("base64");
    url.username = "";
    url.password = "";
    const authorization = username || password ? new Secret(`Basic ${credentials}`) : undefined;
    return { url, authorization, variable };
}

const socksProblem =
    "names a SOCKS proxy, which is not supported: " +
    "set HTTPS_PROXY to an HTTP proxy, or add the vault's host to NO_PROXY.";

const urlProblem =
    "is not the URL of a proxy: write it as http://proxy.example.com:8080, " +
    "or as http://user:password@proxy.example.com:8080 with special characters percent-encoded.";

/** Returns the variable in which the library found the proxy. */
function variableFor({ protocol }: URL): string {
    const names = [protocol.replace(":", "_proxy"), "all_proxy"].flatMap((name) => [name, name.toUpperCase()]);
    return names.find((name) => process.env[name]) ?? "";
}
