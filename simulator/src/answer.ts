/** An answer before it goes on the wire. */
export interface Answer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    /** Who answers: a gateway's refusal means that the vault never saw the request. */
    readonly from: "gateway" | "vault";
    /** The vault is changed by the work behind this answer. */
    readonly acted?: boolean;
    /** The password whose plain-text secret stands in the body. */
    readonly secretOf?: number;
}

/** An answer with a JSON body. */
export function jsonAnswer(
    from: Answer["from"],
    status: number,
    body: unknown,
    more: Partial<Pick<Answer, "acted" | "secretOf" | "headers">> = {},
): Answer {
    const headers = { "Content-Type": "application/json; charset=utf-8", ...more.headers };
    return { ...more, status, headers, body: JSON.stringify(body), from };
}
