/** Reads a JSON object; undefined for anything else. */
export function parseObject(text: string): Record<string, unknown> | undefined {
    try {
        return asObject(JSON.parse(text));
    } catch {
        return undefined;
    }
}

/** Returns a value that is an object; undefined for lists and all else. */
export function asObject(value: unknown): Record<string, unknown> | undefined {
    return typeof value === "object" && value !== null && !Array.isArray(value)
        ? (value as Record<string, unknown>)
        : undefined;
}

/** Returns the first value that is a number or a text with content, as text. */
export function firstText(...values: unknown[]): string | undefined {
    const found = values.find((value) => (typeof value === "string" && value !== "") || typeof value === "number");
    return found === undefined ? undefined : String(found);
}

/** Returns whether a flag is set. The vendor writes flags as booleans, as 1 and as "1". */
export function isTrue(value: unknown): boolean {
    return value === true || value === 1 || value === "1" || value === "true";
}

/** Returns whether a flag is there and not set. */
export function isFalse(value: unknown): boolean {
    return value === false || value === 0 || (typeof value === "string" && /^(0|false|no)$/i.test(value.trim()));
}
