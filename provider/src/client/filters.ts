import type { ListedPassword } from "./responses";

/** What a search compares, and how: the names are those of the filters of the vault's list call. */
const comparisons = {
    tag: (value: string, { tags }: ListedPassword) => tags.some((tag) => foldCase(tag) === value),
    username: (value: string, { username }: ListedPassword) => foldCase(username) === value,
    name: (value: string, { name }: ListedPassword) => foldCase(name).includes(value),
    url: (value: string, { url }: ListedPassword) => foldCase(url).includes(value),
};

/** The values that a search gives. */
export type Filters = Partial<Record<keyof typeof comparisons, string>>;

/**
 * Makes what finds out whether a password of the vault's list fits all filters, in any case: its user name as a whole, one
 * of its tags as a whole, a part of its name, a part of its URL. A user name decides whose password it is, so a part is
 * not enough.
 */
export function matchesFilters(filters: Filters): (entry: ListedPassword) => boolean {
    const wanted = Object.entries(filters).map(([name, value]) => [name as keyof Filters, foldCase(value)] as const);
    return (entry) => wanted.every(([name, value]) => comparisons[name](value, entry));
}

/**
 * A text as texts of the vault are compared: in one spelling of its letters, in any case, without white space around it.
 */
export function foldCase(text: string): string {
    // By capitals, which some small letters share; one by one, since the small sigma depends on what follows it.
    return Array.from(text.normalize("NFC").trim().toUpperCase(), (letter) => letter.toLowerCase()).join("");
}
