/**
 * Packs a list of identifiers into one text, for the way from a program to `check`. The SDK and the engine take as long
 * for one item of a list as for the whole text. A list with other or unknown items stays as it is.
 */
export function pack<T>(items: T): T | { list: string } {
    const canPack = Array.isArray(items) && items.every((item) => typeof item === "string" && /^[^,]+$/.test(item));
    return canPack ? { list: items.join() } : items;
}

/** Returns the list that {@link pack} was given; returns any other value as it is. */
export function unpack(value: unknown): unknown {
    const { list } = Object(value) as Record<string, unknown>;
    return typeof list === "string" ? list.split(",").filter((item) => item !== "") : value;
}
