/**
 * Formats rows of cells as CSV by RFC 4180.
 *
 * Spreadsheets must not run a cell as a formula. The CSV libraries for Node look at a cell's first character only.
 * LibreOffice skips a NUL or a space before a formula, and splits a text at the separators that its reader chooses.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
    return rows.map((cells) => `${cells.map(cellOf).join()}\r\n`).join("");
}

/** Matches characters that start a formula, also those that a normalization to NFKC replaces by one. */
const starter = String.raw`[=+\-@%|\uff1d\uff0b\uff0d\uff20\uff05\uff5c\ufe66\ufe62\ufe63\ufe6b\u207a-\u207c\u208a-\u208c\ufb29]`;

/** Matches a quote or an invisible character. */
const unseen = String.raw`["\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]`;

/**
 * Matches the place in front of a formula: at the start of a cell, or where a spreadsheet splits a text into cells.
 * After a space only "=" counts, since a text has spaces and few spreadsheets split there.
 */
const formulaStart = new RegExp(
    String.raw`^(?=[\t\r\n])|(?<=^|[;|\t\r\n])(?=${unseen}*${starter})|(?<= )(?=["\p{C}]*=\S)`,
    "gu",
);

/** Returns a cell with an apostrophe in front of each formula, and in quotes where a spreadsheet could split its text. */
function cellOf(text: string): string {
    const safe = text.replace(formulaStart, "'");
    return safe !== text || /[",;|\t\r\n]/.test(text) ? `"${safe.replaceAll('"', '""')}"` : text;
}
