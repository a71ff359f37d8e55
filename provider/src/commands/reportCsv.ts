import { toCsv } from "./csv";
import { columns, type Report } from "./report";

/** Formats a report as CSV that is safe in spreadsheets. */
export function formatCsv({ entries }: Report): string {
    const keys = Object.keys(columns) as (keyof typeof columns)[];
    return toCsv([keys, ...entries.map((entry) => keys.map((key) => `${entry[key]}`))]);
}
