/** A response before the server sends it. */
export interface HttpResponse {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    /** The encoding of the body; UTF-8 by default. */
    readonly encoding?: "latin1";
    /** The sender. A response from the gateway means that the vault never saw the request. */
    readonly from: "gateway" | "vault";
    /** True if the request changed the vault. */
    readonly acted?: boolean;
    /** The identifier of the password whose plain-text secret is in the body. */
    readonly secretOf?: number;
}

/** Returns a response with a JSON body. */
export function jsonResponse(
    from: HttpResponse["from"],
    status: number,
    body: unknown,
    more: Partial<Pick<HttpResponse, "acted" | "secretOf" | "headers">> = {},
): HttpResponse {
    const headers = { "Content-Type": "application/json; charset=utf-8", ...more.headers };
    return { ...more, status, headers, body: JSON.stringify(body), from };
}
