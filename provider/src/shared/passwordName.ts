/** The maximum size of a name in the JSON of a state, in bytes. With its identifier it takes at most 80. */
const maxBytes = 60;
/** The maximum size of a user name, which a name contains in parentheses. */
const maxUsernameBytes = 25;

/**
 * Returns the name of a password for people: `Oracle production, former DBA (m.souza)`. Returns undefined where the
 * vault's list shows neither name nor user name.
 */
export function formatName({ name, username }: { name: string; username: string }): string | undefined {
    const account = cut(printable(username), maxUsernameBytes);
    const suffix = account === "" ? "" : `(${account})`;
    const text = cut(printable(name), maxBytes - bytesOf(suffix) - 1);
    return [text, suffix].filter((part) => part !== "").join(" ") || undefined;
}

/** Returns an identifier with its name, as people see it everywhere: `312 Oracle production, former DBA (m.souza)`. */
export function withName(identifier: string, name: string | undefined): string {
    return name === undefined ? identifier : `${identifier} ${name}`;
}

/** Returns a text as one line without invisible characters, which can reorder a line, and without Pulumi's colour tags. */
export function printable(text: string): string {
    return text
        .replace(/[\s\p{C}\p{Zl}\p{Zp}]+/gu, " ")
        .replaceAll("<{%", "<{")
        .trim();
}

/** Returns the beginning of a text that fits, with "…" where something is missing. */
function cut(text: string, bytes: number): string {
    if (bytesOf(text) <= bytes) {
        return text;
    }
    // A longer text has no place. Taking its characters one by one would take long.
    const characters = [...text.slice(0, bytes)];
    while (bytesOf(characters.join("")) + bytesOf("…") > bytes) {
        characters.pop();
    }
    return `${characters.join("").trimEnd()}…`;
}

/** Returns the size of a text in JSON as the engine writes it: Go's encoder escapes "<", ">" and "&". */
function bytesOf(text: string): number {
    const escaped = text.replace(/["\\]/g, "\\$&").replace(/[<>&]/g, "\\u0000");
    return Buffer.byteLength(escaped);
}
