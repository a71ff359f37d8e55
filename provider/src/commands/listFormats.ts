import type { ListedPassword } from "../client/passwordList";
import { printable } from "../shared/passwordName";
import { toCsv } from "./csv";
import { formatColumns } from "./textTable";

/** The columns, in order, with the text of each cell. */
const columns: Readonly<Record<string, (password: ListedPassword) => string>> = {
    identifier: ({ identifier }) => identifier,
    name: ({ name }) => name,
    username: ({ username }) => username,
    url: ({ url }) => url,
    tags: ({ tags }) => tags.join(", "),
    access: describeRights,
};
/** The column that a narrow table leaves out. */
const urlColumn = 3;
const narrow = 100;
/** The cuts that make a row fit, in order. The identifier and the rights stay whole. */
const cuts = [
    { columns: [3, 4], to: 10 },
    { columns: [1, 2, 3, 4], to: 8 },
];
const narrowCuts = [
    { columns: [3], to: 12 },
    { columns: [1, 2, 3], to: 8 },
];
/** The width at which a table stops to shrink with the terminal. */
const minWidth = 60;

/** Returns what the access key can do with a password. */
function describeRights({ canWrite, canView }: ListedPassword): string {
    if (canWrite) {
        return "can disable";
    }
    return canView ? "can only see" : "cannot see";
}

/**
 * Formats passwords as a table; empty without passwords.
 *
 * @param width The characters in a line of the terminal, which cuts long texts. Without a terminal nothing is cut.
 */
export function formatTable(passwords: readonly ListedPassword[], width = Number.POSITIVE_INFINITY): string {
    if (passwords.length === 0) {
        return "";
    }
    const rows = [Object.keys(columns).map((name) => name.toUpperCase()), ...rowsOf(passwords)];
    return width < narrow
        ? formatColumns(
              rows.map((cells) => cells.filter((_, column) => column !== urlColumn)),
              Math.max(width, minWidth),
              narrowCuts,
          )
        : formatColumns(rows, width, cuts);
}

/** Formats passwords as CSV that is safe in spreadsheets. */
export function formatCsv(passwords: readonly ListedPassword[]): string {
    return toCsv([Object.keys(columns), ...rowsOf(passwords)]);
}

/** Formats passwords as a list of the objects that `getPasswords` returns. */
export function formatJson(passwords: readonly ListedPassword[]): string {
    const list = passwords.map(({ unreadableFields: _, identifier, name, username, url, tags, canView, canWrite }) => ({
        identifier: Number.isSafeInteger(Number(identifier)) ? Number(identifier) : identifier,
        name,
        username,
        url,
        tags,
        canView,
        canWrite,
    }));
    // JSON leaves controls from U+007F on as they are, and a terminal obeys them.
    return `${JSON.stringify(list, null, 2).replace(/(?!\n)[\p{C}\u2028\u2029]/gu, toEscapes)}\n`;
}

function toEscapes(character: string): string {
    return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function rowsOf(passwords: readonly ListedPassword[]): string[][] {
    return passwords.map((password) => Object.values(columns).map((textOf) => printable(textOf(password))));
}
