/** How the page and the picture write numbers. */

/** A whole number with commas between its thousands. */
export function count(value: number): string {
    return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A duration in seconds, with about three digits. */
export function seconds(value: number): string {
    if (value >= 100) {
        return `${count(value)} s`;
    }
    return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

/** How many times as much: about three digits. */
export function times(value: number): string {
    return `${value >= 100 ? count(value) : value.toFixed(value < 10 ? 2 : 1)} ×`;
}

/** A size in MiB. */
export function mebibytes(bytes: number): string {
    return `${count(bytes / 2 ** 20)} MiB`;
}

/** Text of a table's cell; a dash where there is nothing. */
export function orDash<T>(value: T | undefined, write: (value: T) => string): string {
    return value === undefined ? "–" : write(value);
}

/** A table in Markdown: the first column to the left, the others to the right. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
    const rule = heads.map((_, index) => (index === 0 ? "---" : "--:"));
    return [line(heads), line(rule), ...rows.map(line)].join("\n");
}
