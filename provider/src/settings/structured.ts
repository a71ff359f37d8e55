/** Whether a value is a list or an object; the engine sends those of `pulumi config set --path` as JSON. */
export function isStructured(value: unknown): boolean {
    return typeof parsed(value) === "object";
}

/** The texts of a list, or of a text with commas, without empty ones; undefined where a value is neither. */
export function listIn(value: unknown): string[] | undefined {
    const list = parsed(value);
    const texts = Array.isArray(list) ? list : list === undefined ? String(value).split(",") : [list];
    return texts.every((item) => typeof item === "string" || typeof item === "number")
        ? texts.map((text) => String(text).trim()).filter((text) => text !== "")
        : undefined;
}

/** A list or an object, from JSON too; undefined where a value is none. */
function parsed(value: unknown): object | undefined {
    if (typeof value === "object") {
        return value ?? undefined;
    }
    if (typeof value !== "string" || !/^\s*[[{]/.test(value)) {
        return undefined;
    }
    try {
        return JSON.parse(value);
    } catch {
        return undefined;
    }
}
