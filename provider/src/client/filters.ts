import type { ListedPassword } from "./passwordList";

/** The comparisons of a search, by the names of the list call's filters. */
const comparisons = {
    tag: (value: string, { tags }: ListedPassword) => tags.some((tag) => foldCase(tag) === value),
    username: (value: string, { username }: ListedPassword) => foldCase(username) === value,
    name: (value: string, { name }: ListedPassword) => foldCase(name).includes(value),
    url: (value: string, { url }: ListedPassword) => foldCase(url).includes(value),
};

/** The names of the filters. */
export const filterNames: readonly string[] = Object.keys(comparisons);

export type Filters = Partial<Record<keyof typeof comparisons, string>>;

/**
 * Returns a predicate for passwords that match all filters, in any case. Names and URLs match in part. Tags and user
 * names match as a whole, because a part of a user name can be another person's.
 */
export function matchesFilters(filters: Filters): (entry: ListedPassword) => boolean {
    const wanted = Object.entries(filters).map(([name, value]) => [name as keyof Filters, foldCase(value)] as const);
    return (entry) => wanted.every(([name, value]) => comparisons[name](value, entry));
}

/**
 * Returns a text for comparisons: in one Unicode form and one case, with plain spaces, and without characters that nobody
 * sees.
 */
export function foldCase(text: string): string {
    const seen = text
        .normalize("NFKC")
        .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
        .replace(/[\s\p{Cc}\p{Z}]+/gu, " ")
        .trim();
    // Capitals come first, because some small letters share one. A sigma depends on its position in the word.
    const capitals = seen.toUpperCase().replaceAll("\u1e9e", "SS").replaceAll("\u0130", "I");
    return Array.from(capitals, (letter) => letter.toLowerCase()).join("");
}
