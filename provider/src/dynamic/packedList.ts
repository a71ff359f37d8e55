/**
 * A list of identifiers as one text, for the way from a program to `check`: the SDK and the engine take about as long for
 * one text of all as for one item of a list.
 */
interface ListAsText {
    list: string;
}

/** Puts a list of texts into one; gives it as it is where any of its items is something else, or not known yet. */
export function pack<T>(items: T): T | ListAsText {
    const isListOfTexts =
        Array.isArray(items) && items.every((item) => typeof item === "string" && /^[^,]+$/.test(item));
    return isListOfTexts ? { list: items.join() } : items;
}

/** The list that {@link pack} was given; anything else as it is. */
export function unpack(value: unknown): unknown {
    const { list } = Object(value) as Record<string, unknown>;
    return typeof list === "string" ? list.split(",").filter((item) => item !== "") : value;
}
