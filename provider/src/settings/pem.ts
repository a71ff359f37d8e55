/** One block of a PEM text (RFC 7468), without what stands around it. */
export interface PemBlock {
    /** The type, such as `CERTIFICATE`. */
    label: string;
    text: string;
}

/** The blocks of a text, or why it is not PEM: the end of a sentence that starts with its source. */
export type PemContent = { blocks: PemBlock[]; problem?: undefined } | { blocks?: undefined; problem: string };

const marker = /-----(BEGIN|END) ([A-Z0-9 ]+)-----/g;

/**
 * Reads the blocks of a PEM text. OpenSSL skips what it cannot read, so that a damaged authority would only fail at the
 * connection. Explanations around the blocks are valid.
 */
export function readPem(text: string): PemContent {
    const blocks: PemBlock[] = [];
    let begin: RegExpExecArray | undefined;
    for (const found of text.matchAll(marker)) {
        const [, kind, label = ""] = found;
        if (isQuote(text[found.index - 1]) || isQuote(text[found.index + found[0].length])) {
            return { problem: "is in quotes: remove them." };
        }
        if ((kind === "BEGIN") !== (begin === undefined) || (begin !== undefined && begin[2] !== label)) {
            return { problem: describeGap(begin?.[2], label) };
        }
        if (begin === undefined) {
            begin = found;
        } else {
            const body = text.slice(begin.index + begin[0].length, found.index);
            blocks.push({ label, text: `${begin[0]}\n${normalizeBody(body)}\n${found[0]}` });
            begin = undefined;
        }
    }
    return begin === undefined ? { blocks } : { problem: describeGap(begin[2], "") };
}

function isQuote(character = ""): boolean {
    return /["'`\u2018-\u201f]/.test(character);
}

function describeGap(begun: string | undefined, found: string): string {
    const missing = begun === undefined ? `no -----BEGIN ${found}-----` : `no -----END ${begun}-----`;
    return `is truncated: a part has ${missing}. Copy the whole text again.`;
}

/** Returns Base64 in lines of 64 characters. A key of an old form has headers, and stays as it is. */
function normalizeBody(body: string): string {
    const isBase64 = /^[\sA-Za-z0-9+/=]*$/.test(body);
    return isBase64 ? body.replace(/\s+/g, "").replace(/.{64}(?=.)/g, "$&\n") : body.trim();
}
