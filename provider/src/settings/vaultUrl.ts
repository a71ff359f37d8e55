/** Hosts that plain `http:` is accepted for: what is sent to them does not leave the machine. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether what is sent to a URL stays on this machine. */
export function isLoopback(url: URL): boolean {
    return loopback.test(url.hostname);
}

/** What is wrong with a URL that was set, or undefined. The URL itself is not repeated: it can hold a password. */
export function urlProblem(text: string, isBase: boolean): string | undefined {
    // In a URL, white space and control characters would be dropped, and backslashes turned, in silence.
    if (!URL.canParse(text) || !/^[a-z]+:\/\//i.test(text) || /[\s\p{Cc}\\]/u.test(text)) {
        return "is not a URL: write it in full, such as https://vault.example.com.";
    }
    const url = new URL(text);
    if (url.protocol !== "https:" && url.protocol !== "http:") {
        return `begins with ${url.protocol} and must begin with https:.`;
    }
    if (url.username !== "" || url.password !== "") {
        return "holds a user name or password: remove them, the access key is mysafe:clientId and mysafe:clientSecret.";
    }
    if (url.search !== "" || url.hash !== "" || /[?#]/.test(text)) {
        return 'holds "?" or "#": remove it and all that follows.';
    }
    if (url.protocol === "http:" && !isLoopback(url)) {
        return "begins with http:, which would send the secret in clear: use https: (http: is for loopback only).";
    }
    if (isBase && /^\/api(\/|$)|\/api\/(mysafe|oauth2)(\/|$)/.test(url.pathname)) {
        return `holds the path ${url.pathname}: remove it, the API's paths are added to the base URL.`;
    }
    return undefined;
}

/** A URL in its one spelling, without a slash at the end. */
export function canonicalUrl(text: string): string {
    return new URL(text).href.replace(/\/+$/, "");
}

/** Where a vault's token endpoint is, unless `mysafe:tokenUrl` says otherwise. */
export function defaultTokenUrl(url: string): string {
    return `${url}/api/oauth2/token`;
}

/**
 * An identifier as one segment of a path, whatever it holds, so that no identifier leads to another route.
 *
 * @throws RangeError for the empty text and for dots alone, which no encoding keeps in their place.
 */
export function pathSegment(identifier: string): string {
    if (/^\.{0,2}$/.test(identifier)) {
        throw new RangeError(`not an identifier: "${identifier}"`);
    }
    return encodeURIComponent(identifier);
}
