import type { HttpResponse } from "../shared/httpResponse";

/**
 * Returns the vault's response in ISO-8859-1, with a declared charset that is UTF-8 by default. "" declares none.
 * It gets a `detail` of "operação", so that its bytes differ from those of UTF-8.
 */
export function wrongCharset(real: HttpResponse, charset = "utf-8"): HttpResponse {
    const body = JSON.parse(real.body);
    // The vault has its details in `response`. The OAuth server's response is flat.
    const details = typeof body.response === "object" ? body.response : body;
    details.detail = "operação";
    return {
        ...real,
        headers: {
            ...real.headers,
            "Content-Type": charset === "" ? "application/json" : `application/json; charset=${charset}`,
        },
        body: escapeOthers(JSON.stringify(body)),
        encoding: "latin1",
    };
}

/** Escapes the letters that ISO-8859-1 does not have. In JSON they are the same text. */
function escapeOthers(json: string): string {
    return json.replace(/[^\0-\xff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
