/** Returns the text cut to at most `maxLength` characters, with "…" as the last one where something is missing. */
export function truncate(text: string, maxLength: number): string {
    return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}

/** Returns the text as one line of at most `maxLength` characters, without line breaks and control characters. */
export function oneLine(text: string, maxLength = 200): string {
    return truncate(text.replace(/[\s\p{Cc}]+/gu, " ").trim(), maxLength);
}

/**
 * Returns the first items, and how many others there are.
 *
 * @param count The number of all, where `items` lacks some.
 */
export function firstOf(items: readonly string[], max: number, count = items.length): string[] {
    const first = items.slice(0, max);
    return count > first.length ? [...first, `and ${count - first.length} others`] : first;
}

/** Returns a value in double quotes, with its control characters escaped, shortened to 60 characters and "…". */
export function quote(value: string): string {
    return JSON.stringify(truncate(value, 61));
}

/** Returns the text as HTML, for the content of an element or for an attribute in quotes. */
export function escapeHtml(text: string): string {
    return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
