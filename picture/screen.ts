/** The lines that a terminal shows after an output. */
import { type IBufferCell, type IBufferLine, Terminal } from "@xterm/headless";

/** Text in one style. */
export interface Piece {
    text: string;
    /** One of the terminal's 16 colours. Undefined is its default. */
    colour?: number;
    bold?: boolean;
    dim?: boolean;
    underlined?: boolean;
}

/** A line from left to right, without trailing spaces. */
export type Line = readonly Piece[];

/** Returns the text of a line without its styles. */
export function textOf(line: Line): string {
    return line.map(({ text }) => text).join("");
}

/** Writes the output to a terminal of this width. Returns the lines without trailing empty ones. */
export async function linesShown(output: string, columns: number): Promise<Line[]> {
    const lines = await readRows(output, { columns, rows: 60 }, (rows) => rows.map(lineOf));
    return lines.slice(0, lines.findLastIndex((line) => line.length > 0) + 1);
}

/** Writes the output to a terminal of this size, in characters. Returns what `read` makes of all its rows. */
export async function readRows<T>(
    output: string,
    { columns, rows }: { columns: number; rows: number },
    read: (rows: IBufferLine[]) => T,
): Promise<T> {
    const terminal = new Terminal({ cols: columns, rows, scrollback: 20_000, allowProposedApi: true });
    try {
        await new Promise<void>((resolve) => terminal.write(output, resolve));
        const { active } = terminal.buffer;
        const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row));
        return read(lines.filter((line) => line !== undefined));
    } finally {
        terminal.dispose();
    }
}

function lineOf(line: IBufferLine): Line {
    const pieces: Piece[] = [];
    const width = line.translateToString(true).trimEnd().length;
    for (let column = 0; column < width; column += 1) {
        const cell = line.getCell(column);
        const text = cell?.getChars() || " ";
        const style = cell ? styleOf(cell) : {};
        const last = pieces.at(-1);
        if (last && sameStyle(last, style)) {
            last.text += text;
        } else {
            pieces.push({ text, ...style });
        }
    }
    return pieces;
}

function styleOf(cell: IBufferCell): Omit<Piece, "text"> {
    return {
        ...(cell.isFgPalette() && cell.getFgColor() < 16 ? { colour: cell.getFgColor() } : {}),
        ...(cell.isBold() ? { bold: true } : {}),
        ...(cell.isDim() ? { dim: true } : {}),
        ...(cell.isUnderline() ? { underlined: true } : {}),
    };
}

function sameStyle(one: Omit<Piece, "text">, other: Omit<Piece, "text">): boolean {
    return (["colour", "bold", "dim", "underlined"] as const).every((key) => one[key] === other[key]);
}
