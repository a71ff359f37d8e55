import { unescape as decode } from "node:querystring";
import { Secret } from "../shared/secret";
import { quote } from "../shared/text";
import { parseNoProxy } from "./noProxy";
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

/** Sentences about the environment. */
export interface Findings {
    /** One for each variable that names no usable proxy. */
    problems: string[];
    /** One for the entries of `NO_PROXY` that name no host. */
    warnings: string[];
}

/** Finds the proxies of some URLs in `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`. Lower-case names win. */
export function findProxies(urls: readonly string[], findings: Findings): Proxies {
    const proxies = new Map<string, ProxyServer>();
    for (const origin of new Set(urls.filter((url) => url !== "").map((url) => new URL(url).origin))) {
        const proxy = findProxy(new URL(origin), findings);
        if (proxy) {
            proxies.set(origin, proxy);
        }
    }
    return proxies;
}

function findProxy(target: URL, { problems, warnings }: Findings): ProxyServer | undefined {
    const variable = findVariable(target.protocol.replace(":", "_proxy"), "all_proxy");
    const noProxy = findVariable("no_proxy");
    const { bypassesProxy, unknownEntries } = parseNoProxy(process.env[noProxy] ?? "");
    if (variable === "" || bypassesProxy(target)) {
        return undefined;
    }
    if (unknownEntries.length > 0) {
        addOnce(
            warnings,
            `${noProxy} (environment) has entries that the provider does not understand: ${unknownEntries.map((entry) => quote(entry.replace(/^.*@/s, ""))).join(", ")}. Write a host, .domain, an address or a CIDR block such as 10.0.0.0/8.`,
        );
    }
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
        addOnce(problems, problem);
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

/** Returns the first variable that is set; the empty text if none is. */
function findVariable(...names: string[]): string {
    return names.flatMap((name) => [name, name.toUpperCase()]).find((name) => process.env[name]) ?? "";
}

function addOnce(sentences: string[], sentence: string): void {
    if (!sentences.includes(sentence)) {
        sentences.push(sentence);
    }
}
