import { asObject, firstText, isFalse, isTrue, parseObject } from "./json";

/** One password of the vault's list. */
export interface ListedPassword {
    identifier: string;
    /** False where the vault denies the right to edit it. */
    canWrite: boolean;
    /** False where the vault denies the right to see it. */
    canView: boolean;
    name: string;
    username: string;
    url: string;
    tags: readonly string[];
    /** The fields that the entry lacks or has in another form, by the names of rules. */
    unreadableFields: readonly string[];
}

/** Reads the body of the list call; undefined where it holds no list. */
export function readList(body: string): ListedPassword[] | undefined {
    const lists = findLists(parseObject(body));
    return lists.length === 0
        ? undefined
        : lists.flatMap((list) => Object.values(list).flatMap((value) => readEntry(asObject(value)) ?? []));
}

function readEntry(entry: Record<string, unknown> | undefined): ListedPassword | undefined {
    const identifier = firstText(entry?.identifier);
    if (entry === undefined || identifier === undefined) {
        return undefined;
    }
    // The vault gives `can_edit` for a shared password. Where it gives no right, the request itself decides.
    const rights = [entry.can_write, entry.can_edit];
    const unreadableFields = [
        ...(["name", "username"] as const).filter((field) => !isText(entry[field])),
        ...(areTexts(entry.tags) ? [] : (["tag"] as const)),
    ];
    return {
        identifier,
        canWrite: rights.some(isTrue) || !rights.some(isFalse),
        canView: !isFalse(entry.can_view),
        name: firstText(entry.name) ?? "",
        username: firstText(entry.username) ?? "",
        url: firstText(entry.url) ?? "",
        tags: readTags(entry.tags),
        unreadableFields,
    };
}

/** Returns whether a field is there in the form of the vendor's pages. An empty one can be null. */
function isText(field: unknown): boolean {
    return field === null || typeof field === "string" || typeof field === "number";
}

function areTexts(field: unknown): boolean {
    return isText(field) || (typeof field === "object" && Object.values(field ?? {}).every(isText));
}

/** Reads tags from one text with commas, as the vendor's pages show them, or from a list or an object of such texts. */
function readTags(tags: unknown): string[] {
    return (typeof tags === "object" ? Object.values(tags ?? {}) : [tags])
        .flatMap((value) => (firstText(value) ?? "").split(","))
        .map((tag) => tag.trim())
        .filter((tag) => tag !== "");
}

/** Finds the lists in a body. The vendor writes some lists as objects, and empty ones as null. */
export function findLists(json: Record<string, unknown> | undefined): object[] {
    const holders = [json, asObject(json?.response)].filter((holder) => holder !== undefined);
    const keys = ["password_on_list", "passwords_on_list"];
    return holders
        .flatMap((holder) => keys.filter((key) => key in holder).map((key) => holder[key]))
        .map((list) => (typeof list === "object" && list !== null ? list : {}));
}

/**
 * Returns the entries by identifier. Where two entries have one identifier, the result denies what either denies. Rules
 * cannot rely on a field in which they differ.
 */
export function indexList(entries: readonly ListedPassword[]): ReadonlyMap<string, ListedPassword> {
    const index = new Map<string, ListedPassword>();
    for (const entry of entries) {
        const other = index.get(entry.identifier);
        index.set(entry.identifier, other === undefined ? entry : merge(other, entry));
    }
    return index;
}

function merge(one: ListedPassword, other: ListedPassword): ListedPassword {
    const differing = (["name", "username"] as const).filter((field) => one[field] !== other[field]);
    const unreadableFields = new Set([...differing, ...one.unreadableFields, ...other.unreadableFields]);
    return {
        ...one,
        canWrite: one.canWrite && other.canWrite,
        canView: one.canView && other.canView,
        tags: [...new Set([...one.tags, ...other.tags])],
        unreadableFields: [...unreadableFields],
    };
}
