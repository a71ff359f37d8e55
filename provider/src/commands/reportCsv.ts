import { toCsv } from "./csv";
import { columns, type Report } from "./report";

/** Formats a report as CSV that is safe in spreadsheets. */
export function formatCsv({ entries }: Report): string {
    return toCsv([columns, ...entries.map((entry) => columns.map((column) => `${entry[column]}`))]);
}
