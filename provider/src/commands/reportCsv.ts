import { columns, type Report } from "./report";

/**
 * Formats a report as CSV by RFC 4180.
 *
 * Spreadsheets must not run a cell as a formula. The common CSV libraries look at a cell's first character only, and
 * spreadsheets skip more than that, so the defence is our own.
 */
export function formatCsv({ entries }: Report): string {
    const keys = Object.keys(columns) as (keyof typeof columns)[];
    return [keys, ...entries.map((entry) => keys.map((key) => `${entry[key]}`))]
        .map((cells) => `${cells.map(cellOf).join()}\r\n`)
        .join("");
}

/**
 * Matches the place in front of a formula: at the start of a cell, or where a spreadsheet splits a text into cells.
 * Quotes and invisible characters can stand between.
 */
const formulaStart =
    /^(?=[\t\r\n])|(?<=^|[;\t\r\n])(?=["\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]*[=+\-@%|\uff0b\uff0d\uff1d\uff20])/gu;

/** Returns a cell with an apostrophe in front of each formula, and in quotes where its text needs them. */
function cellOf(text: string): string {
    const safe = text.replace(formulaStart, "'");
    return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
