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
    /** The fields that the entry lacks or has in another form, by the names of rules; undefined where it has all. */
    unreadableFields?: readonly string[];
}

/** Reads the body of the list call; undefined where it holds no list. */
export function readList(body: string): ListedPassword[] | undefined {
    const list = findList(parseObject(body));
    return list && Object.values(list).flatMap((value) => readEntry(asObject(value)) ?? []);
}

function readEntry(entry: Record<string, unknown> | undefined): ListedPassword | undefined {
    const identifier = firstText(entry?.identifier);
    if (entry === undefined || identifier === undefined) {
        return undefined;
    }
    // The vault gives `can_edit` for a shared password. Where it gives no right, the request itself decides.
    const rights = [entry.can_write, entry.can_edit];
    const unreadableFields = (["name", "username", "tag"] as const).filter(
        (field) => !isReadable(entry[field === "tag" ? "tags" : field]),
    );
    return {
        identifier,
        canWrite: rights.some(isTrue) || !rights.some(isFalse),
        canView: !isFalse(entry.can_view),
        name: firstText(entry.name) ?? "",
        username: firstText(entry.username) ?? "",
        url: firstText(entry.url) ?? "",
        tags: readTags(entry.tags),
        ...(unreadableFields.length === 0 ? {} : { unreadableFields }),
    };
}

/** Returns whether a field is a text, a number, null, or a list or an object of these. */
function isReadable(field: unknown): boolean {
    const values = typeof field === "object" ? Object.values(field ?? {}) : [field];
    return values.every((value) => value === null || ["string", "number"].includes(typeof value));
}

/** Reads tags from one text with commas, as the vendor's pages show them, or from a list or an object of such texts. */
function readTags(tags: unknown): string[] {
    return (typeof tags === "object" ? Object.values(tags ?? {}) : [tags])
        .flatMap((value) => (firstText(value) ?? "").split(","))
        .map((tag) => tag.trim())
        .filter((tag) => tag !== "");
}

/** Finds the list in a body. The vendor writes some lists as objects, and empty ones as null. */
export function findList(json: Record<string, unknown> | undefined): object | undefined {
    for (const holder of [json, asObject(json?.response)]) {
        for (const key of ["password_on_list", "passwords_on_list"]) {
            if (holder && key in holder) {
                const list = holder[key];
                return typeof list === "object" && list !== null ? list : {};
            }
        }
    }
    return undefined;
}
