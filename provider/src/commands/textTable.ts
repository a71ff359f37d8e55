/** The spaces between columns. */
const gap = 2;

/** Columns that can be cut, and the width that they keep. */
export interface Cut {
    columns: readonly number[];
    to: number;
}

/**
 * Formats rows of printable texts as columns. The widest columns are cut until a row fits, with "…" where text is missing.
 *
 * @param width The characters in a line.
 * @param cuts The cuts, in the order in which they are tried.
 */
export function formatColumns(rows: readonly (readonly string[])[], width: number, cuts: readonly Cut[]): string {
    const widths = (rows[0] ?? []).map((_, column) =>
        rows.reduce((widest, cells) => Math.max(widest, widthOf(cells[column] ?? "")), 0),
    );
    let excess = widths.reduce((sum, one) => sum + one + gap, -gap - width);
    for (const { columns, to } of cuts) {
        for (; excess > 0; excess--) {
            const widest = Math.max(...columns.map((column) => widths[column] ?? 0));
            if (widest <= to) {
                break;
            }
            widths[columns.find((column) => widths[column] === widest) ?? 0] = widest - 1;
        }
    }
    const formatRow = (cells: readonly string[]) => cells.map((cell, column) => fit(cell, widths[column] ?? 0));
    return rows.map((cells) => `${formatRow(cells).join(" ".repeat(gap)).trimEnd()}\n`).join("");
}

/** Returns a text in exactly this width. */
function fit(text: string, width: number): string {
    if (widthOf(text) <= width) {
        return text + " ".repeat(width - widthOf(text));
    }
    // A letter can have some combining marks. A longer text has no place.
    const beginning = text.slice(0, 8 * width);
    const letters = Array.from(new Intl.Segmenter().segment(beginning), ({ segment }) => segment);
    while (widthOf(letters.join("")) > width - 1) {
        letters.pop();
    }
    const start = `${letters.join("").trimEnd()}…`;
    return start + " ".repeat(width - widthOf(start));
}

/** Returns the columns that a terminal uses for a text: none for a combining mark, two for a wide letter. */
function widthOf(text: string): number {
    const marks = text.match(/\p{M}/gu)?.length ?? 0;
    const wide =
        text.match(/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{Emoji_Presentation}\uff01-\uff60]/gu)?.length ??
        0;
    return [...text].length - marks + wide;
}
