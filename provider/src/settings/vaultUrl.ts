import { BlockList, isIP } from "node:net";
import { words } from "../shared/vocabulary";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

/** Returns the host of a URL, and of an IPv6 address no brackets. */
export function hostOf({ hostname }: URL): string {
    return hostname.replace(/^\[(.*)\]$/, "$1");
}

/** Returns the IP address that a URL has as its host; undefined for a host name. */
export function addressOf(url: URL): string | undefined {
    const host = hostOf(url);
    return isIP(host) === 0 ? undefined : host;
}

/** Returns whether requests to a URL stay on this machine. */
export function isLoopback(url: URL): boolean {
    const address = addressOf(url) ?? "";
    return url.hostname === "localhost" || loopback.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** Returns the problem of a URL, or undefined. It does not repeat the URL, which can contain a password. */
export function urlProblem(text: string, isBase: boolean): string | undefined {
    // `new URL` silently drops white space and control characters, and turns backslashes into slashes.
    if (!URL.canParse(text) || !/^[a-z]+:\/\//i.test(text) || /[\s\p{Cc}\\]/u.test(text)) {
        return "is not a URL: write it in full, such as https://vault.example.com.";
    }
    const url = new URL(text);
    if (url.protocol !== "https:" && url.protocol !== "http:") {
        return `starts with ${url.protocol} and must start with https:.`;
    }
    if (url.username !== "" || url.password !== "") {
        return `contains a user name or password: remove it. ${words().setting("clientId")} and ${words().setting("clientSecret")} replace it.`;
    }
    if (url.search !== "" || url.hash !== "" || /[?#]/.test(text)) {
        return 'contains "?" or "#": remove it and everything after it.';
    }
    if (url.protocol === "http:" && !isLoopback(url)) {
        return "starts with http:, which sends the client secret unencrypted: use https: (http: is for loopback only).";
    }
    if (isBase && /^\/api(\/|$)|\/api\/(mysafe|oauth2)(\/|$)/.test(url.pathname)) {
        return `contains the API path ${url.pathname}: remove it, the provider adds the API's paths itself.`;
    }
    return undefined;
}

/** Returns a URL in its canonical spelling, without a slash at the end. */
export function canonicalUrl(text: string): string {
    return new URL(text).href.replace(/\/+$/, "");
}

/** Returns the token endpoint of a vault for which `mysafe:tokenUrl` is not set. */
export function defaultTokenUrl(url: string): string {
    return `${url}/api/oauth2/token`;
}

/**
 * Returns an identifier as one segment of a path, so that no identifier leads to another route.
 *
 * @throws RangeError for the empty text and for dots alone, which no encoding keeps in one segment.
 */
export function pathSegment(identifier: string): string {
    if (/^\.{0,2}$/.test(identifier)) {
        throw new RangeError(`not an identifier: "${identifier}"`);
    }
    return encodeURIComponent(identifier);
}
