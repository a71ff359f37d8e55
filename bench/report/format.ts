/** Formats the numbers and tables of the page and the picture. */

/** Returns a whole number with commas between the thousands. */
export function count(value: number): string {
    return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Returns a duration in seconds with about three digits. */
export function seconds(value: number): string {
    if (value >= 100) {
        return `${count(value)} s`;
    }
    return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

/** Returns a ratio with about three digits. */
export function times(value: number): string {
    return `${value >= 100 ? count(value) : value.toFixed(value < 10 ? 2 : 1)} ×`;
}

/** Returns a size in MiB. */
export function mebibytes(bytes: number): string {
    return `${count(bytes / 2 ** 20)} MiB`;
}

/** Returns the text of a table's cell, or a dash for undefined. */
export function orDash<T>(value: T | undefined, write: (value: T) => string): string {
    return value === undefined ? "–" : write(value);
}

/** Returns a Markdown table: the first column aligned left, the others right. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
    const rule = heads.map((_, index) => (index === 0 ? "---" : "--:"));
    return [line(heads), line(rule), ...rows.map(line)].join("\n");
}
