/** The routes of the gateway. "unknown" stands for every request that matches none of them. */
export const routes = [
    "token",
    "disable",
    "enable",
    "list",
    "read",
    "create",
    "disableNote",
    "disableApiSecret",
    "unknown",
] as const;

/** One of {@link routes}. */
export type Route = (typeof routes)[number];

/** A request line after routing. */
export interface RoutedRequest {
    readonly route: Route;
    /** The identifier in the path: a whole number or other text. Undefined where the route has none. */
    readonly identifier: number | string | undefined;
    readonly query: URLSearchParams;
}

const table: readonly { method: string; path: RegExp; route: Route }[] = [
    { method: "POST", path: /^\/api\/oauth2\/token$/, route: "token" },
    { method: "GET", path: /^\/api\/mysafe\/password$/, route: "list" },
    { method: "POST", path: /^\/api\/mysafe\/password$/, route: "create" },
    { method: "GET", path: /^\/api\/mysafe\/password\/([^/]+)$/, route: "read" },
    { method: "POST", path: /^\/api\/mysafe\/password\/inactive\/([^/]+)$/, route: "disable" },
    { method: "POST", path: /^\/api\/mysafe\/password\/active\/([^/]+)$/, route: "enable" },
    { method: "POST", path: /^\/api\/mysafe\/note\/inactive\/([^/]+)$/, route: "disableNote" },
    { method: "POST", path: /^\/api\/mysafe\/secretapi\/inactive\/([^/]+)$/, route: "disableApiSecret" },
];

/**
 * Returns the route of a request line. The path is normalized first, as Kong's router does.
 * "…/inactive/../active/5" is therefore an enable request, since Kong does not protect a careless client.
 */
export function matchRoute(method: string, target: string): RoutedRequest {
    const url = parseTarget(target);
    for (const entry of table) {
        const match = entry.method === method ? entry.path.exec(url.pathname) : null;
        if (match !== null) {
            return { route: entry.route, identifier: parseIdentifier(match[1]), query: url.searchParams };
        }
    }
    return { route: "unknown", identifier: undefined, query: url.searchParams };
}

/** Returns the undecoded path of a request line. In its query only the list filters keep their values. */
export function loggablePath(target: string): string {
    const [path = "", query] = target.split(/\?(.*)/s, 2);
    const filters = ["tag", "name", "username", "url"];
    const parts = (query ?? "").split("&").filter((part) => part !== "");
    const shown = parts.map((part) => {
        const name = part.split("=", 1)[0] ?? "";
        return filters.includes(name) ? part : `${name}=…`;
    });
    return shown.length === 0 ? path : `${path}?${shown.join("&")}`;
}

function parseTarget(target: string): URL {
    try {
        return new URL(target.startsWith("/") ? `http://vault${target}` : target);
    } catch {
        return new URL("http://vault/");
    }
}

function parseIdentifier(segment: string | undefined): number | string | undefined {
    if (segment === undefined) {
        return undefined;
    }
    const text = decode(segment);
    // Past 2^53 neighbouring integers share one number, so such an identifier stays text.
    return /^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}

function decode(segment: string): string {
    try {
        return decodeURIComponent(segment);
    } catch {
        return segment;
    }
}
