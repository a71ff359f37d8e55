import { columns, type Report } from "./report";

/**
 * Formats a report as CSV by RFC 4180: a header, a line for each entry, CR LF at the end of each line.
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
 * Matches the place in front of a formula. A formula starts with one of these characters, behind quotes and characters
 * that nobody sees. A cell can also start inside a text, where a spreadsheet splits at semicolons, tabs or line breaks.
 */
const formulaStart =
    /^(?=[\t\r\n])|(?<=^|[;\t\r\n])(?=["\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]*[=+\-@%|\uff0b\uff0d\uff1d\uff20])/gu;

/** Returns a cell with an apostrophe in front of each formula, and in quotes where its text needs them. */
function cellOf(text: string): string {
    const safe = text.replace(formulaStart, "'");
    return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
