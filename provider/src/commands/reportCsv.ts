import { columns, type Report } from "./report";

/**
 * Writes a report as CSV after RFC 4180: a header, a line for each entry, lines ended by CR LF. What a spreadsheet would
 * take for a formula, also one that parts cells at semicolons or tabs, has an apostrophe in front, which makes it a text.
 */
export function formatCsv({ entries }: Report): string {
    const keys = Object.keys(columns) as (keyof typeof columns)[];
    return [keys, ...entries.map((entry) => keys.map((key) => `${entry[key]}`))]
        .map((cells) => `${cells.map(cellOf).join()}\r\n`)
        .join("");
}

function cellOf(text: string): string {
    const defused = text.replace(/^[\t\r\n]|(?<=(?:^|[;\t\r\n]) *"*)[=+\-@\uff0b\uff0d\uff1d\uff20]/g, "'$&");
    return /[",;\t\r\n]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
